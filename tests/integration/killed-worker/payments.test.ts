import type { Point } from '../../../bridge-server/src/mirror/mirror.ts';
import { paidWorld } from '../../setup/payments.ts';
import { openWorld, type World } from '../../setup/world.ts';
import { simpleOrder } from '../../setup/woocommerce.ts';
import { runChild } from './run-child.ts';

/** Each point that a payment passes: those around its call are of that step alone. */
const points: readonly Point[] = ['claimed', 'planned', 'intent_recorded', 'answered', 'stored'];

describe('a worker process that is killed over a payment', () => {
  let world: World;
  beforeEach(async () => { world = await openWorld(paidWorld); });
  afterEach(() => world.close());

  it.each(points)('at %s leaves exactly one voucher to its successor', async (point) => {
    await world.receive({ generation: 1, order: simpleOrder(5, { date_paid_gmt: null }), refunds: [] });
    await world.settle();
    await world.receive({ generation: 2, order: simpleOrder(5), refunds: [] });
    const around = point !== 'claimed' && point !== 'planned';
    expect(await runChild(world, around ? [point, 'poweroffice.payment.post'] : [point])).toBe('SIGKILL');

    const settled = await world.settle();
    expect(settled.map(({ kind, state, reason, targetTotal }) => ({ kind, state, reason, targetTotal }))).toEqual([
      { kind: 'order', state: 'done', reason: 'sent', targetTotal: 34_900 }, { kind: 'payment', state: 'done', reason: 'sent', targetTotal: 34_900 },
    ]);
    const { vouchers, ledger } = world.sandbox.control.state();
    expect(vouchers.map(({ id }) => id)).toEqual([settled[1]?.documentId]);
    expect(ledger.map(({ amount }) => amount)).toEqual([-34_900]);
  }, 60_000);
});
