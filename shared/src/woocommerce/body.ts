import { z } from 'zod';
import { currency, nearestMinor, parseMinor } from '../money.ts';

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

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair; neither says anything to a reader. */
const unstorable = /\0|\p{Surrogate}/gu;
const storable = (value: string): string =>
  value.isWellFormed() && !value.includes('\0') ? value : value.replace(unstorable, '');
const textOf = (given: unknown, context: Context): string =>
  typeof given === 'string' ? storable(given) : wrongType(context, 'string', given);
const text = z.transform(textOf);
const optionalText = z.transform((given, context) =>
  given === null || given === undefined ? '' : textOf(given, context),
);
const sku = z.transform((given, context) =>
  given === null || given === undefined ? null : textOf(given, context) || null,
);
/** What people call the order: digits for most shops, which plugins turn into a number. */
const orderNumber = z.transform((given, context) => textOf(typeof given === 'number' ? String(given) : given, context));

/** WooCommerce's `*_gmt` fields: UTC, whole seconds, without a zone's mark. */
const gmt = z.iso.datetime({ local: true, precision: 0 }).regex(/\d$/);
/** The field beside a `*_gmt` one: the same moment by the shop's own clock. The order can be read without it. */
const local = gmt.nullish().default(null).catch(null);

/** WooCommerce counts in numbers; from here on every id is text. */
const id = z.transform((given, context) =>
  typeof given === 'number' && Number.isSafeInteger(given) && given > 0
    ? String(given)
    : wrongType(context, 'number', given),
);
/** 0 for a guest. */
const customerId = z.transform((given, context) =>
  typeof given === 'number' && Number.isSafeInteger(given)
    ? given > 0
      ? String(given)
      : null
    : wrongType(context, 'number', given),
);
/** PHP's array keys: digits become numbers on one way and stay text on another. */
const rateId = z.transform((given, context) => {
  const read = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given;
  return typeof read === 'string' && /^\d+$/.test(read) ? String(BigInt(read)) : wrongType(context, 'number', given);
});

