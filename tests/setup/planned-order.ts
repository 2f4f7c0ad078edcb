import { vatOn } from '@kontor/shared/vat';
import type { Gap, MadeDocument } from '@kontor/bridge-server/systems/contract';
import { makePlan, plan as planSchema } from '@kontor/bridge-server/systems/poweroffice/plan';
import type { SalesOrderPlan } from '@kontor/bridge-server/systems/poweroffice/order/plan';
import type { Facts } from '@kontor/bridge-server/systems/poweroffice/request';
import { settings as settingsSchema } from '@kontor/bridge-server/systems/poweroffice/settings';
import type { Order, OrderLine } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { fixture } from './woocommerce.ts';

/** Orders of the Norwegian shop, planned for PowerOffice Go without a database and without Go. */

export function shopOrder(name: string): Order {
  const read = readOrder(fixture(`woocommerce-no/orders/${name}`), []);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

/** The simple order with its one line changed. */
export function withLine(change: Partial<OrderLine>): Order {
  const order = shopOrder('simple-25-vipps-paid');
  return withLines(
    order,
    order.lines.map((line) => changedLine(line, change)),
  );
}

/** The line with this change. Unless the change names the tax, it is 25 % of the net. */
export function changedLine(line: OrderLine, change: Partial<OrderLine>): OrderLine {
  const tax = change.tax ?? (change.net === undefined ? line.tax : vatOn(change.net, '25'));
  return { ...line, tax, taxes: line.taxes.map((part) => ({ ...part, tax })), ...change };
}

/** The order with these lines and with their total. */
export const withLines = (order: Order, lines: OrderLine[]): Order => ({
  ...order,
  lines,
  total: lines.reduce((sum, { net, tax }) => sum + net + tax, 0),
});

const codes = ['A-1', 'A-2', 'A-3', 'A-99'];
/** Go's products, with ids that are too large for a number in JavaScript. */
export const products = codes.map((code, index) => ({ code, id: `900719925474099${index}`, archived: false }));
/** The same products with ids that are easy to read. */
export const namedProducts = codes.map((code, index) => ({ code, id: String(index + 1), archived: false }));
/** The document of the order with four rates, whose total is 2,113.00. */
export const ownDocument: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 'shop-1-23',
  id: 'd-1',
  number: '6001',
  total: 211300,
};
export const allKnown: Facts = { products, customer: { state: 'none', series: null }, document: null };

/** What an order is planned with. Whatever is left out is as it is for most orders. */
export interface Planning {
  facts?: Facts;
  settings?: unknown;
  customerKey?: string | null;
  functions?: readonly string[];
}

export const planned = (
  order: Order,
  { facts = allKnown, settings = {}, customerKey = 'shop-c-1', functions = ['createCustomers'] }: Planning = {},
) =>
  makePlan({
    kind: 'order',
    about: { kind: 'order', reference: '' },
    order,
    key: 'shop-1-22',
    customerKey,
    documents: [],
    functions,
    decisions: {},
    settings: settingsSchema.parse(settings),
    facts,
  });

/** The plan as it comes back from the database. */
export function planOf(order: Order, planning: Planning = {}): SalesOrderPlan {
  const result = planned(order, planning);
  if (result.kind !== 'plan') throw new Error(JSON.stringify(result));
  const plan = planSchema.parse(JSON.parse(JSON.stringify(result.plan)));
  if (plan.kind !== 'sales_order') throw new Error(plan.kind);
  if (result.total !== plan.expected) throw new Error(`the total is ${result.total}, expected ${plan.expected}`);
  return plan;
}

export function gapsOf(order: Order, planning: Planning = {}): readonly Gap[] {
  const result = planned(order, planning);
  return result.kind === 'gaps' ? result.gaps : [];
}
