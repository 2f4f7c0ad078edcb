import { z } from 'zod';
import { firstLook, readChanges, readUpTo, type ChangeFilter } from '../../vendor/follow.ts';
import { mapReply, type Reply } from '../../vendor/reply.ts';
import type { CollectRequest } from '../contract-collect.ts';

/**
 * How far before the begin of a run over everything the changes after it are asked for, since Go's clock may differ from
 * ours.
 */
const overlapMs = 3_600_000;

/** From which instant changes are asked for, and how far they were read. */
const changesMark = z.object({ from: z.iso.datetime(), cursor: z.unknown() });
/** The next page of a run over everything, and when the run began. */
const placeInAll = z.object({ page: z.int().min(1), begun: z.iso.datetime() });

/** A list of Go that is collected page by page. */
interface CollectedList<Row> {
  pageSize: number;
  /** One page of everything, in an order that new rows do not change. */
  readAll(page: number): Promise<Reply<Row[]>>;
  /** The lists that tell what changed. */
  changes: Readonly<Record<string, ChangeFilter<Row>>>;
}

/** What one call read, as the outcome of collecting has it. */
export interface ReadPage<Row> {
  rows: Row[];
  place: unknown;
  mark: unknown;
  more: boolean;
}

/** One page of the list, or of what changed since the request's mark. `now`: milliseconds since 1970. */
export async function readPage<Row>(
  { pageSize, readAll, changes }: CollectedList<Row>,
  { changedSince, place }: CollectRequest,
  now: () => number,
): Promise<Reply<ReadPage<Row>>> {
  if (changedSince === null) {
    const { page, begun } = placeInAll.safeParse(place).data ?? { page: 1, begun: new Date(now()).toISOString() };
    const from = new Date(Date.parse(begun) - overlapMs).toISOString();
    return mapReply(await readAll(page), (rows) => ({
      rows,
      place: { page: page + 1, begun },
      mark: { from, cursor: null },
      more: rows.length === pageSize,
    }));
  }
  const { from, cursor } = changesMark.safeParse(place ?? changedSince).data ?? {
    from: firstLook(now()),
    cursor: null,
  };
  const read = await readChanges(believable(changes, now()), cursor, { pageSize, first: from });
  return mapReply(read, ({ rows, cursor: next, more }) => {
    const further = { from, cursor: next };
    return { rows, place: further, mark: further, more };
  });
}

/** How far Go's clock may be ahead; it may also be in another time zone. */
const clocksApartMs = 86_400_000;

/** The same lists without dates beyond tomorrow: one of them would hide every change until then. */
const believable = <Row>(changes: CollectedList<Row>['changes'], now: number): CollectedList<Row>['changes'] =>
  Object.fromEntries(
    Object.entries(changes).map(([name, filter]) => [
      name,
      {
        ...filter,
        timeOf(row: Row) {
          const time = filter.timeOf(row);
          return time !== null && Date.parse(time) <= now + clocksApartMs ? time : null;
        },
      },
    ]),
  );

/**
 * The instant after which a list tells everything that the page of this mark did not, by the clock of the list; null for
 * a mark that is none. `list`: its name among the changes.
 */
export function changedAfter(mark: unknown, list: string): string | null {
  const read = changesMark.safeParse(mark).data;
  return read ? (readUpTo(read.cursor, list) ?? read.from) : null;
}
