import { amendmentSteps, editScenario } from './amendment-steps.ts';
import { companyOrder, stepsUnderCustomers } from './company-order.ts';
import { bookingPayments } from './payments.ts';
import type { Scenario } from './scenario.ts';
import { unstocked } from './unstocked.ts';
import { roundedOrder, simpleOrder } from './woocommerce.ts';
import type { CompanySetup } from './world.ts';

const roundedDraft = 'Draft 1252: item-1 1 × 10.02, rounding -1 × 0.01';
const otherHoldings = (persons = 0, addresses = 0) =>
  `1 customers, ${addresses} addresses, ${persons} persons, 4 of 4 products`;

/** An order that comes while Go holds no document. */
const first = (order: Record<string, unknown>, ends: string, setup: CompanySetup = {}): Scenario => ({
  setup,
  before: null,
  happens: { generation: 1, order },
  ends,
});
const ofCompany = first(companyOrder(5), `${roundedDraft} | ${otherHoldings(1, 2)}`);
const everyday = first(roundedOrder(5), `${roundedDraft} | ${otherHoldings()}`);

const own: Readonly<Record<string, Scenario>> = {
  'poweroffice.product.create': first(
    roundedOrder(5),
    `${roundedDraft} | 1 customers, 0 addresses, 0 persons, 2 of 2 products`,
    unstocked,
  ),
  'poweroffice.order.delete': {
    setup: {},
    before: { generation: 1, order: roundedOrder(5) },
    happens: { generation: 2, order: roundedOrder(5, { status: 'cancelled' }) },
    ends: otherHoldings(),
  },
  'poweroffice.payment.post': {
    setup: bookingPayments,
    before: { generation: 1, order: simpleOrder(5, { date_paid_gmt: null }) },
    happens: { generation: 2, order: simpleOrder(5) },
    ends: `Draft 34900: item-1 1 × 279.20 | voucher 349.00, -349.00 | ${otherHoldings()}`,
  },
};

/** How a step of that kind comes about. Most steps are taken for any order. */
export function scenarioOf(kind: string): Scenario {
  const amendment = amendmentSteps[kind];
  if (amendment) return { ...editScenario(amendment), ends: `${amendment.ends} | ${otherHoldings()}` };
  return own[kind] ?? (kind in stepsUnderCustomers ? ofCompany : everyday);
}
