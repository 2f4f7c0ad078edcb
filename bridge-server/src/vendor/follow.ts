import { z } from 'zod';
import type { FollowOutcome } from '../systems/contract.ts';
import { valueOf, withoutRefusal, type Reply } from './reply.ts';

/** How many days back the first look at documents goes. */
const firstWindowDays = 90;
/** The instant from which documents are followed at first. `now`: milliseconds since 1970. */
export const firstLook = (now: number): string => new Date(now - firstWindowDays * 86_400_000).toISOString();

/** How much of the time that was already read is read again, since a vendor's list may lag behind its clock. */
const overlapMs = 10 * 60_000;

const instant = z.iso.datetime();
/**
 * How far one filter was read, by the vendor's clock. `after` stays the same while pages are left, so that no row moves
 * to a page that was already read.
 */
const mark = z.object({ after: instant, newest: instant, page: z.int().min(1) });
type Mark = z.infer<typeof mark>;
/** The marks of all filters, by the name of the filter. */
const position = z.record(z.string(), mark);

/** A filter of a vendor's list for rows in which something happened after an instant. */
export interface ChangeFilter<Row> {
  read: (after: string, page: number) => Promise<Reply<Row[]>>;
  /** When that happened to the row, as ISO 8601 in UTC. */
  timeOf: (row: Row) => string | null;
}

/**
 * Reads what changed since the cursor. It reads one page of each filter, so that a call is bounded. `pageSize`: the
 * rows of a full page. `first`: from which instant the first call looks.
 */
export async function readChanges<Row>(
  filters: Readonly<Record<string, ChangeFilter<Row>>>,
  cursor: unknown,
  { pageSize, first }: { pageSize: number; first: string },
): Promise<Reply<{ rows: Row[]; cursor: unknown; more: boolean }>> {
  const marksBefore = position.safeParse(cursor).data ?? {};
  const rows: Row[] = [];
  const marks: Record<string, Mark> = {};
  for (const [name, { read, timeOf }] of Object.entries(filters)) {
    const current = marksBefore[name] ?? { after: first, newest: first, page: 1 };
    const page = await read(current.after, current.page);
    if (page.kind !== 'value') return page;
    rows.push(...page.value);
    const times = page.value.flatMap((row) => timeOf(row) ?? []);
    marks[name] = nextMark(current, times, page.value.length === pageSize);
  }
  return valueOf({ rows, cursor: marks, more: Object.values(marks).some(({ page }) => page > 1) });
}

/** The instant up to which a filter was read, some of it again; null: the cursor does not say. `name`: the filter's. */
export const readUpTo = (cursor: unknown, name: string): string | null =>
  position.safeParse(cursor).data?.[name]?.after ?? null;

function nextMark(previous: Mark, times: readonly string[], full: boolean): Mark {
  const newest = times.reduce((latest, time) => (time > latest ? time : latest), previous.newest);
  if (full) return { ...previous, newest, page: previous.page + 1 };
  const overlapping = new Date(Date.parse(newest) - overlapMs).toISOString();
  return { after: overlapping > previous.after ? overlapping : previous.after, newest, page: 1 };
}

/** The outcome of following the office. */
export function followOutcome<T extends { cursor: unknown; more: boolean }>(
  reply: Reply<T>,
  changesOf: (read: T) => Extract<FollowOutcome, { kind: 'followed' }>['changes'],
): FollowOutcome {
  const read = withoutRefusal(reply);
  if (read.kind !== 'value') return read;
  const { cursor, more } = read.value;
  return { kind: 'followed', changes: changesOf(read.value), cursor, more };
}

/** A vendor's time as ISO 8601 in UTC; `null` for a missing or unreadable time. */
export function utcTime(text: string | null | undefined): string | null {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
