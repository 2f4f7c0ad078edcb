import type { WholeState } from '../../sandboxes/poweroffice/state.ts';
import type { Settled } from '../settle.ts';
import { judge, type Violation } from '../verdict.ts';
import type { ShopOrder } from './orders.ts';

export function documentViolations(
  shop: string,
  orders: readonly ShopOrder[],
  books: WholeState,
  settled: Settled,
): Violation[] {
  const stories = orders.map(({ id, cart, place, past }) => ({
    id,
    about: past.join(', '),
    generations: [{ ...cart, gone: place !== 'shop' }],
  }));
  return judge(shop, stories, books, settled).map(({ order, what }) => {
    const own = settled.transfers.filter(({ subjectId }) => subjectId === String(order));
    const tasks = settled.tasks.filter(({ subjectId }) => subjectId === String(order));
    return {
      order,
      what: `${what} (${orders.find(({ id }) => id === order)?.past.join(', ')}) ${own.map(({ kind, reference, state, reason }) => `${kind} ${reference} ${state} ${reason}`).join('; ')} | ${tasks.map(({ name, state }) => `${name} ${state}`).join('; ')}`,
    };
  });
}
