import type { Order } from '@kontor/shared/order';
import { definePoweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import type { UnderTest } from '../../kit/contract-kit.ts';
import type { Holding, Scenario } from '../../kit/play.ts';
import { sandboxEgress } from '../../kit/sandbox-egress.ts';
import { startPowerOfficeSandbox, type PowerOfficeSandbox } from '../../sandboxes/poweroffice/sandbox.ts';
import { companyOrder } from '../../setup/company-order.ts';
import { editedOrder, type Edit } from '../../setup/edited-order.ts';
import { fixture, orderOf, roundedOrder, simpleOrder } from '../../setup/woocommerce.ts';

type Body = Record<string, unknown>;

/** A company of the sandbox without a single product. */
const emptyShelves = 'empty-shelves';
const everydayFunctions = ['orders', 'refunds', 'cancellations', 'createCustomers'];

const [first, second, third] = [
  { id: 1, quantity: 1, net: 10_000 },
  { id: 2, quantity: 2, net: 6000 },
  { id: 3, quantity: 1, net: 400 },
];
const cheaper = { id: 1, quantity: 1, net: 1002, tax: 250 };
const orderWith = (lines: Edit['lines'], changes: Body = {}): Order => orderOf(editedOrder(5, { lines }, changes));

const scenarios: readonly Scenario[] = [
  {
    title: 'an order of a company with another delivery address',
    orders: [orderOf(companyOrder(5))],
    rules: { functions: everydayFunctions },
  },
  {
    title: 'an order whose products Go lacks',
    orders: [orderOf(roundedOrder(5))],
    credentials: { clientKey: emptyShelves },
    rules: { functions: [...everydayFunctions, 'createProducts'] },
  },
  {
    title: 'an order that is cancelled',
    orders: [orderOf(roundedOrder(5)), orderOf(roundedOrder(5, { status: 'cancelled' }))],
    rules: { functions: everydayFunctions },
  },
  {
    title: 'an order that is paid later',
    orders: [orderOf(simpleOrder(5, { date_paid_gmt: null })), orderOf(simpleOrder(5))],
    settings: { payments: [{ method: 'vipps', account: '1570' }] },
    rules: { functions: [...everydayFunctions, 'payments'] },
  },
  {
    title: 'an order that is refunded in full',
    orders: [
      orderOf(fixture('woocommerce-no/orders/simple-fully-refunded', { status: 'completed' })),
      orderOf(fixture('woocommerce-no/orders/simple-fully-refunded'), [
        fixture('woocommerce-no/refunds/full-amount-of-simple'),
      ]),
    ],
    rules: { functions: everydayFunctions },
  },
  {
    title: 'an order of which one line is removed, one becomes cheaper and one is added',
    orders: [orderWith([first, second]), orderWith([cheaper, third], { payment_method: 'cod' })],
    settings: { orderFields: [{ paymentMethod: 'cod', department: '81' }] },
    rules: { functions: everydayFunctions },
  },
  {
    title: 'a confirmed order that changes',
    orders: [orderWith([first, second]), orderWith([cheaper, second])],
    settings: { confirm: true },
    rules: { functions: everydayFunctions },
  },
];

let sandbox: PowerOfficeSandbox | null = null;

/** Everything that a company of the sandbox holds. */
function heldBy(clientKey: string): Holding[] {
  const state = sandbox?.control.state(clientKey);
  if (!state) return [];
  const { orders, vouchers, customers, deliveryAddresses, contactPersons, products } = state;
  return [
    ...orders.map(({ externalImportReference, status, total, lines }) => ({
      key: externalImportReference,
      says: `order ${status} ${total}: ${lines
        .map((line) => `${line.externalImportReference} ${line.quantity} × ${line.unitPrice}`)
        .sort()
        .join(', ')}`,
    })),
    ...vouchers.map(({ lines }) => ({ key: null, says: `voucher ${lines.map(({ amount }) => amount).join(', ')}` })),
    ...customers.map(({ name }) => ({ key: null, says: `customer ${name}` })),
    ...deliveryAddresses.map(() => ({ key: null, says: 'delivery address' })),
    ...contactPersons.map(() => ({ key: null, says: 'contact person' })),
    ...products.map(({ code }) => ({ key: null, says: `product ${code}` })),
  ];
}

/** PowerOffice Go for the contract kit. */
export const poweroffice: UnderTest = {
  name: 'PowerOffice Go',
  system: definePoweroffice(),
  scenarios,
  async start() {
    const running = await startPowerOfficeSandbox({
      requestsPerSecond: null,
      clients: [{}, { clientKey: emptyShelves, products: [] }],
    });
    sandbox = running;
    const egress = sandboxEgress(running.url);
    return {
      operator: {
        applicationKey: running.keys.applicationKey,
        subscriptionKey: running.keys.subscriptionKey,
        address: running.url,
        requestsPerSecond: 1_000_000,
      },
      credentials: { clientKey: running.keys.clientKey },
      egress,
      reset: () => running.control.reset(),
      async close() {
        await egress.close();
        await running.close();
      },
    };
  },
  holdings: () => [...heldBy(sandbox?.keys.clientKey ?? ''), ...heldBy(emptyShelves)],
};
