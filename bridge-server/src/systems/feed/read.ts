import { z } from 'zod';
import { reason } from '../../texts/reason.ts';
import { articlesIn, type ArticleRow } from '../../vendor/article-row.ts';
import { readJson } from '../../vendor/json.ts';
import { held, mapReply, valueOf, type Reply } from '../../vendor/reply.ts';
import type { CollectedPage, RefusedThing } from '../contract-collect.ts';
import { csvRows } from './csv-rows.ts';
import { fieldsIn, type FeedFormat, type FeedSettings } from './settings.ts';
import { feedReason } from './texts/texts.ts';
import { xmlRows } from './xml-rows.ts';

/** One row of a feed: its fields by name. A nested field is named by its path, such as `stock.total`. */
type FeedRow = Readonly<Record<string, unknown>>;

/** The rows of a feed, and what is no row. */
interface Rows {
  rows: readonly FeedRow[];
  refused: readonly RefusedThing[];
}

/** How each format becomes rows. Throws where the text is not of the format. */
const readers: Readonly<Record<FeedFormat, (text: string, settings: FeedSettings) => Promise<Rows>>> = {
  csv: (text, { delimiter }) => csvRows(text, delimiter.replace('\\t', '\t')),
  json: async (text, { rows }) => {
    const read = readJson(text);
    if (read === undefined) throw new Error('Unexpected end or sign');
    return { rows: rowsOf(at(read, rows), rows), refused: [] };
  },
  xml: async (text, { rows }) => ({ rows: await xmlRows(text, rows), refused: [] }),
};

/** The articles of a feed, and those of its rows that are none. */
export async function readFeed(
  bytes: Uint8Array,
  settings: FeedSettings,
): Promise<Reply<Pick<CollectedPage, 'articles' | 'refused'>>> {
  return mapReply(await rowsIn(bytes, settings), ({ rows, refused }) => {
    const read = articlesIn(
      rows.map((row) => rowOf(row, settings)),
      settings.decimalMark,
    );
    return { articles: read.articles, refused: [...refused, ...read.refused] };
  });
}

/** The names of the fields of the feed's first rows. */
export async function columnsOf(bytes: Uint8Array, settings: FeedSettings): Promise<Reply<string[]>> {
  return mapReply(await readRows(bytes, settings), ({ rows }) => namesIn(rows));
}

/** The rows of the feed, if they have the fields that the settings map. */
async function rowsIn(bytes: Uint8Array, settings: FeedSettings): Promise<Reply<Rows>> {
  const read = await readRows(bytes, settings);
  if (read.kind !== 'value' || read.value.rows.length === 0) return read;
  const { rows } = read.value;
  const missing = fieldsIn(settings).filter(([, name]) => !rows.some((row) => at(row, name) !== undefined));
  if (missing.length === 0) return read;
  return held(
    reason('held.column_unknown', { columns: missing.map(([, name]) => `"${name}"`), offered: namesIn(rows) }),
  );
}

async function readRows(bytes: Uint8Array, settings: FeedSettings): Promise<Reply<Rows>> {
  const { address, encoding, format } = settings;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return valueOf(await readers[format](text, settings));
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    return held(
      (fault as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? feedReason('held.feed_encoding', { address, encoding })
        : feedReason('held.feed_unreadable', { address, format: format.toUpperCase(), said }),
    );
  }
}

const object = z.record(z.string(), z.unknown());

/** The value at a path such as `data.articles`; a name with a dot in it counts before a path. Empty: the value itself. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  const fields = object.safeParse(value).data;
  if (!fields) return undefined;
  if (Object.hasOwn(fields, path)) return fields[path];
  const dot = path.indexOf('.');
  return dot < 0 ? undefined : at(fields[path.slice(0, dot)], path.slice(dot + 1));
}

function rowsOf(value: unknown, path: string): FeedRow[] {
  const rows = z.array(z.unknown()).safeParse(value).data;
  if (!rows) throw new Error(path === '' ? 'no list' : `${path}: no list`);
  return rows.map((row) => object.safeParse(row).data ?? {});
}

const rowOf = (row: FeedRow, settings: FeedSettings): ArticleRow =>
  Object.fromEntries(fieldsIn(settings).map(([field, name]) => [field, textOf(at(row, name))]));

/** A field as text. What is neither text nor number nor yes or no, is nothing. */
function textOf(value: unknown): string | null {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : null;
}

const namesIn = (rows: readonly FeedRow[]): string[] => [
  ...new Set(rows.slice(0, 20).flatMap((row) => Object.keys(row))),
];
