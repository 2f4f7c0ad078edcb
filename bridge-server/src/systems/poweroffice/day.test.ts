import type { Order, OrderRefund } from '@kontor/shared/order';
import { products, shopOrder } from '../../../../tests/setup/planned-order.ts';
import type { DocumentKind } from '../contract.ts';
import type { About } from '../contract-document.ts';
import { makePlan } from './plan.ts';
import { settings as settingsSchema } from './settings.ts';

/** The one moment at which an order is placed, paid and refunded. */
interface Moment {
  gmt: string;
  local: string | null;
}

function orderAt({ gmt, local }: Moment): Order {
  const refund: OrderRefund = { id: '35', createdGmt: gmt, createdLocal: local, reason: '', amount: 10_000, lines: [] };
  const order = shopOrder('simple-25-vipps-paid');
  return { ...order, createdGmt: gmt, createdLocal: local, paidGmt: gmt, paidLocal: local, refunds: [refund] };
}

/** The day of a document that is planned for an order with this moment. */
function dayOf(kind: DocumentKind, about: About, moment: Moment, timeZone: string | null): string | undefined {
  const order = orderAt(moment);
  const result = makePlan({
    kind,
    about,
    order,
    key: 'shop-1-22',
    customerKey: 'shop-c-1',
    documents: [
      {
        kind: 'order',
        about: { kind: 'order', reference: '' },
        key: 'shop-1-22',
        id: 'd-1',
        number: '6001',
        total: order.total,
      },
      {
        kind: 'refund',
        about: { kind: 'refund', reference: '35' },
        key: 'shop-1-22-refund-35',
        id: 'd-2',
        number: '6002',
        total: -10_000,
      },
    ],
    functions: ['createCustomers'],
    decisions: {},
    settings: settingsSchema.parse({ timeZone, payments: [{ method: 'vipps', account: '1570' }] }),
    facts: {
      products,
      customer: { state: 'known', id: '7', delivery: null },
      document: { state: 'draft', customerId: '7' },
      payment: {
        customerAccountId: '71',
        accountId: '15',
        vatCodeId: '7',
        lockDate: null,
        booked: null,
        elsewhere: null,
      },
    },
  });
  if (result.kind !== 'plan') throw new Error(JSON.stringify(result));
  const { plan } = result;
  if (plan.kind === 'payment') return plan.voucher?.VoucherDate;
  return plan.kind === 'sales_order' ? plan.order.SalesOrderDate : undefined;
}

const moments: readonly (Moment & { tells: string; timeZone: string | null; day: string })[] = [
  {
    tells: 'the time in Berlin',
    gmt: '2026-12-31T23:30:00',
    local: '2027-01-01T00:30:00',
    timeZone: null,
    day: '2027-01-01',
  },
  { tells: 'UTC only', gmt: '2026-12-31T23:30:00', local: null, timeZone: null, day: '2027-01-01' },
  {
    tells: 'UTC twice',
    gmt: '2026-12-31T23:30:00',
    local: '2026-12-31T23:30:00',
    timeZone: null,
    day: '2027-01-01',
  },
  {
    tells: 'UTC twice, before midnight in Oslo',
    gmt: '2026-12-31T22:30:00',
    local: '2026-12-31T22:30:00',
    timeZone: null,
    day: '2026-12-31',
  },
  { tells: 'UTC only', gmt: '2026-12-31T23:30:00', local: null, timeZone: 'Europe/Berlin', day: '2027-01-01' },
  { tells: 'UTC only', gmt: '2026-12-31T23:30:00', local: null, timeZone: 'Europe/London', day: '2026-12-31' },
  {
    tells: 'UTC only, in summer',
    gmt: '2026-07-01T22:30:00',
    local: null,
    timeZone: 'Europe/Berlin',
    day: '2026-07-02',
  },
  { tells: 'UTC only, in summer', gmt: '2026-07-01T22:30:00', local: null, timeZone: null, day: '2026-07-02' },
  {
    tells: 'its own time, whatever the setting says',
    gmt: '2026-12-31T23:30:00',
    local: '2027-01-01T00:30:00',
    timeZone: 'Europe/London',
    day: '2027-01-01',
  },
];

describe.each(moments)('for a shop that tells $tells, with the time zone set to $timeZone', (moment) => {
  it.each<{ document: string; kind: DocumentKind; about: About }>([
    { document: 'an order', kind: 'order', about: { kind: 'order', reference: '' } },
    { document: 'a refund', kind: 'refund', about: { kind: 'refund', reference: '35' } },
    { document: 'a payment', kind: 'payment', about: { kind: 'payment', reference: '' } },
    { document: 'the payment of a refund', kind: 'payment', about: { kind: 'refund', reference: '35' } },
  ])(`$document at ${moment.gmt} UTC is dated ${moment.day}`, ({ kind, about }) => {
    expect(dayOf(kind, about, moment, moment.timeZone)).toBe(moment.day);
  });
});
