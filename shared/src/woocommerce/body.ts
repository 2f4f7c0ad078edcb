import { z } from 'zod';
import { currency, nearestMinor, parseMinor } from '../money.ts';
import * as shape from './shape.ts';
import { lineMetaOf, readable, readableWithin, storable } from './text.ts';

/**
 * The parts of WooCommerce's REST v3 order and refund bodies that Kontor reads. Everything else is let through unread:
 * plugins add fields freely. Amounts arrive as decimal text and leave as minor units of the order's currency.
 */

type Context = z.core.ParsePayload;

// An order has hundreds of values. Each is read by one step: a chain of schemas for each would take longer.
function wrongType(context: Context, expected: 'string' | 'number', given: unknown): never {
  context.issues.push({ code: 'invalid_type', expected, input: given });
  return z.NEVER;
}

function tooLong(context: Context, maximum: number, given: string): never {
  context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: given });
  return z.NEVER;
}

/** The most characters that are read of each kind of text: far more than a shop's own tables and forms hold. */
export const longest = {
  /** What is looked up or compared: the number, the status, a method, a class, a slug, an SKU. */
  word: 200,
  /** As long as an address may be, and as WooCommerce's own column. */
  email: 320,
  /** A line of an address. */
  address: 500,
  /** The name of an article, of a shipping method or of a way to pay. */
  name: 1000,
  /** What the customer or the shop wrote. */
  note: 20_000,
  /** WordPress's own column of keys holds 255. */
  metaKey: 255,
  metaValue: 500,
} as const;

/** The most entries that are read of each kind of list: far more than any shop's orders have. */
export const mostEntries = {
  lines: 5000,
  taxRates: 1000,
  taxesOfLine: 100,
  categories: 1000,
  /** Of meta data the first ones are read: plugins may add any number, and no document needs all of it. */
  meta: 5000,
} as const;

/** PHP writes a list as an object where a plugin took an entry out of its middle: `{"0": …, "2": …}`. */
const listIn = (given: unknown): unknown =>
  typeof given === 'object' &&
  given !== null &&
  !Array.isArray(given) &&
  Object.keys(given).every((key) => /^\d+$/.test(key))
    ? Object.values(given)
    : given;

/** A list whose entries are looked at only where there are not too many: an order that misses some of them is another order. */
const listOf = <Entry extends z.ZodType>(entry: Entry, most: number) =>
  z
    .preprocess((written, context: Context) => {
      const given = listIn(written);
      if (!Array.isArray(given) || given.length <= most) return given;
      context.issues.push({ code: 'too_big', origin: 'array', maximum: most, inclusive: true, input: given });
      return z.NEVER;
    }, z.array(entry).max(most))
    .default([]);

/** Half of such a text is another one, so an order with one that is too long is not read. */
const textWithin = (most: number) => (given: unknown, context: Context) => {
  if (typeof given !== 'string') return wrongType(context, 'string', given);
  return given.length > most ? tooLong(context, most, given) : storable(given);
};
const wordOf = textWithin(longest.word);
const text = z.transform(wordOf).meta(shape.textShape(longest.word));
const optionalText = (most: number = longest.word) => {
  const read = textWithin(most);
  return z
    .transform((given, context) => (given === null || given === undefined ? '' : read(given, context)))
    .meta(shape.optionalTextShape(most));
};

/** What people read on documents, which WordPress keeps as HTML. Without its end it still tells what it is. */
const proseWithin = (most: number) => (given: unknown, context: Context) =>
  typeof given === 'string' ? readableWithin(given, most) : wrongType(context, 'string', given);
const words = z.transform(proseWithin(longest.name)).meta(shape.proseShape(longest.name));
const optionalWords = (most: number = longest.name) => {
  const read = proseWithin(most);
  return z
    .transform((given, context) => (given === null || given === undefined ? '' : read(given, context)))
    .meta(shape.optionalProseShape(most));
};
/** What is kept as HTML and looked up. */
const readableWord = (given: unknown, context: Context): string => {
  const html = wordOf(given, context);
  return typeof html === 'string' ? readable(html) : html;
};
const sku = z
  .transform((given, context) => (given === null || given === undefined ? null : readableWord(given, context) || null))
  .meta(shape.optionalTextShape(longest.word));
/** What people call the order: digits for most shops, which plugins turn into a number. */
const numberOf = (given: unknown): unknown => (typeof given === 'number' ? String(given) : given);
const orderNumber = z
  .transform((given, context) => readableWord(numberOf(given), context))
  .meta(shape.numberShape(longest.word));
/** The number of an order that cannot be read otherwise: enough of it to find the order by. */
const looseNumber = z.transform((given, context) => proseWithin(longest.word)(numberOf(given), context));

