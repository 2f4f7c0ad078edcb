import Table from 'cli-table3';
import type { Reason } from '@kontor/shared/problem';

/** What a script may tell apart. */
export const exitCodes = {
  done: 0,
  refused: 1,
  'wrong input': 2,
  'not there': 3,
  'not now': 4,
  'the system said no': 5,
} as const;
const exitCodeOf: Readonly<Record<number, number>> = {
  404: exitCodes['not there'],
  409: exitCodes['not now'],
  422: exitCodes['wrong input'],
  502: exitCodes['the system said no'],
};

/** How a command answers: tables and lines for people, or the whole answer in JSON for scripts. */
export interface Output {
  answer(value: unknown, shown: { table?: { list: string; columns: readonly string[] }; hint?: string }): void;
}

export function createOutput(
  json: boolean,
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Output {
  return {
    answer(value, { table, hint }) {
      if (json) return write(`${JSON.stringify(value, null, 2)}\n`);
      const { [table?.list ?? '']: list, ...rest } = value as Record<string, unknown>;
      const width = Math.max(...Object.keys(rest).map((name) => name.length));
      for (const [name, entry] of Object.entries(rest)) write(`${name.padEnd(width)}  ${show(entry)}\n`);
      if (table)
        write(
          Array.isArray(list) && list.length > 0
            ? `${drawn(table.columns, list as Record<string, unknown>[])}\n`
            : 'Nothing found.\n',
        );
      if (hint) write(`${hint}\n`);
    },
  };
}

function drawn(columns: readonly string[], rows: readonly Record<string, unknown>[]): string {
  const table = new Table({ head: [...columns], style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push(columns.map((column) => show(row[column])));
  return table.toString();
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join(', ') || '–';
  const flat =
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry !== 'object' || entry === null || entry instanceof Date);
  return flat
    ? Object.entries(value)
        .map(([name, entry]) => `${name} ${show(entry)}`)
        .join(', ')
    : JSON.stringify(value, null, 2);
}

/** Ends a command with its reasons: code, cause and remedy of each on standard error, and an exit code. */
export class Refusal extends Error {
  readonly reasons: readonly Reason[];
  readonly exitCode: number;
  constructor(...reasons: (Reason & { status?: number })[]) {
    super(reasons.map((reason) => `${reason.code}: ${reason.cause}\n  ${reason.remedy}`).join('\n'));
    this.reasons = reasons.map(({ code, cause, remedy }) => ({ code, cause, remedy }));
    this.exitCode = exitCodeOf[reasons[0]?.status ?? 0] ?? exitCodes.refused;
  }
}
