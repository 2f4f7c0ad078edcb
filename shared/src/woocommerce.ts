import type { z } from 'zod';
import { decimalsOf } from './money.ts';
import { shopItself, type Order, type OrderAddress, type OrderRefund, type OrderStage } from './order.ts';
import type { Result, Reason } from './problem.ts';
import {
  bodiesWith,
  looseHead,
  orderHead,
  type AddressBody,
  type LinesBody,
  type RefundBody,
} from './woocommerce/body.ts';
import { compareTotals, refundRoundings } from './woocommerce/checks.ts';
import { asPaid, decimalsIn, inMinorUnits, minorOf, type Decimals } from './woocommerce/decimals.ts';
import { withTax } from './vat.ts';
import { orderLinesOf, ratesOf, type Rates } from './woocommerce/lines.ts';
import { withPostNumber } from './woocommerce/post-number.ts';

/**
 * Reads WooCommerce's REST v3 body of an order, and those of its refunds, into an `Order` with every amount in minor
 * units. The keys of the result are in alphabetical order, so that its snapshot is canonical.
 *
 * Errors: `order.not_an_order` (the body has no numeric id; webhooks may deliver such error objects with a valid
 * signature), `order.currency_unknown`, `order.field_unreadable`, `order.amount_unreadable`, `order.totals_disagree`.
 */
export function readOrder(body: unknown, refunds: readonly unknown[]): Result<Order, Reason> {
  const head = orderHead.safeParse(body);
  if (!head.success) return { ok: false, error: notAnOrder };
  const { currency, total } = head.data;
  const decimals = decimalsIn(total, typeof currency === 'string' ? decimalsOf(currency) : 2);
  const schemas = bodiesWith(decimals.read);
  const read = schemas.order.safeParse(body);
  if (!read.success) return { ok: false, error: unreadable(read.error, 'order') };
  const fields = read.data;
  const repeated = repeatedLine(fields);
  if (repeated !== null) return { ok: false, error: repeatedId(repeated, 'order') };
  const rates = ratesOf(fields.tax_lines);

  const readRefunds: OrderRefund[] = [];
  const refundIds = new Set<string>();
  for (const refund of refunds) {
    const readRefund = schemas.refund.safeParse(refund);
    if (!readRefund.success) return { ok: false, error: unreadable(readRefund.error, 'refund') };
    const field = refundIds.has(readRefund.data.id) ? 'id' : repeatedLine(readRefund.data);
    if (field !== null) return { ok: false, error: repeatedId(field, 'refund') };
    refundIds.add(readRefund.data.id);
    readRefunds.push(refundOf(readRefund.data, rates, decimals));
  }

  const lines = orderLinesOf(fields, rates);
  const roundings = compareTotals(fields, lines, decimals);
  if (!roundings.ok) return roundings;
  return {
    ok: true,
    value: {
      billing: addressOf(fields.billing),
      createdGmt: fields.date_created_gmt,
      createdLocal: fields.date_created,
      currency: fields.currency,
      customerId: fields.customer_id,
      customerNote: fields.customer_note,
      id: fields.id,
      lines: asPaid(lines, fields.total, decimals).map((line) => inMinorUnits(line, decimals)),
      meta: fields.meta_data,
      modifiedGmt: fields.date_modified_gmt,
      number: fields.number,
      paidGmt: fields.date_paid_gmt,
      paidLocal: fields.date_paid,
      paymentMethod: fields.payment_method,
      paymentMethodTitle: fields.payment_method_title,
      pricesIncludeTax: fields.prices_include_tax,
      refunds: readRefunds.sort(byId),
      roundings: [...roundings.value, ...readRefunds.flatMap(refundRoundings)],
      shipping: withPostNumber(addressOf(fields.shipping), fields.meta_data),
      source: shopItself,
      stage: stageOf(fields.status),
      status: fields.status,
      total: minorOf(fields.total, decimals),
      totalTax: minorOf(fields.total_tax, decimals),
    },
  };
}

/** What is known of an order that `readOrder` refuses. A field that cannot be read is null. */
export interface OrderHead {
  id: string;
  number: string | null;
  status: string | null;
  /** Null if the status is null. */
  stage: OrderStage | null;
  currency: string | null;
  modifiedGmt: string | null;
}

/** Reads the head of an order, whatever the rest of the body contains. Null: the body has no id, so it is no order. */
export function readHead(body: unknown): OrderHead | null {
  const { data } = looseHead.safeParse(body);
  if (!data) return null;
  return {
    id: data.id,
    number: data.number,
    status: data.status,
    stage: data.status === null ? null : stageOf(data.status),
    currency: data.currency,
    modifiedGmt: data.date_modified_gmt,
  };
}