/** WooCommerce's `*_gmt` fields: UTC, whole seconds, without a zone's mark. */
const gmt = z.iso.datetime({ local: true, precision: 0 }).regex(/\d$/).meta(shape.gmtShape);
/** The field beside a `*_gmt` one: the same moment by the shop's own clock. The order can be read without it. */
const local = gmt.nullish().default(null).catch(null).meta(shape.localShape);

/** WooCommerce counts in numbers; from here on every id is text. */
const id = z
  .transform((given, context) =>
    typeof given === 'number' && Number.isSafeInteger(given) && given > 0
      ? String(given)
      : wrongType(context, 'number', given),
  )
  .meta(shape.idShape);
/** 0 for a guest. */
const customerId = z
  .transform((given, context) =>
    typeof given === 'number' && Number.isSafeInteger(given)
      ? given > 0
        ? String(given)
        : null
      : wrongType(context, 'number', given),
  )
  .meta(shape.customerIdShape);
/** PHP's array keys: digits become numbers on one way and stay text on another. MySQL counts to 20 digits. */
const rateId = z
  .transform((given, context) => {
    const read = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given;
    return typeof read === 'string' && /^\d{1,20}$/.test(read)
      ? String(BigInt(read))
      : wrongType(context, 'number', given);
  })
  .meta(shape.rateIdShape);

