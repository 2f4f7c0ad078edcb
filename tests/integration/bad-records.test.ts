import { randomBytes } from 'node:crypto';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

/** So varied that no index can shorten it to what fits into a page. */
const endless = randomBytes(6000).toString('hex');

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Somebody at the office writes a customer by hand. */
async function writeCustomer(fields: object): Promise<void> {
  const call = await callerOf(world.sandbox);
  const answer = await call('POST', '/v2/Customers', { IsPerson: true, LastName: 'Nordmann', ...fields });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
}

describe('one bad record', () => {
  it.each([
    ['an e-mail address that no index holds', { FirstName: 'Ola', EmailAddress: `${endless}@example.no` }],
    ['a NUL in a name', { FirstName: 'Ola\0', EmailAddress: 'nul@example.no' }],
    ['half of a surrogate pair in a name', { FirstName: 'Ola \ud800', EmailAddress: 'half@example.no' }],
  ])('at the office stops no order: a customer with %s', async (_, fields) => {
    await writeCustomer(fields);
    await world.receive(...[1, 2].map((id) => ({ generation: 1, order: simpleOrder(id) })));
    await world.settle();
    expect((await world.transfers()).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'done sent',
      'done sent',
    ]);
  });

  it.each([
    ['an order number that no index holds', { number: endless }],
    ['a NUL in a name', { billing: { first_name: 'Kari\0', country: 'NO' } }],
  ])('of the shop stops no other order of its request, nor of a request beside it: %s', async (_, fields) => {
    const neighbours = Array.from({ length: 30 }, (__, place) => ({ generation: 1, order: simpleOrder(place + 1) }));
    const bad = { generation: 1, order: { ...simpleOrder(50), ...fields } };
    const [outcomes, beside] = await Promise.all([
      world.receive(...neighbours.slice(0, 15), bad, ...neighbours.slice(15)),
      world.receive(...[61, 62].map((id) => ({ generation: 1, order: simpleOrder(id) }))),
    ]);
    const came = (all: typeof outcomes) => all.filter(({ id }) => id !== '50').map(({ outcome }) => outcome);
    expect(new Set([...came(outcomes), ...came(beside)])).toEqual(new Set(['accepted']));
    await world.settle();
    expect(world.sandbox.control.state().orders.length).toBeGreaterThanOrEqual(32);
  });
});
