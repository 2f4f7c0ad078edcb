import fc from 'fast-check';
import { canBeStored } from '@kontor/bridge-server/database/storable';
import { decisiveOrder } from '@kontor/bridge-server/mirror/transfer/wanted';
import { readEvent } from '@kontor/bridge-server/orders/event';
import type { PlanRequest } from '@kontor/bridge-server/systems/contract';
import { poweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { readHead, readOrder } from '@kontor/shared/woocommerce';
import { longest } from '@kontor/shared/woocommerce/limits';
import type { Order } from '@kontor/shared/order';
import { fixture, orderFiles } from '../setup/shop-bodies.ts';
import { products, productSettings } from './go.ts';
import { anyRecord, asSent, type Json } from './hostile.ts';

/** `KONTOR_ORDERS=20000` takes longer than an everyday run may. */
const runs = Number(process.env['KONTOR_ORDERS'] ?? 3000);
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_127);

const refunds = {
  woocommerce: ['partial-line', 'full-amount'],
  'woocommerce-no': ['partial-line-of-four-rates', 'full-amount-of-simple'],
};
/** Every fixture's order as an event, with the refunds that belong to it. */
const sent = orderFiles.map((file) => {
  const order = fixture(file) as unknown as { refunds: { id: number }[] };
  const ofShop = Object.entries(refunds).flatMap(([shop, names]) =>
    file.startsWith(`${shop}/`) ? names.map((name) => fixture(`${shop}/refunds/${name}.json`)) : [],
  );
  return {
    order,
    refunds: ofShop.filter(({ id }) => order.refunds.some((refund) => refund.id === id)),
  } as unknown as Json;
});
const hostile = fc.constantFrom(...sent).chain((event) => anyRecord(event));

/** The length of the longest text within a value, names of fields included. */
function longestWithin(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((most, [name, inner]) => Math.max(most, name.length, longestWithin(inner)), 0);
}

const planRequest = (order: Order): PlanRequest<unknown, unknown> => ({
  kind: 'order',
  about: { kind: 'order', reference: '' },
  order,
  key: 'shop-22',
  customerKey: 'shop-c-1',
  documents: [],
  functions: ['createCustomers'],
  decisions: {},
  settings: { unitPrices: 'net', organisationNumberField: 'constructor', ...productSettings },
  facts: { products, customer: { state: 'none', series: null }, document: null },
});

/**
 * Takes an event in as intake does, and plans its order; throws when a rule is broken. Returns what became of the
 * event.
 */
function takeIn(sentEvent: unknown): 'read' | 'unread' | 'refused' {
  const { order: body, refunds: refundBodies } = sentEvent as { order: unknown; refunds: unknown };
  const read = readOrder(body, Array.isArray(refundBodies) ? refundBodies : []);
  // The readers themselves must not throw, although their caller would catch that.
  if (!read.ok) readHead(body);
  const event = readEvent({ generation: 1, order: body, refunds: refundBodies });
  if (!canBeStored(event)) throw new Error('The event cannot be stored.');
  if (!event.ok) return 'refused';
  const { id, content } = event.value;
  if (id.length > 20) throw new Error('The id is longer than any id of WooCommerce.');
  if (content.kind === 'unread') {
    if ((content.number ?? '').length > longest.word + 1)
      throw new Error('The number of an unreadable order is too long.');
    if (longestWithin(content) > 1000) throw new Error('The problem of an unreadable order is too long to be shown.');
    return 'unread';
  }
  if (content.kind !== 'order') throw new Error('The event is not about an order.');
  const { order, snapshot } = content;
  const { number, status, paymentMethod } = order;
  for (const word of [number, status, paymentMethod])
    if (word.length > longest.word) throw new Error(`A text that is looked up has ${word.length} characters.`);
  if (order.billing.email.length > longest.email) throw new Error('An e-mail address is too long for an index.');
  if (longestWithin(order) > longest.note + 1) throw new Error('A text is longer than its bound.');
  if (!decisiveOrder.safeParse(JSON.parse(snapshot)).success)
    throw new Error('The stored snapshot cannot be read again.');
  // Planning ends with a plan or gaps and never throws; both can be stored.
  if (!canBeStored(poweroffice.makePlan(planRequest(order)))) throw new Error('The plan cannot be stored.');
  return 'read';
}

it('intake reads an event of a shop, keeps it as unreadable or refuses it, and limits the length of each text', () => {
  const seen = { read: 0, unread: 0, refused: 0 };
  fc.assert(
    fc.property(hostile, (event) => {
      seen[takeIn(asSent(event))] += 1;
    }),
    { numRuns: runs, seed },
  );
  // The run would prove nothing about an outcome that it never met.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(runs / 1000);
});