/** A shop that writes an amount as PHP computed it comes to some twenty characters. */
const longestAmount = 100;
/** No quantity and no rate is longer. */
const longestDecimal = 40;
/** A number or text as decimal text without needless zeros; empty for anything else. */
const decimalOf = (given: unknown): string => {
  const written = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  if (written.length > longestDecimal) return '';
  const [whole = '', fraction = ''] = written.replace(/^(-?)0+(?=\d)/, '$1').split(/\.(.*)/);
  const kept = fraction.replace(/(?<!0)0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};
const quantity = z
  .transform((given, context) => {
    const decimal = decimalOf(given);
    if (/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
    context.issues.push({ code: 'custom', input: given, message: 'a quantity must be a plain decimal number' });
    return z.NEVER;
  })
  .meta(shape.quantityShape(longestDecimal));
/** A number in the body; `null` where the order does not tell the percentage. */
const percent = z
  .transform((given) => {
    const decimal = decimalOf(given);
    return /^\d+(\.\d+)?$/.test(decimal) ? decimal : null;
  })
  .meta(shape.percentShape);

/**
 * The country of a rate, which begins the code that WooCommerce makes of its row (`WC_Tax::get_rate_code`): `SE-MOMS 25%-1`.
 * `null` for a rate of all countries, and where the row is gone.
 */
const rateCountry = z
  .transform((given) => (typeof given === 'string' ? (/^([A-Z]{2})-/.exec(given)?.[1] ?? null) : null))
  .meta(shape.rateCodeShape);

/** What WooCommerce writes for itself and moves without anything that documents are made from having changed. */
const bookkeeping =
  /^(_wc_|_?wp_|_edit_|_stock|_reduced_stock|_restock|_order_stock|_new_order_email|_recorded_|_download_|_cart_hash|_action_|kontor)/;

/** Meta data as text by key, in any shape that plugins leave it; what is no plain text is left out, and so is the shop's own bookkeeping. In alphabetical order. */
const meta = z
  .preprocess(listIn, z.array(z.unknown()))
  .catch([])
  .default([])
  .transform((entries) =>
    Object.fromEntries(
      entries
        .slice(0, mostEntries.meta)
        .flatMap((entry): [string, string][] => {
          const { key } = Object(entry) as { key?: unknown };
          if (typeof key !== 'string' || key === '' || key.length > longest.metaKey || bookkeeping.test(key)) return [];
          const { data } = metaEntry.safeParse(entry);
          return data ? [[data.key, readable(data.value)]] : [];
        })
        .sort(([one], [other]) => (one < other ? -1 : Number(one > other))),
    ),
  )
  .meta(shape.metaShape(longest));
const metaText = z.transform(textWithin(longest.metaValue));
const metaEntry = z.compile(
  z.object({ key: metaText, value: z.union([metaText, z.number().transform(String), z.boolean().transform(String)]) }),
);

/** The order item that a refund's item takes back. */
function refundedLineIdOf(entries: readonly unknown[]): string | null {
  const said = entries
    .map((entry) => metaEntry.safeParse(entry).data)
    .find((entry) => entry?.key === '_refunded_item_id')?.value;
  return said !== undefined && /^[1-9]\d{0,14}$/.test(said) ? said : null;
}

/** An item's meta data, in any shape that plugins leave it. */
const lineMeta = z
  .preprocess(listIn, z.array(z.unknown()))
  .catch([])
  .default([])
  .transform((all) => {
    const entries = all.slice(0, mostEntries.meta);
    return { refundedLineId: refundedLineIdOf(entries), details: entries.flatMap((entry) => lineMetaOf(entry) ?? []) };
  })
  .meta(shape.lineMetaShape);

/**
 * Reads one amount, which is text or a number. A shop that rounds tax at subtotal level writes it as computed, with more decimals;
 * the nearest unit counts. A fault is told with its code in the issue's `params`.
 */
function amountOf(given: unknown, decimals: number, context: Context): number {
  const written = typeof given === 'number' ? String(given) : given;
  if (typeof written !== 'string') return wrongType(context, 'string', given);
  const read =
    written.length > longestAmount ? null : (parseMinor(written, decimals) ?? nearestMinor(written, decimals));
  if (read !== null) return read;
  const params = { code: 'amount_unreadable' };
  context.issues.push({ code: 'custom', input: written, message: `"${written.slice(0, 40)}"`, params });
  return z.NEVER;
}

/** An order's head: enough to tell an order from an error object, and how to read its amounts. */
export const orderHead = z.compile(z.object({ id, currency: z.unknown().optional(), total: z.unknown().optional() }));

/** What an order tells without its amounts. A field that cannot be read either is `null`. */
export const looseHead = z.compile(
  z.object({
    id,
    number: looseNumber.nullable().catch(null),
    status: text.nullable().catch(null),
    currency: currency.nullable().catch(null),
    date_modified_gmt: gmt.nullable().catch(null),
  }),
);

function schemas(decimals: number) {
  const amount = z.transform((given, context) => amountOf(given, decimals, context)).meta(shape.amountShape);
  /** Empty text: this rate does not apply to the line; WooCommerce lists every rate of the order on lines edited by hand. */
  const taxTotal = z
    .transform((given, context) => (given === null || given === '' ? null : amountOf(given, decimals, context)))
    .meta(shape.taxTotalShape);
  const taxes = listOf(z.object({ id: rateId, total: taxTotal }), mostEntries.taxesOfLine).transform((entries) =>
    entries.flatMap(({ id: rate, total }) => (total === null ? [] : [{ rateId: rate, tax: total }])),
  );
  const amounts = { id, total: amount, total_tax: amount, taxes, meta_data: lineMeta };

  const lines = {
    line_items: listOf(
      z.object({
        ...amounts,
        name: words,
        sku,
        quantity,
        tax_class: optionalText(),
        // No field of WooCommerce's own: whoever sends the event may add it.
        kontor_categories: listOf(text, mostEntries.categories).meta(shape.categoriesShape),
      }),
      mostEntries.lines,
    ),
    shipping_lines: listOf(z.object({ ...amounts, method_title: optionalWords() }), mostEntries.lines),
    fee_lines: listOf(z.object({ ...amounts, name: optionalWords(), tax_class: optionalText() }), mostEntries.lines),
    tax_lines: listOf(
      z.object({
        rate_id: rateId,
        rate_code: rateCountry,
        rate_percent: percent,
        tax_total: amount,
        shipping_tax_total: amount,
      }),
      mostEntries.taxRates,
    ),
  };
  const addressLine = optionalWords(longest.address);
  const address = z.object({
    first_name: addressLine,
    last_name: addressLine,
    company: addressLine,
    address_1: addressLine,
    address_2: addressLine,
    city: addressLine,
    state: addressLine,
    postcode: addressLine,
    country: optionalText(),
    email: optionalText(longest.email),
    phone: addressLine,
  });

  return {
    order: z.compile(
      z.object({
        id: id.meta(shape.orderIdShape),
        currency,
        number: orderNumber,
        status: text,
        prices_include_tax: z.boolean(),
        date_created: local,
        date_created_gmt: gmt,
        date_modified_gmt: gmt,
        date_paid: local,
        date_paid_gmt: gmt.nullish().default(null),
        customer_id: customerId,
        billing: address,
        shipping: address,
        payment_method: optionalText(),
        payment_method_title: optionalWords(),
        customer_note: optionalWords(longest.note),
        meta_data: meta,
        total: amount,
        total_tax: amount,
        ...lines,
      }),
    ),
    refund: z.compile(
      z.object({
        id,
        date_created: local,
        date_created_gmt: gmt,
        reason: optionalWords(longest.note),
        amount,
        ...lines,
      }),
    ),
  };
}

type Schemas = ReturnType<typeof schemas>;
export type OrderBody = z.output<Schemas['order']>;
export type RefundBody = z.output<Schemas['refund']>;
export type LinesBody = Pick<RefundBody, 'line_items' | 'shipping_lines' | 'fee_lines' | 'tax_lines'>;
export type AddressBody = OrderBody['billing'];

const made = new Map<number, Schemas>();

/** The schemas for a currency with 0, 2 or 3 decimals. */
export function bodiesWith(decimals: number): Schemas {
  const known = made.get(decimals) ?? schemas(decimals);
  made.set(decimals, known);
  return known;
}
