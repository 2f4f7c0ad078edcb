import { z } from 'zod';
import { currency, nearestMinor, parseMinor } from '../money.ts';
import { listIn, longest, mostEntries } from './limits.ts';
import { lineMeta, meta } from './meta-data.ts';
import * as shape from './shape.ts';
import { readable, readableWithin, storable } from './text.ts';

/**
 * The parts of WooCommerce's REST v3 bodies of orders and refunds that Kontor reads. Other fields are ignored, since
 * plugins add any number of them. Amounts come as decimal text and are read as minor units of the order's currency.
 */

type Context = z.core.ParsePayload;

// An order has hundreds of values, so each is read by a single transform. A chain of schemas would take longer.
function wrongType(context: Context, expected: 'string' | 'number', input: unknown): never {
  context.issues.push({ code: 'invalid_type', expected, input });
  return z.NEVER;
}

function tooLong(context: Context, maximum: number, input: string): never {
  context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input });
  return z.NEVER;
}

/**
 * A list with at most so many entries. A longer list is refused, since an order without some entries is another order.
 */
const listOf = <Entry extends z.ZodType>(entry: Entry, most: number) =>
  z
    .preprocess((input, context: Context) => {
      const list = listIn(input);
      if (!Array.isArray(list) || list.length <= most) return list;
      context.issues.push({ code: 'too_big', origin: 'array', maximum: most, inclusive: true, input: list });
      return z.NEVER;
    }, z.array(entry).max(most))
    .default([]);

/** A text that is refused if it is too long, since a part of it would mean something else. */
const textWithin = (most: number) => (input: unknown, context: Context) => {
  if (typeof input !== 'string') return wrongType(context, 'string', input);
  return input.length > most ? tooLong(context, most, input) : storable(input);
};
const wordOf = textWithin(longest.word);
const text = z.transform(wordOf).meta(shape.textShape(longest.word));
const optionalText = (most: number = longest.word) => {
  const read = textWithin(most);
  return z
    .transform((input, context) => (input === null || input === undefined ? '' : read(input, context)))
    .meta(shape.optionalTextShape(most));
};

/**
 * A text for people, which WordPress stores as HTML. It is cut if it is too long, since it can be understood even so.
 */
const proseWithin = (most: number) => (input: unknown, context: Context) =>
  typeof input === 'string' ? readableWithin(input, most) : wrongType(context, 'string', input);
const words = z.transform(proseWithin(longest.name)).meta(shape.proseShape(longest.name));
const optionalWords = (most: number = longest.name) => {
  const read = proseWithin(most);
  return z
    .transform((input, context) => (input === null || input === undefined ? '' : read(input, context)))
    .meta(shape.optionalProseShape(most));
};
/** A text that WordPress stores as HTML and that is looked up. */
const readableWord = (input: unknown, context: Context): string => {
  const html = wordOf(input, context);
  return typeof html === 'string' ? readable(html) : html;
};
const sku = z
  .transform((input, context) => (input === null || input === undefined ? null : readableWord(input, context) || null))
  .meta(shape.optionalTextShape(longest.word));
/** The order's number as text. Plugins may write it as a JSON number. */
const numberOf = (input: unknown): unknown => (typeof input === 'number' ? String(input) : input);
const orderNumber = z
  .transform((input, context) => readableWord(numberOf(input), context))
  .meta(shape.numberShape(longest.word));
/** The number of an order that cannot be read. It is cut if it is too long, since people can find the order even so. */
const looseNumber = z.transform((input, context) => proseWithin(longest.word)(numberOf(input), context));

/** WooCommerce's `*_gmt` fields: UTC, in whole seconds, without a time zone. */
const gmt = z.iso.datetime({ local: true, precision: 0 }).regex(/\d$/).meta(shape.gmtShape);
/** The field beside a `*_gmt` field: the same moment by the shop's own clock. The order can be read without it. */
const local = gmt.nullish().default(null).catch(null).meta(shape.localShape);

/** WooCommerce's ids are numbers. Kontor's ids are text. */
const id = z
  .transform((input, context) =>
    typeof input === 'number' && Number.isSafeInteger(input) && input > 0
      ? String(input)
      : wrongType(context, 'number', input),
  )
  .meta(shape.idShape);
/** The id is 0 for a guest. */
const customerId = z
  .transform((input, context) =>
    typeof input === 'number' && Number.isSafeInteger(input)
      ? input > 0
        ? String(input)
        : null
      : wrongType(context, 'number', input),
  )
  .meta(shape.customerIdShape);
