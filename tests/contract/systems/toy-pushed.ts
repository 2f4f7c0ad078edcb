import type { Guard } from '../../../bridge-server/src/systems/contract.ts';
import type { UnderTest } from '../../kit/contract-kit.ts';
import type { Scenario } from '../../kit/play.ts';
import { sandboxEgress } from '../../kit/sandbox-egress.ts';
import { startToySandbox, type ToySandbox } from '../../sandboxes/toy/sandbox.ts';
import { orderOf, simpleOrder } from '../../setup/woocommerce.ts';
import { pushedToy } from '../../toys/pushed.ts';
import { toyScenarios } from './toy-scenarios.ts';

const scenarios: readonly Scenario[] = [
  ...toyScenarios,
  {
    title: 'an order whose document is signed',
    orders: [orderOf(simpleOrder(5))],
    settings: { signs: true },
    rules: { functions: ['orders'] },
  },
  {
    title: 'an order that is paid',
    orders: [orderOf(simpleOrder(5))],
    rules: { functions: ['orders', 'payments'] },
  },
];

/** The pushed toy with this guard for the contract kit. */
export function pushedToyUnderTest(guard: Guard): UnderTest {
  let sandbox: ToySandbox | null = null;
  return {
    name: `the pushed toy with the guard ${guard}`,
    system: pushedToy({ guard }),
    scenarios,
    async start() {
      const running = await startToySandbox({ refuses: guard === 'refuses_duplicates' });
      sandbox = running;
      const egress = sandboxEgress(running.url);
      return {
        operator: { address: running.url },
        credentials: null,
        egress,
        reset: () => running.reset(),
        async close() {
          await egress.close();
          await running.close();
        },
      };
    },
    holdings: () =>
      (sandbox?.documents() ?? []).map(({ key, total, signed }) => ({
        key,
        says: `${key} ${total}${signed ? ', signed' : ''}`,
      })),
  };
}
