import { randomFrom } from '../simulation/random.ts';
import { linesOf, percentsOf, type Cart } from './cart.ts';
import { anotherQuantity } from './changes.ts';
import { makeStories } from './stories.ts';

/** The largest difference between a line's tax and what its rate makes of its net amount, in minor units. */
function furthestOff({ order }: Cart): number {
  const percents = percentsOf(order);
  const off = linesOf(order).map(({ net, tax, taxes: [first] }) =>
    Math.abs(tax - (net * Number(first ? (percents.get(first.rate) ?? 0) : 0)) / 100),
  );
  return Math.max(0, ...off);
}

it('an order whose quantities change many times has the VAT that a shop would compute', () => {
  const random = randomFrom(1);
  for (const { generations } of makeStories(200, 1001, random)) {
    const [first] = generations;
    if (!first) continue;
    // One unit more than at first, since an amount that is exact at one quantity is rounded at another.
    const most = furthestOff(first) + 1;
    for (let cart = first, times = 0; times < 20; times++) {
      cart = anotherQuantity(cart, random);
      expect(furthestOff(cart)).toBeLessThanOrEqual(most);
    }
  }
});
