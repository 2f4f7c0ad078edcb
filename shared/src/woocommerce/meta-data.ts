import { z } from 'zod';
import { listIn, longest, mostEntries } from './limits.ts';
import * as shape from './shape.ts';
import { lineMetaOf, readable, storable } from './text.ts';
import { webAddressesIn } from './web-addresses.ts';

/** Meta data of orders and lines. It may have any shape, since plugins write it, so nothing of it refuses an order. */

/**
 * Keys of meta data that WooCommerce and Kontor's plugin write for themselves. Their values may change although no
 * document changes. Some keys that begin with `_wc_` hold what people typed: the additional fields of the block checkout
 * (`_wc_other/shop/insurer`) and Admin Custom Order Fields (`_wc_acof_2`). Of the former, those of Kontor's plugin are
 * copies, which the plugin removes.
 */
const bookkeepingPrefixes = [
  '_wc_(?!(?:other|billing|shipping)/(?!kontor/)|acof_)',
  '_?wp_',
  '_edit_',
  '_stock',
  '_reduced_stock',
  '_restock',
  '_order_stock',
  '_new_order_email',
  '_recorded_',
  '_download_',
  '_cart_hash',
  '_action_',
  'kontor',
];
const bookkeeping = new RegExp(`^(?:${bookkeepingPrefixes.join('|')})`);

/** The key and the value of an entry as they were written; null if the key is none. */
function entryOf(entry: unknown): { key: string; value: unknown } | null {
  const { key, value } = Object(entry) as { key?: unknown; value?: unknown };
  return typeof key === 'string' && key !== '' && key.length <= longest.metaKey ? { key: storable(key), value } : null;
}

/** A value that is a short text, a number or a boolean, as text; null if it is anything else. */
function plainTextOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.length <= longest.metaValue ? storable(value) : null;
}

/** The most addresses that are read of one value. An order may have fewer files, and says so if it has more. */
const mostAddresses = 100;

/** The web addresses in the value, one in each line; null if there are none. */
function addressLinesOf(value: unknown): string | null {
  const addresses = webAddressesIn(value);
  return addresses.length === 0 ? null : addresses.slice(0, mostAddresses).map(storable).join('\n');
}

/** The value as text. A list, an object, a link and a text that is too long are read as the web addresses in them. */
function textOf(value: unknown): string | null {
  const plain = plainTextOf(value);
  if (plain === null) return addressLinesOf(value);
  const shown = readable(plain);
  return plain.includes('<') && webAddressesIn(shown).length === 0 ? (addressLinesOf(plain) ?? shown) : shown;
}

const isOfAddresses = (text: string): boolean => text.split(/\s+/).every((part) => /^https?:\/\//i.test(part));

/**
 * Of several entries with one key, the first that has a text counts, as in WooCommerce. If they are web addresses, all
 * count, since plugins add an entry for each file.
 */
const joined = (first: string, next: string): string =>
  first.trim() === '' ? next : isOfAddresses(first.trim()) && isOfAddresses(next.trim()) ? `${first}\n${next}` : first;

/** Meta data of an order as text by key, in alphabetical order, without the shop's own bookkeeping. */
export const meta = z
  .preprocess(listIn, z.array(z.unknown()))
  .catch([])
  .default([])
  .transform((entries) => {
    const texts = new Map<string, string>();
    for (const each of entries.slice(0, mostEntries.meta)) {
      const entry = entryOf(each);
      const text = entry && !bookkeeping.test(entry.key) ? textOf(entry.value) : null;
      if (!entry || text === null) continue;
      const first = texts.get(entry.key);
      texts.set(entry.key, first === undefined ? text : joined(first, text));
    }
    return Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  })
  .meta(shape.metaShape(longest));

/** The text of a line's first entry with that key; null if there is none. */
function lineTextOf(entries: readonly unknown[], key: string): string | null {
  const values = entries.map(entryOf).flatMap((entry) => (entry?.key === key ? [plainTextOf(entry.value)] : []));
  return values.find((value) => value !== null) ?? null;
}

/** The id of the order's line that a refund's line refunds. */
function refundedLineIdOf(entries: readonly unknown[]): string | null {
  const lineId = lineTextOf(entries, '_refunded_item_id') ?? '';
  return /^[1-9]\d{0,14}$/.test(lineId) ? lineId : null;
}

/** The name of the place where the goods are collected, as WooCommerce's Local Pickup writes it; empty if it is none. */
const pickupLocationOf = (entries: readonly unknown[]): string =>
  readable(lineTextOf(entries, 'pickup_location') ?? '').trim();

/** The meta data of a line. */
export const lineMeta = z
  .preprocess(listIn, z.array(z.unknown()))
  .catch([])
  .default([])
  .transform((all) => {
    const entries = all.slice(0, mostEntries.meta);
    return {
      details: entries.flatMap((entry) => lineMetaOf(entry) ?? []),
      pickupLocation: pickupLocationOf(entries),
      refundedLineId: refundedLineIdOf(entries),
    };
  })
  .meta(shape.lineMetaShape);
