import { z } from 'zod';
import type { Followed } from '../systems/contract.ts';
import { doubt, saidBy, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

/** How far back the first call looks. */
const firstWindowDays = 90;
/** Vendors' lists may lag behind their own clocks: so much of what was seen is read again. */
const overlapMs = 10 * 60_000;

const instant = z.iso.datetime();
/** Where one filter stands, by the vendor's clock. While pages are left, `after` stays: then rows come in, but none leaves. */
const mark = z.object({ after: instant, newest: instant, page: z.int().min(1) });
type Mark = z.infer<typeof mark>;
/** Where all filters stand, by their names. */
const position = z.record(z.string(), mark);

/** A filter of a list for the rows in which something happened after an instant. */
interface ChangeFilter<Row> {
  read: (after: string, page: number) => Promise<Reply<Row[]>>;
  /** When it happened to the row, as ISO 8601 in UTC. */
  timeOf: (row: Row) => string | null;
}

/**
 * Reads what changed since the cursor, one page of each filter, so that a call is bounded. `pageSize`: the rows of a full page.
 * `now`: milliseconds since 1970, for the first window.
 */
export async function readChanges<Row>(
  filters: Readonly<Record<string, ChangeFilter<Row>>>,
  cursor: unknown,
  { pageSize, now }: { pageSize: number; now: number },
): Promise<Reply<{ rows: Row[]; cursor: unknown; more: boolean }>> {
  const from = position.safeParse(cursor).data ?? {};
  const rows: Row[] = [];
  const marks: Record<string, Mark> = {};
  for (const [name, { read, timeOf }] of Object.entries(filters)) {
    const at = from[name] ?? firstMark(now);
    const page = await read(at.after, at.page);
    if (page.kind !== 'value') return page;
    rows.push(...page.value);
    const times = page.value.flatMap((row) => timeOf(row) ?? []);
    marks[name] = nextMark(at, times, page.value.length === pageSize);
  }
  return valueOf({ rows, cursor: marks, more: Object.values(marks).some(({ page }) => page > 1) });
}

function firstMark(now: number): Mark {
  const after = new Date(now - firstWindowDays * 86_400_000).toISOString();
  return { after, newest: after, page: 1 };
}

function nextMark(from: Mark, times: readonly string[], full: boolean): Mark {
  const newest = times.reduce((latest, time) => (time > latest ? time : latest), from.newest);
  if (full) return { ...from, newest, page: from.page + 1 };
  const overlapping = new Date(Date.parse(newest) - overlapMs).toISOString();
  return { after: overlapping > from.after ? overlapping : from.after, newest, page: 1 };
}

/** What the office did, by what was read. A refusal is no word about any document, so it leaves in doubt what the office did. */
export function followedBy<T extends { cursor: unknown; more: boolean }>(
  reply: Reply<T>,
  changesOf: (read: T) => Extract<Followed, { kind: 'followed' }>['changes'],
): Followed {
  if (reply.kind === 'refused') return doubt(reason('doubt.refused', { said: saidBy(reply) }));
  if (reply.kind !== 'value') return reply;
  const { cursor, more } = reply.value;
  return { kind: 'followed', changes: changesOf(reply.value), cursor, more };
}

/** A vendor's time as ISO 8601 in UTC; `null` where there is none that can be read. */
export function timeIn(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
