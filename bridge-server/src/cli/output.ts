import Table from 'cli-table3';
import type { Reason } from '@kontor/shared/problem';
import type { ShownTable } from '../operations/operation.ts';
import type { Speaker } from '../texts/say.ts';
import { shorten, jsonForTerminal, escapedForTerminal } from './terminal.ts';

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

/**
 * How a command answers: tables and lines for people, or the whole answer in JSON for scripts. Data that others wrote,
 * such as an order's number, commands no terminal either way.
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
        const shown = copied.includes(name) ? jsonForTerminal(JSON.stringify(entry)) : show(entry);
        write(`${name.padEnd(width)}  ${shown}\n`);
      }
      const drawn = tables.flatMap((one) => drawnOf(one, entries.find(([name]) => name === one.list)?.[1]));
      if (tables.length > 0) write(drawn.length > 0 ? `${drawn.join('\n')}\n` : 'Nothing found.\n');
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

/** Ends a command with its reasons and an exit code; whoever catches it says them. */
export class RefusedCommand extends Error {
  readonly reasons: readonly Reason[];
  readonly exitCode: number;
  constructor(...reasons: (Reason & { status?: number })[]) {
    super(reasons.map(({ code }) => code).join(', '));
    this.reasons = reasons;
    this.exitCode = exitCodeOf[reasons[0]?.status ?? 0] ?? exitCodes.refused;
  }
}

/** The reasons as people read them: code and cause, and what to do below. */
export const complaintOf = (reasons: readonly Reason[], speaker: Speaker): string =>
  reasons
    // What a sentence quotes is cut, not the sentence.
    .map((why) => speaker.told(JSON.parse(JSON.stringify(why, cutText)) as Reason))
    .map(({ code, cause, remedy }) => `${code}: ${escapedForTerminal(cause)}\n  ${escapedForTerminal(remedy)}\n`)
    .join('');