/** A rate's id is a number or text, since PHP may turn it into an array key. MySQL's ids have up to 20 digits. */
const rateId = z
  .transform((input, context) => {
    const digits = typeof input === 'number' && Number.isSafeInteger(input) ? String(input) : input;
    return typeof digits === 'string' && /^\d{1,20}$/.test(digits)
      ? String(BigInt(digits))
      : wrongType(context, 'number', input);
  })
  .meta(shape.rateIdShape);

/** An amount as PHP computed it, without rounding, has some twenty characters. */
const longestAmount = 100;
/** The longest quantity or percentage, in characters. */
const longestDecimal = 40;
/** A number or text as decimal text without needless zeros; empty for anything else. */
const decimalOf = (input: unknown): string => {
  const text = typeof input === 'string' || typeof input === 'number' ? String(input) : '';
  if (text.length > longestDecimal) return '';
  const [whole = '', fraction = ''] = text.replace(/^(-?)0+(?=\d)/, '$1').split(/\.(.*)/);
  const significant = fraction.replace(/(?<!0)0+$/, '');
  return significant === '' ? whole : `${whole}.${significant}`;
};
const quantity = z
  .transform((input, context) => {
    const decimal = decimalOf(input);
    if (/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
    context.issues.push({ code: 'custom', input, message: 'a quantity must be a plain decimal number' });
    return z.NEVER;
  })
  .meta(shape.quantityShape(longestDecimal));
/** The percentage of a rate; null if the order does not state it. */
const percent = z
  .transform((input) => {
    const decimal = decimalOf(input);
    return /^\d+(\.\d+)?$/.test(decimal) ? decimal : null;
  })
  .meta(shape.percentShape);

/**
 * The country of a rate. WooCommerce's code of the rate begins with it, such as `SE-MOMS 25%-1`
 * (`WC_Tax::get_rate_code`). Null if the rate is for all countries, or if the shop has deleted it.
 */
const rateCountry = z
  .transform((input) => (typeof input === 'string' ? (/^([A-Z]{2})-/.exec(input)?.[1] ?? null) : null))
  .meta(shape.rateCodeShape);

/**
 * Reads an amount, which is text or a number. A shop that rounds tax at subtotal level writes it with more decimals,
 * and the nearest unit counts. If the amount cannot be read, the issue's `params` have the code of the problem.
 */
function amountOf(input: unknown, decimals: number, context: Context): number {
  const text = typeof input === 'number' ? String(input) : input;
  if (typeof text !== 'string') return wrongType(context, 'string', input);
  const amount = text.length > longestAmount ? null : (parseMinor(text, decimals) ?? nearestMinor(text, decimals));
  if (amount !== null) return amount;
  const params = { code: 'amount_unreadable' };
  context.issues.push({ code: 'custom', input: text, message: `"${text.slice(0, 40)}"`, params });
  return z.NEVER;
}

/** The head of an order, which shows that it is no error object, and how to read its amounts. */
export const orderHead = z.compile(z.object({ id, currency: z.unknown().optional(), total: z.unknown().optional() }));

/** The head of an order that cannot be read. Each field that cannot be read is null. */
export const looseHead = z.compile(
  z.object({
    id,
    number: looseNumber.nullable().catch(null),
    status: text.nullable().catch(null),
    currency: currency.nullable().catch(null),
    date_modified_gmt: gmt.nullable().catch(null),
  }),
);

/** A part of the id of a shipping method. The order can be read without it. */
const methodPart = z.transform(textWithin(longest.word)).catch('').meta(shape.methodPartShape);

function schemas(decimals: number) {
  const amount = z.transform((input, context) => amountOf(input, decimals, context)).meta(shape.amountShape);
  /**
   * Null if the rate does not apply to the line: WooCommerce lists all rates of the order on a line that was edited by
   * hand, and leaves their amounts empty.
   */
  const taxTotal = z
    .transform((input, context) => (input === null || input === '' ? null : amountOf(input, decimals, context)))
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
        // WooCommerce has no such field. The sender of the event may add it.
        kontor_categories: listOf(text, mostEntries.categories).meta(shape.categoriesShape),
      }),
      mostEntries.lines,
    ),
    shipping_lines: listOf(
      z.object({ ...amounts, method_title: optionalWords(), method_id: methodPart, instance_id: methodPart }),
      mostEntries.lines,
    ),
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

const schemasByDecimals = new Map<number, Schemas>();

/** The schemas for amounts with so many decimals. They are made once. */
export function bodiesWith(decimals: number): Schemas {
  const existing = schemasByDecimals.get(decimals) ?? schemas(decimals);
  schemasByDecimals.set(decimals, existing);
  return existing;
}
