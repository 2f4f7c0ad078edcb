import { z } from 'zod';
import { articlesIn, longestField, type ArticleRow } from '../../vendor/article-row.ts';
import { held, valueOf, withoutRefusal, type Reply } from '../../vendor/reply.ts';
import { settingsFingerprint } from '../../vendor/settings-fingerprint.ts';
import type { CollectRequest } from '../contract-collect.ts';
import type { CollectOutcome } from '../contract.ts';
import { changedRows, emptyViewOf, newestOf, pageFrom, rowsOfKey, rowsWithoutKey, type Filter } from './statements.ts';
import { missingColumns } from './columns.ts';
import { inSession, type SqlRow, type Session } from './session.ts';
import { keyColumn, type SqlContext, type SqlSettings } from './settings.ts';
import { sqlReason } from './texts/texts.ts';

/** How much is read of a view. */
export interface Bounds {
  /** The rows of one page. */
  page: number;
  /** The rows of one run. A view with more never ends, or is no list of articles. */
  run: number;
}
export const usualBounds: Bounds = { page: 1000, run: 5_000_000 };

/** How far the changes were read, and by which settings. */
const markSchema = z.object({ of: z.string(), newest: z.string().nullable() });
const placeSchema = z.object({
  /** The key of the last row that was read. */
  after: z.string(),
  read: z.int(),
  /** Null: the run reads everything. */
  changedAfter: z.string().nullable(),
  mark: markSchema,
});
type Place = Omit<z.infer<typeof placeSchema>, 'after'> & { after: string | null };

/** Reads one page of the view, in the order of its key. */
export async function collectRows(
  context: SqlContext,
  request: CollectRequest,
  bounds: Bounds,
): Promise<CollectOutcome> {
  const reply = await inSession(context, async (session): Promise<Reply<CollectOutcome>> => {
    const going = placeSchema.safeParse(request.place).data;
    const begun = going ? valueOf(going) : await begin(session, context.settings, request.changedSince);
    if (begun.kind !== 'value') return begun;
    const place = begun.value;
    if (place === null) return valueOf(unchanged(request.changedSince));
    return readPage(session, context.settings, { place, bounds, asksForChanges: request.changedSince !== null });
  });
  const read = withoutRefusal(reply);
  return read.kind === 'value' ? read.value : read;
}

const unchanged = (mark: unknown): CollectOutcome => ({
  kind: 'collected',
  articles: [],
  refused: [],
  place: null,
  mark,
  more: false,
});

/** Where a run begins. Null: nothing changed since the mark. */
async function begin(session: Session, settings: SqlSettings, changedSince: unknown): Promise<Reply<Place | null>> {
  const missing = missingColumns(settings, await session.columns(emptyViewOf(settings)));
  if (missing) return held(missing);
  const newest = await newestIn(session, settings);
  const mark = { of: settingsFingerprint(settings), newest };
  const last = markSchema.safeParse(changedSince).data;
  const known = last?.of === mark.of && newest !== null ? last.newest : null;
  if (known !== null && known === newest) return valueOf(null);
  return valueOf({ after: null, read: 0, changedAfter: known, mark });
}

async function newestIn(session: Session, settings: SqlSettings): Promise<string | null> {
  if (settings.changedColumn === '') return null;
  const [row] = await session.rows(newestOf(settings));
  return row?.['newest'] ?? null;
}

interface Reading {
  place: Place;
  bounds: Bounds;
  asksForChanges: boolean;
}

async function readPage(
  session: Session,
  settings: SqlSettings,
  { place, bounds, asksForChanges }: Reading,
): Promise<Reply<CollectOutcome>> {
  const filter: Filter =
    place.changedAfter === null ? { sql: '', values: [] } : changedRows(settings, place.changedAfter);
  const page = await session.rows(
    pageFrom(settings, filter, { isFirst: place.after === null, rows: bounds.page }),
    place.after === null ? filter.values : [place.after, ...filter.values],
  );
  const last = page.at(-1)?.['key'] ?? null;
  const more = page.length === bounds.page && last !== null;
  const others = more
    ? await session.rows(rowsOfKey(settings, filter, bounds.page + 1), [last, ...filter.values])
    : await session.rows(rowsWithoutKey(settings, filter, bounds.page), filter.values);
  const isStuck = more && (last === place.after || last.length > longestField || others.length > bounds.page);
  if (isStuck) return held(sqlReason('held.key_repeated', { column: keyColumn(settings) }));
  const rows = withOthers(page, others);
  const read = place.read + rows.length;
  if (read > bounds.run) return held(sqlReason('held.view_endless', { view: settings.view, rows: bounds.run }));
  const complete = asksForChanges && place.changedAfter === null;
  return valueOf({
    kind: 'collected',
    ...articlesIn(rows.map(rowOf), 'point'),
    place: { ...place, after: last, read },
    mark: place.mark,
    more,
    ...(complete ? { complete: true as const } : {}),
  });
}

/**
 * The rows of a page, with others that were asked for beside it. By the database's own order two keys may be equal that
 * are written differently, such as a and A. The next page begins after both.
 */
function withOthers(page: readonly SqlRow[], others: readonly SqlRow[]): SqlRow[] {
  const known = new Set(page.map((row) => JSON.stringify(row)));
  return [...page, ...others.filter((row) => !known.has(JSON.stringify(row)))];
}

const rowOf = ({ key: _key, ...fields }: SqlRow): ArticleRow => fields;
