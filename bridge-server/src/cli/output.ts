import Table from 'cli-table3';
import type { Reason } from '@kontor/shared/problem';
import type { ShownTable } from '../operations/operation.ts';
import type { Speaker } from '../texts/say.ts';
import { shorten, jsonForTerminal, escapedForTerminal } from './terminal.ts';

/** The exit codes of a command, so that scripts can tell outcomes apart. */
export const exitCodes = {
  done: 0,
  refused: 1,
  'wrong input': 2,
  'not found': 3,
  'not possible now': 4,
  'refused by the system': 5,
} as const;
const exitCodeByStatus: Readonly<Record<number, number>> = {
  404: exitCodes['not found'],
  409: exitCodes['not possible now'],
  422: exitCodes['wrong input'],
  502: exitCodes['refused by the system'],
};

/**
 * Writes the answer of a command: tables and lines for people, or the whole answer as JSON for scripts. Control
 * characters in data that others wrote, such as the number of an order, are escaped, so that they cannot command the
 * terminal.
 */
export interface Output {
  answer(
    value: unknown,
    shown: { table?: ShownTable | readonly ShownTable[]; copied?: readonly string[]; hint?: string },
  ): void;
}

export function createOutput(
  json: boolean,
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Output {
  return {
    answer(value, { table, copied = [], hint }) {
      if (json) return write(`${jsonForTerminal(JSON.stringify(value, null, 2))}\n`);
      const tables = table ? [table].flat() : [];
      const entries = Object.entries(value as Record<string, unknown>);
      const rest = entries.filter(([name]) => !tables.some(({ list }) => list === name));
      const width = Math.max(...rest.map(([name]) => name.length));
      for (const [name, entry] of rest) {
        const shown = copied.includes(name) ? copiable(entry) : show(entry);
        write(`${name.padEnd(width)}  ${shown}\n`);
      }
      const drawn = tables.flatMap((shown) => drawnOf(shown, entries.find(([name]) => name === shown.list)?.[1]));
      const empty = tables[0]?.empty ?? 'Nothing found.';
      if (tables.length > 0) write(`${drawn.length > 0 ? drawn.join('\n') : empty}\n`);
      if (hint) write(`${hint}\n`);
    },
  };
}

function drawnOf({ columns }: ShownTable, list: unknown): string[] {
  if (!Array.isArray(list) || list.length === 0) return [];
  const table = new Table({ head: [...columns], style: { head: [], border: [], compact: true } });
  for (const row of list as Record<string, unknown>[]) table.push(columns.map((column) => show(row[column])));
  return [table.toString()];
}

/** A text or JSON in one line, without quotes around a text, so that nobody copies them with it. */
const copiable = (value: unknown): string =>
  typeof value === 'string' ? escapedForTerminal(value) : jsonForTerminal(JSON.stringify(value));

function show(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return escapedForTerminal(shorten(value));
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
    return value.map((entry) => escapedForTerminal(shorten(entry))).join(', ') || '–';
  const flat =
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry !== 'object' || entry === null || entry instanceof Date);
  return flat
    ? Object.entries(value)
        .map(([name, entry]) => `${escapedForTerminal(name)} ${show(entry)}`)
        .join(', ')
    : jsonForTerminal(JSON.stringify(value, cutText, 2));
}

const cutText = (_name: string, value: unknown): unknown => (typeof value === 'string' ? shorten(value) : value);

/** Ends a command with reasons and an exit code. Whoever catches the error writes the reasons. */
export class RefusedCommand extends Error {
  readonly reasons: readonly Reason[];
  readonly exitCode: number;
  constructor(...reasons: (Reason & { status?: number })[]) {
    super(reasons.map(({ code }) => code).join(', '));
    this.reasons = reasons;
    this.exitCode = exitCodeByStatus[reasons[0]?.status ?? 0] ?? exitCodes.refused;
  }
}

/** The reasons as people read them: code and cause in one line, and below it what to do. */
export const complaintOf = (reasons: readonly Reason[], speaker: Speaker): string =>
  reasons
    // Only the quoted values are shortened, not the sentence.
    .map((why) => speaker.told(JSON.parse(JSON.stringify(why, cutText)) as Reason))
    .map(({ code, cause, remedy }) => `${code}: ${escapedForTerminal(cause)}\n  ${escapedForTerminal(remedy)}\n`)
    .join('');