/** A number or text as decimal text without trailing zeros; empty for anything else. */
const decimalOf = (given: unknown): string => {
  const written = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  return written.includes('.') ? written.replace(/\.?0+$/, '') : written;
};
const quantity = z.transform((given, context) => {
  const decimal = decimalOf(given);
  if (/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
  context.issues.push({ code: 'custom', input: given, message: 'a quantity must be a plain decimal number' });
  return z.NEVER;
});
/** A number in the body; `null` where the order does not tell the percentage. */
const percent = z.transform((given) => {
  const decimal = decimalOf(given);
  return /^\d+(\.\d+)?$/.test(decimal) ? decimal : null;
});

/** What WooCommerce writes for itself and moves without anything that documents are made from having changed. */
const bookkeeping =
  /^(_wc_|_?wp_|_edit_|_stock|_reduced_stock|_restock|_order_stock|_new_order_email|_recorded_|_download_|_cart_hash|_action_|kontor)/;
const longestMeta = 500;

/** Meta data as text by key, in any shape that plugins leave it; what is no plain text is left out, and so is the shop's own bookkeeping. In alphabetical order. */
const meta = z
  .array(z.unknown())
  .catch([])
  .default([])
  .transform((entries) =>
    Object.fromEntries(
      entries
        .flatMap((entry): [string, string][] => {
          const { key } = Object(entry) as { key?: unknown };
          if (typeof key !== 'string' || key === '' || bookkeeping.test(key)) return [];
          const { data } = metaEntry.safeParse(entry);
          return data && data.value.length <= longestMeta ? [[data.key, data.value]] : [];
        })
        .sort(([one], [other]) => (one < other ? -1 : Number(one > other))),
    ),
  );
const metaEntry = z.compile(
  z.object({ key: text, value: z.union([text, z.number().transform(String), z.boolean().transform(String)]) }),
);

/** The order item that a refund's item takes back. */
const refundedLineId = z
  .array(z.unknown())
  .catch([])
  .default([])
  .transform((entries) => {
    const said = entries
      .map((entry) => metaEntry.safeParse(entry).data)
      .find((entry) => entry?.key === '_refunded_item_id')?.value;
    return said !== undefined && /^[1-9]\d{0,14}$/.test(said) ? said : null;
  });

/** What `params.code` of an amount's issue says. */
type AmountFault = 'amount_unreadable' | 'amount_too_fine';

/** Reads one amount, which is text or a number; a fault is told with its code in the issue's `params`. */
function amountOf(given: unknown, decimals: number, fineAllowed: boolean, context: Context): number {
  const written = typeof given === 'number' ? String(given) : given;
  if (typeof written !== 'string') return wrongType(context, 'string', given);
  const exact = parseMinor(written, decimals);
  if (exact !== null) return exact;
  const nearest = nearestMinor(written, decimals);
  if (fineAllowed && nearest !== null) return nearest;
  const code: AmountFault = nearest === null ? 'amount_unreadable' : 'amount_too_fine';
  context.issues.push({ code: 'custom', input: written, message: `"${written.slice(0, 40)}"`, params: { code } });
  return z.NEVER;
}

/** An order's head: enough to tell an order from an error object, and how to read its amounts. */
export const orderHead = z.compile(z.object({ id, currency: z.unknown().optional() }));

/** What an order tells without its amounts. A field that cannot be read either is `null`. */
export const looseHead = z.compile(
  z.object({
    id,
    number: orderNumber.nullable().catch(null),
    status: text.nullable().catch(null),
    currency: currency.nullable().catch(null),
    date_modified_gmt: gmt.nullable().catch(null),
  }),
);

function schemas(decimals: number) {
  /** Rounded to the shop's decimals before it is written. */
  const amount = z.transform((given, context) => amountOf(given, decimals, false, context));
  /** Written as computed, with more decimals where the shop rounds tax at subtotal level. */
  const computed = z.transform((given, context) => amountOf(given, decimals, true, context));
  /** Empty text: this rate does not apply to the line; WooCommerce lists every rate of the order on lines edited by hand. */
  const taxTotal = z.transform((given, context) =>
    given === null || given === '' ? null : amountOf(given, decimals, true, context),
  );
  const taxes = z
    .array(z.object({ id: rateId, total: taxTotal }))
    .default([])
    .transform((entries) =>
      entries.flatMap(({ id: rate, total }) => (total === null ? [] : [{ rateId: rate, tax: total }])),
    );
  const amounts = { id, total: amount, total_tax: amount, taxes, meta_data: refundedLineId };

  const lines = {
    line_items: z
      .array(
        z.object({
          ...amounts,
          name: text,
          sku,
          quantity,
          tax_class: optionalText,
          // No field of WooCommerce's own: whoever sends the event may add it.
          kontor_categories: z.array(text).default([]),
        }),
      )
      .default([]),
    shipping_lines: z.array(z.object({ ...amounts, method_title: optionalText })).default([]),
    fee_lines: z.array(z.object({ ...amounts, name: optionalText, tax_class: optionalText })).default([]),
    tax_lines: z
      .array(
        z.object({
          rate_id: rateId,
          rate_percent: percent,
          tax_total: amount,
          shipping_tax_total: amount,
        }),
      )
      .default([]),
  };
  const address = z.object({
    first_name: optionalText,
    last_name: optionalText,
    company: optionalText,
    address_1: optionalText,
    address_2: optionalText,
    city: optionalText,
    state: optionalText,
    postcode: optionalText,
    country: optionalText,
    email: optionalText,
    phone: optionalText,
  });

  return {
    order: z.compile(
      z.object({
        id,
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
        payment_method: optionalText,
        payment_method_title: optionalText,
        customer_note: optionalText,
        meta_data: meta,
        total: amount,
        total_tax: amount,
        discount_total: amount,
        discount_tax: amount,
        coupon_lines: z.array(z.object({ code: text, discount: computed, discount_tax: computed })).default([]),
        ...lines,
      }),
    ),
    refund: z.compile(
      z.object({ id, date_created: local, date_created_gmt: gmt, reason: optionalText, amount, ...lines }),
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
