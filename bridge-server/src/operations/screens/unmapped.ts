import { shopRate, unmappedAnswer, type ShopRate, type UnmappedTreatment } from '@kontor/shared/api/unmapped';
import type { Order, OrderAddress, OrderLine } from '@kontor/shared/order';
import { z } from 'zod';
import { recentOrders } from '../../orders/recent.ts';
import { storedFacts } from '../../shops/facts.ts';
import type { Bookable } from '../../systems/contract-document.ts';
import { findConnection, unknownConnection } from '../connections/find.ts';
import { connectionInput, defineOperation, success, failure, shopInput } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

/** The most orders that one request looks at. */
const mostOrders = 5000;

export const connectionUnmapped = defineOperation({
  command: 'connection unmapped',
  summary: 'Lists the VAT treatments and payment methods of recent orders that the settings do not cover.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/unmapped',
  scope: 'connections:read',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    days: z.coerce.number().int().min(1).max(366).default(90).meta({ description: 'How many days back to look.' }),
    rates: z.array(shopRate).max(500).optional().meta({
      description:
        "The shop's own VAT rates; by default those that the bridge has read. The answer names those that the settings do not cover.",
      file: true,
    }),
  }),
  positional: ['connection'],
  answer: unmappedAnswer,
  table: [
    { list: 'treatments', columns: ['rate', 'area', 'country', 'kind', 'taxClass', 'orders'] },
    { list: 'methods', columns: ['method', 'title', 'orders'] },
  ],
  examples: ['kontor connection unmapped --shop s… c… --days 30'],
  async run(parts, { shop: shopId, connection: id, days, rates }) {
    const present = await findConnection(parts.database.knex, shopId, id);
    const system = present && parts.systems(present.system)?.system;
    if (!present || !system) return unknownConnection(id);
    const unmapped = system.unmapped?.bind(system);
    if (!unmapped) return failure(422, reason('system.nothing_mapped', { target: system.label }));
    const { settings, rules } = present;
    const shopRates = rates ?? (await storedFacts(parts.database.pool, shopId)).taxRates.content ?? [];
    const tally = new Tally();
    let looked = 0;
    let more = false;
    for await (const order of recentOrders(parts.database.pool, shopId, days)) {
      if (order.stage === 'draft' || order.stage === 'called_off') continue;
      more = looked === mostOrders;
      if (more) break;
      looked += 1;
      const { lines, method } = unmapped(order, settings);
      tally.add(order, lines, rules.functions.includes('payments') ? method : null);
    }
    return success({
      looked,
      more,
      ...tally.sorted(),
      rates: shopRates.filter((rate) => unmapped(soldAt(rate), settings).lines.length > 0).map((rate) => rate.id),
    });
  },
});

type Treatment = Omit<UnmappedTreatment, 'orders'>;

/** Counts the orders of each treatment and each payment method. */
class Tally {
  readonly #treatments = new Map<string, UnmappedTreatment>();
  readonly #methods = new Map<string, { method: string; title: string; orders: number }>();

  add({ paymentMethodTitle: title }: Order, lines: readonly Treatment[], method: string | null): void {
    for (const [key, line] of new Map(lines.map((treatment) => [JSON.stringify(treatment), treatment]))) {
      const known = this.#treatments.get(key);
      this.#treatments.set(key, { ...line, orders: (known?.orders ?? 0) + 1 });
    }
    if (method !== null)
      this.#methods.set(method, { method, title, orders: (this.#methods.get(method)?.orders ?? 0) + 1 });
  }

  sorted() {
    const byOrders = (first: { orders: number }, second: { orders: number }) => second.orders - first.orders;
    return {
      treatments: [...this.#treatments.values()].sort(byOrders),
      methods: [...this.#methods.values()].sort(byOrders),
    };
  }
}

/** A made-up order with one article sold at the rate, to check whether the settings cover the rate. */
function soldAt({ id, percent, country, class: taxClass, name }: ShopRate): Bookable {
  const rate = percent.includes('.') ? percent.replace(/(?<!0)0+$/, '').replace(/\.$/, '') : percent;
  const tax = Number(percent) === 0 ? 0 : 25;
  const destination = country.toUpperCase();
  const line: OrderLine = {
    id,
    kind: 'article',
    name,
    details: [],
    sku: null,
    quantity: '1',
    taxClass: taxClass === 'standard' ? '' : taxClass,
    net: 100,
    tax,
    taxes: [{ rateId: id, rate: rate.replace(/^0+(?=\d)/, ''), country: destination || null, tax }],
    categories: [],
    refundedLineId: null,
  };
  const address: OrderAddress = {
    firstName: '',
    lastName: '',
    company: '',
    address1: '',
    address2: '',
    city: '',
    state: '',
    postcode: '',
    country: destination,
    email: '',
    phone: '',
  };
  return { lines: [line], billing: address, shipping: address, paidGmt: null, paymentMethod: '', total: 100 };
}
