import Table from 'cli-table3';
import type { Reason } from '@kontor/shared/problem';

/** How a command answers: a table or lines for people, or JSON for scripts. */
export interface Output {
  /** `rows` as they are with `--json`, else as a table of the named columns. */
  table(columns: readonly string[], rows: readonly Record<string, unknown>[]): void;
  /** One thing, perhaps with a list that belongs to it: as JSON, or as lines and a table. */
  thing(value: Record<string, unknown>, list?: { name: string; columns: readonly string[]; rows: readonly Record<string, unknown>[] }): void;
  /** A hint for people; nothing with `--json`. */
  hint(line: string): void;
}

export function createOutput(json: boolean, write: (text: string) => void = (text) => void process.stdout.write(text)): Output {
  const asJson = (value: unknown) => write(`${JSON.stringify(value, null, 2)}\n`);
  return {
    table(columns, rows) {
      if (json) return asJson(rows);
      if (rows.length === 0) return write('Nothing found.\n');
      write(`${drawn(columns, rows)}\n`);
    },
    thing(value, list) {
      if (json) return asJson(list ? { ...value, [list.name]: list.rows } : value);
      const width = Math.max(...Object.keys(value).map((name) => name.length));
      for (const [name, entry] of Object.entries(value)) write(`${name.padEnd(width)}  ${show(entry)}\n`);
      if (list) write(`${drawn(list.columns, list.rows)}\n`);
    },
    hint: (line) => { if (!json) write(`${line}\n`); },
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
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join('\n  ') || '–';
  const flat = typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((entry) => typeof entry !== 'object');
  return flat ? Object.entries(value).map(([name, entry]) => `${name} ${String(entry)}`).join(', ') : JSON.stringify(value, null, 2);
}

/** Ends a command with a reason: code, cause and remedy on standard error, exit code 1. */
export class Refusal extends Error {
  readonly reasons: readonly Reason[];
  constructor(...reasons: Reason[]) {
    super(reasons.map((reason) => `${reason.code}: ${reason.cause}\n  ${reason.remedy}`).join('\n'));
    this.reasons = reasons;
  }
}
