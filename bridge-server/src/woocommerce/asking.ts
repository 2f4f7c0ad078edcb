import type { Reason } from '@kontor/shared/problem';
import { storableText } from '@kontor/shared/storable';
import { listIn } from '@kontor/shared/woocommerce/limits';
import { z } from 'zod';
import type { MissingFact } from '../shops/facts.ts';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';
import type { ShopClient } from './client.ts';
import { failed, isSilent, otherShape, type ShopFailure } from './reply.ts';

/** The route of WordPress's own index, which stands above WooCommerce's routes. */
export const indexRoute = '/wp-json/';

type Query = Readonly<Record<string, string | number>>;

/** Asks one shop for its settings, route by route. */
export interface Asking {
  ask(route: string, query: Query): Promise<{ kind: 'value'; value: unknown; total: number | null } | ShopFailure>;
  /** Whether the shop is asked nothing more. */
  hasEnded(): boolean;
}

/**
 * Ends when the shop answers nobody, or when `seconds` have passed. What is asked after that fails at once, without a
 * request.
 */
export function createAsking(client: ShopClient, seconds: number): Asking {
  const end = Date.now() + seconds * 1000;
  let ending: ShopFailure | null = null;
  return {
    hasEnded: () => ending !== null || Date.now() >= end,
    async ask(route, query) {
      if (ending) return ending;
      if (Date.now() >= end) return failed(reason('shop_read.not_asked', { seconds }));
      const reply =
        route === indexRoute ? await client.index(String(query['_fields'])) : await client.get(route, query);
      if (reply.kind === 'value') return reply;
      if (reply.kind === 'absent') return failed(reason('shop_read.no_route', { route }));
      if (isSilent(reply)) ending = reply;
      return ofRoute(route, reply);
    },
  };
}

/** The failure of one route of a shop whose other routes answer. */
function ofRoute(route: string, failure: ShopFailure): ShopFailure {
  if (failure.code === 'shop_read.no_rest_api') return failed(reason('shop_read.no_route', { route }));
  if (failure.code === 'shop_read.locked' && route === indexRoute) return failed(reason('shop_read.locked:index'));
  return failure;
}

/** What was read, and what is missing of it. `content`: null if it could not be read. */
export interface PartRead<Content> {
  content: Content | null;
  missing: MissingFact[];
}

/** Nothing was read of a route. */
export const unread = (route: string, why: Reason): PartRead<never> => ({
  content: null,
  missing: [{ route, why: reasonOf(why) }],
});

/** How a list is read. */
export interface ListQuery<Entry> {
  route: string;
  query: Query;
  entry: z.ZodType<Entry>;
  /** Further entries are left out. */
  most: number;
  /** The size of a page; null if WooCommerce answers with the whole list. */
  pageSize: number | null;
}

/**
 * Reads a list. An entry that cannot be read is left out and named, and the others are kept. If a page fails, nothing
 * is read, so that a part of the list does not replace the list that was read before.
 */
export async function readList<Entry>(asking: Asking, list: ListQuery<Entry>): Promise<PartRead<Entry[]>> {
  const { route, most } = list;
  const rows = await readRows(asking, list);
  if (rows.kind === 'failed') return unread(route, rows);
  const read = rows.rows.slice(0, most);
  const content = read.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
  const unreadable = read.flatMap(({ name, entry }) => (entry === undefined ? [name] : []));
  if (content.length === 0 && unreadable.length > 0) return unread(route, otherShape(route));
  return {
    content,
    missing: [
      ...rows.why.map((why) => ({ route, why })),
      ...(unreadable.length > 0 ? [{ route, why: entriesUnread(route, unreadable) }] : []),
    ],
  };
}

/** The reason for entries that were left out. It names the first five. */
export const entriesUnread = (route: string, names: readonly string[]): Reason =>
  reason('shop_read.entries_unread', { route, entries: names.slice(0, 5), count: names.length });

/** A row of a list. `entry`: undefined if the row cannot be read. */
interface Row<Entry> {
  name: string;
  entry: Entry | undefined;
}

/** The rows of all pages, and why some rows are missing. Only the wanted fields are kept of a page, which may be megabytes. */
async function readRows<Entry>(
  asking: Asking,
  { route, query, most, pageSize, entry }: ListQuery<Entry>,
): Promise<{ kind: 'rows'; rows: Row<Entry>[]; why: Reason[] } | ShopFailure> {
  const rows: Row<Entry>[] = [];
  let before = '';
  for (let page = 1; ; page++) {
    const reply = await asking.ask(route, pageSize === null ? query : { ...query, per_page: pageSize, page });
    if (reply.kind === 'failed') return reply;
    const list = listIn(reply.value);
    if (!Array.isArray(list)) return otherShape(route);
    // A plugin or a cache that ignores the number of the page answers each request with the first page.
    const read = (list.slice(0, most) as unknown[]).map((row, place) => ({
      name: nameOf(row, rows.length + place),
      entry: entry.safeParse(row).data,
    }));
    const text = JSON.stringify(read.map(({ entry }, place) => entry ?? nameOf(list[place], place)));
    if (page > 1 && list.length > 0 && text === before)
      return { kind: 'rows', rows, why: [reason('shop_read.list_repeats', { route })] };
    before = text;
    rows.push(...read);
    if (list.length > most) return { kind: 'rows', rows, why: [reason('shop_read.list_too_long', { route, most })] };
    if (isLastPage(list.length, { read: rows.length, total: reply.total, pageSize }) && rows.length <= most)
      return { kind: 'rows', rows, why: [] };
    if (rows.length >= most || page * (pageSize ?? most) >= most)
      return { kind: 'rows', rows, why: [reason('shop_read.list_too_long', { route, most })] };
  }
}

/** Whether the list ends with a page of that many rows. A page may be short although more rows follow. */
const isLastPage = (
  rows: number,
  { read, total, pageSize }: { read: number; total: number | null; pageSize: number | null },
): boolean => pageSize === null || rows === 0 || (total === null ? rows < pageSize : read >= total);

/** What names the entry for people: its id or slug, else its place in the list. */
function nameOf(row: unknown, place: number): string {
  const { id, slug } = Object(row) as { id?: unknown; slug?: unknown };
  const name = [id, slug].find((each) => typeof each === 'string' || typeof each === 'number');
  return name === undefined ? `#${place + 1}` : storableText(String(name).slice(0, 60));
}