/**
 * An order from `readOrder` as canonical JSON (sorted keys, no white space): equal texts mean equal contents. The text
 * can be read as an `Order` again. Its `modifiedGmt` is blank, since WooCommerce also changes that time for changes
 * that Kontor does not read.
 */
export function snapshotOf(order: Order): string {
  return JSON.stringify({ ...order, modifiedGmt: '' });
}

/**
 * Reads a refund with the order's own rates. If the shop changed a percentage after the order, a refund states the new
 * one, so the refund's rates count only where the order has none.
 */
function refundOf(refund: RefundBody, ratesOfOrder: Rates, decimals: Decimals): OrderRefund {
  const rates = new Map([...ratesOf(refund.tax_lines), ...ratesOfOrder]);
  return {
    amount: minorOf(refund.amount, decimals),
    createdGmt: refund.date_created_gmt,
    createdLocal: refund.date_created,
    id: refund.id,
    // WooCommerce's pages state a rate of the order also on lines that were sold without tax.
    lines: orderLinesOf(refund, rates).map((line) => inMinorUnits(line, decimals, withTax(line.taxes))),
    reason: refund.reason,
  };
}

/** The stages of WooCommerce's own statuses. Every other status, such as that of a plugin, is `open`. */
const stages: Readonly<Record<string, OrderStage>> = {
  'auto-draft': 'draft',
  draft: 'draft',
  'checkout-draft': 'draft',
  new: 'draft',
  test: 'draft',
  completed: 'done',
  refunded: 'refunded',
  cancelled: 'called_off',
  failed: 'called_off',
  trash: 'called_off',
};
/** The statuses of a cart that its customer may still leave. The plugin sends none of them either. */
const cartStatuses: ReadonlySet<unknown> = new Set(['auto-draft', 'draft', 'checkout-draft', 'new']);

/** Whether an order with that status is not placed yet. WooCommerce deletes most of these carts after a day. */
export const isCart = (status: unknown): boolean => cartStatuses.has(status);
const stageOf = (status: string): OrderStage => (Object.hasOwn(stages, status) ? stages[status] : undefined) ?? 'open';

/** Sorts by id, the oldest first. WooCommerce's ids are rising numbers, so a shorter id is older. */
const byId = ({ id: a }: { id: string }, { id: b }: { id: string }): number =>
  a.length - b.length || (a < b ? -1 : Number(a > b));

function addressOf({
  address_1: address1,
  address_2: address2,
  city,
  company,
  country,
  email,
  first_name: firstName,
  last_name: lastName,
  phone,
  postcode,
  state,
}: AddressBody): OrderAddress {
  // Customers enter a dash, a dot or a zero if a form insists on a company. A company's name has letters.
  const companyName = /\p{L}/u.test(company) ? company : '';
  return {
    address1,
    address2,
    city,
    company: companyName,
    country,
    email,
    firstName,
    lastName,
    phone,
    postcode,
    state,
  };
}

const listsOfLines = ['line_items', 'shipping_lines', 'fee_lines'] as const;

/**
 * The path of the first line whose id an earlier line has already; null if there is none. Documents name a line by its
 * id alone. In WooCommerce, lines of all kinds have different ids.
 */
function repeatedLine(body: Pick<LinesBody, (typeof listsOfLines)[number]>): string | null {
  const known = new Set<string>();
  for (const list of listsOfLines) {
    for (const [index, { id }] of body[list].entries()) {
      if (known.has(id)) return `${list}.${index}.id`;
      known.add(id);
    }
  }
  return null;
}

const repeatedId = (field: string, what: 'order' | 'refund'): Reason => ({
  code: 'order.field_unreadable',
  values: { what, field, found: 'another one has the same id' },
});

const notAnOrder: Reason = { code: 'order.not_an_order' };

function unreadable(error: z.ZodError, what: 'order' | 'refund'): Reason {
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'body';
  const found = issue?.message ?? '';
  const fault: unknown =
    issue?.code === 'custom'
      ? issue.params?.['code']
      : field === 'currency' && issue?.code === 'invalid_format'
        ? 'currency_unknown'
        : undefined;
  if (fault === 'currency_unknown') return { code: 'order.currency_unknown', values: { what } };
  const code = fault === 'amount_unreadable' ? 'order.amount_unreadable' : 'order.field_unreadable';
  return { code, values: { what, field, found } };
}
