import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { poweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import { amendmentSteps } from '../../setup/amendment-steps.ts';
import { companyOrder, stepsUnderCustomers } from '../../setup/company-order.ts';
import { paymentCalls } from '../../setup/payments.ts';
import { unstocked } from '../../setup/unstocked.ts';
import { openWorld, type World } from '../../setup/world.ts';
import { roundedOrder } from '../../setup/woocommerce.ts';
import { runChild } from './run-child.ts';

/** Before the call, after it but before its result is stored, and after that: for every step that changes something. */
const aroundCalls: readonly Point[] = ['intent_recorded', 'answered', 'stored'];
const others = { ...paymentCalls, ...amendmentSteps };
const creating = Object.entries(poweroffice.steps).filter(([kind, declared]) => declared.does !== 'read' && !(kind in others)).map(([kind]) => kind);
const points: readonly (readonly [Point, string])[] = [
  ['claimed', ''] as const, ['planned', ''] as const,
  ...creating.flatMap((kind) => aroundCalls.map((point) => [point, kind] as const)),
  // The result of an order's creation is stored with the next step's intent, or with the end: those points stand for it.
].filter(([point, kind]) => !(point === 'stored' && kind === 'poweroffice.order.create'));

describe('a worker process that is killed', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(points)('at %s %s leaves exactly one document to its successor', async (point, kind) => {
    const ofCompany = kind in stepsUnderCustomers;
    world = await openWorld(kind === 'poweroffice.product.create' ? unstocked : {});
    await world.receive({ generation: 1, order: ofCompany ? companyOrder(5) : roundedOrder(5) });
    const deletion = kind === 'poweroffice.order.delete';
    if (deletion) {
      await world.settle();
      await world.receive({ generation: 2, order: roundedOrder(5, { status: 'cancelled' }) });
    }
    expect(await runChild(world, kind === '' ? [point] : [point, kind])).toBe('SIGKILL');

    const settled = await world.settle();
    if (deletion) {
      expect(settled.map(({ state, reason }) => `${state} ${reason}`)).toEqual(['done cancelled.after_sending', 'done sent']);
      return expect(world.sandbox.control.state().orders).toEqual([]);
    }
    expect(settled.map(({ state, reason, targetTotal }) => ({ state, reason, targetTotal }))).toEqual([{ state: 'done', reason: 'sent', targetTotal: 1252 }]);
    const { orders, customers, products, deliveryAddresses, contactPersons } = world.sandbox.control.state();
    expect(orders.map(({ total, lines }) => ({ total, lines: lines.length }))).toEqual([{ total: 1252, lines: 2 }]);
    expect(customers).toHaveLength(1);
    expect(new Set(products.map(({ code }) => code)).size).toBe(products.length);
    expect([deliveryAddresses.length, contactPersons.length]).toEqual(ofCompany ? [2, 1] : [0, 0]);
  }, 60_000);
});
