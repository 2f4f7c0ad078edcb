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

/**
 * Reads WooCommerce's REST v3 order body and the whole bodies of its refunds into an `Order`, with every amount in minor
 * units of the order's currency. All keys are in alphabetical order, which makes the snapshot canonical.
 *
 * Errors: `order.not_an_order` (no numeric id, such as the error objects that webhooks deliver correctly signed),
 * `order.currency_unknown`, `order.field_unreadable`, `order.amount_unreadable`, `order.totals_disagree`.
 */
export function readOrder(body: unknown, refunds: readonly unknown[]): Result<Order, Reason> {
  const head = orderHead.safeParse(body);
  if (!head.success) return { ok: false, error: notAnOrder };
  const { currency, total } = head.data;
  const decimals = decimalsIn(total, typeof currency === 'string' ? decimalsOf(currency) : 2);
  const schemas = bodiesWith(decimals.read);
  const read = schemas.order.safeParse(body);
  if (!read.success) return { ok: false, error: unreadable(read.error, 'order') };
  const given = read.data;
  const repeated = repeatedLine(given);
  if (repeated !== null) return { ok: false, error: readTwice(repeated, 'order') };
  const rates = ratesOf(given.tax_lines);

  const readRefunds: OrderRefund[] = [];
  const refundIds = new Set<string>();
  for (const refund of refunds) {
    const readRefund = schemas.refund.safeParse(refund);
    if (!readRefund.success) return { ok: false, error: unreadable(readRefund.error, 'refund') };
    const field = refundIds.has(readRefund.data.id) ? 'id' : repeatedLine(readRefund.data);
    if (field !== null) return { ok: false, error: readTwice(field, 'refund') };
    refundIds.add(readRefund.data.id);
    readRefunds.push(refundOf(readRefund.data, rates, decimals));
  }

  const written = orderLinesOf(given, rates);
  const compared = compareTotals(given, written, decimals);
  if (!compared.ok) return compared;
  return {
    ok: true,
    value: {
      billing: addressOf(given.billing),
      createdGmt: given.date_created_gmt,
      createdLocal: given.date_created,
      currency: given.currency,
      customerId: given.customer_id,
      customerNote: given.customer_note,
      id: given.id,
      lines: asPaid(written, given.total, decimals).map((line) => inMinorUnits(line, decimals)),
      meta: given.meta_data,
      modifiedGmt: given.date_modified_gmt,
      number: given.number,
      paidGmt: given.date_paid_gmt,
      paidLocal: given.date_paid,
      paymentMethod: given.payment_method,
      paymentMethodTitle: given.payment_method_title,
      pricesIncludeTax: given.prices_include_tax,
      refunds: readRefunds.sort(byId),
      roundings: [...compared.value, ...readRefunds.flatMap(refundRoundings)],
      shipping: addressOf(given.shipping),
      source: shopItself,
      stage: stageOf(given.status),
      status: given.status,
      total: minorOf(given.total, decimals),
      totalTax: minorOf(given.total_tax, decimals),
    },
  };
}

/** What can be told of an order that `readOrder` refuses. */
export interface OrderHead {
  id: string;
  number: string | null;
  status: string | null;
  /** `null` where the status is. */
  stage: OrderStage | null;
  currency: string | null;
  modifiedGmt: string | null;
}

/** Reads an order's head, whatever the rest of the body says. `null`: the body has no id, so it is no order. */
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
 * The order as canonical JSON (keys sorted, no white space), where `order` is as `readOrder` gives it: equal text means equal
 * content. `modifiedGmt` is left blank there, since WooCommerce moves it when nothing was changed that Kontor reads; the text
 * still reads as an `Order`.
 */
export function snapshotOf(order: Order): string {
  return JSON.stringify({ ...order, modifiedGmt: '' });
}

/** The order's own rates come first: a refund that is made after the shop changed a row of its table carries the row's new percentage. */
function refundOf(refund: RefundBody, ratesOfOrder: Rates, decimals: Decimals): OrderRefund {
  const rates = new Map([...ratesOf(refund.tax_lines), ...ratesOfOrder]);
  return {
    amount: minorOf(refund.amount, decimals),
    createdGmt: refund.date_created_gmt,
    createdLocal: refund.date_created,
    id: refund.id,
    // Pages name a rate of the order on a line that was sold without any tax, too.
    lines: orderLinesOf(refund, rates).map((line) => inMinorUnits(line, decimals, withTax(line.taxes))),
    reason: refund.reason,
  };
}

/** WooCommerce's words that are not `open`; those of plugins, such as a deposit's, are. */
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
const stageOf = (status: string): OrderStage => (Object.hasOwn(stages, status) ? stages[status] : undefined) ?? 'open';

/** WooCommerce counts its ids up, so the shorter one is the older one. */
const byId = ({ id: one }: { id: string }, { id: other }: { id: string }): number =>
  one.length - other.length || (one < other ? -1 : Number(one > other));

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
  // A dash, a dot or a zero, where a form insists on a company, names none.
  const named = /\p{L}/u.test(company) ? company : '';
  return { address1, address2, city, company: named, country, email, firstName, lastName, phone, postcode, state };
}

const listsOfLines = ['line_items', 'shipping_lines', 'fee_lines'] as const;

/** The first line whose id another line has: documents name a line by its id alone. WooCommerce counts all kinds in one row. */
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

const readTwice = (field: string, what: 'order' | 'refund'): Reason => ({
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
