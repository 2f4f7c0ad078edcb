import fc from 'fast-check';
import { canBeStored } from '@kontor/bridge-server/database/storable';
import { decisiveOrder } from '@kontor/bridge-server/mirror/transfer/wanted';
import { readEvent } from '@kontor/bridge-server/orders/event';
import type { PlanRequest } from '@kontor/bridge-server/systems/contract';
import { poweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { readHead, readOrder } from '@kontor/shared/woocommerce';
import { longest } from '@kontor/shared/woocommerce/body';
import type { Order } from '@kontor/shared/order';
import { fixture, orderFiles } from '../setup/shop-bodies.ts';
import { products, productSettings } from './go.ts';
import { anyRecord, asSent, type Json } from './hostile.ts';

const runs = Number(process.env['KONTOR_ORDERS'] ?? 10_000);
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_127);

const refunds = {
  woocommerce: ['partial-line', 'full-amount'],
  'woocommerce-no': ['partial-line-of-four-rates', 'full-amount-of-simple'],
};
/** Each order as it is sent, with the refunds that belong to it. */
const sent = orderFiles.map((file) => {
  const order = fixture(file) as unknown as { refunds: { id: number }[] };
  const ofShop = Object.entries(refunds).flatMap(([shop, names]) =>
    file.startsWith(`${shop}/`) ? names.map((name) => fixture(`${shop}/refunds/${name}.json`)) : [],
  );
  return { order, refunds: ofShop.filter(({ id }) => order.refunds.some((one) => one.id === id)) } as unknown as Json;
});
const hostile = fc.constantFrom(...sent).chain((event) => anyRecord(event));

/** The longest text anywhere within; of the names of meta data, too. */
function longestWithin(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((most, [name, its]) => Math.max(most, name.length, longestWithin(its)), 0);
}

const asked = (order: Order): PlanRequest<unknown, unknown> => ({
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

function look(given: unknown): 'read' | 'unread' | 'refused' {
  const { order: body, refunds: its } = given as { order: unknown; refunds: unknown };
  const read = readOrder(body, Array.isArray(its) ? its : []);
  // The reader may not throw, though whoever asks it would catch that.
  if (!read.ok) readHead(body);
  const event = readEvent({ generation: 1, order: body, refunds: its });
  if (!canBeStored(event)) throw new Error('It holds what no database stores.');
  if (!event.ok) return 'refused';
  const { id, content } = event.value;
  if (id.length > 20) throw new Error('Its id is longer than any.');
  if (content.kind === 'unread') {
    if ((content.number ?? '').length > longest.word + 1)
      throw new Error('The number of what cannot be read is too long.');
    if (longestWithin(content) > 1000) throw new Error('Why it cannot be read is too long to be told.');
    return 'unread';
  }
  if (content.kind !== 'order') throw new Error('The event is another order.');
  const { order, snapshot } = content;
  const { number, status, paymentMethod } = order;
  for (const word of [number, status, paymentMethod])
    if (word.length > longest.word) throw new Error(`What is looked up is ${word.length} characters long.`);
  if (order.billing.email.length > longest.email) throw new Error('An e-mail address is too long for an index.');
  if (longestWithin(order) > longest.note + 1) throw new Error('A text is longer than its bound.');
  if (!decisiveOrder.safeParse(JSON.parse(snapshot)).success) throw new Error('What was stored cannot be read again.');
  // Plan or gaps: anything but a throw. What the plan holds can be stored.
  if (!canBeStored(poweroffice.makePlan(asked(order)))) throw new Error('The plan holds what no database stores.');
  return 'read';
}

it('reads, leaves unread or refuses whatever a shop sends, alone, and with a bound to each text', () => {
  const seen = { read: 0, unread: 0, refused: 0 };
  fc.assert(
    fc.property(hostile, (event) => {
      seen[look(asSent(event))] += 1;
    }),
    { numRuns: runs, seed },
  );
  // A run that never met one of them would have shown nothing about it.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(runs / 1000);
});
