import { randomBytes } from 'node:crypto';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { summaries } from '../setup/summaries.ts';
import { simpleOrder, simpleOrders } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

/** A text that is too long for an index, since it is random and cannot be compressed. */
const endlessText = randomBytes(6000).toString('hex');

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Somebody at the office enters a customer by hand. */
async function writeCustomer(fields: object): Promise<void> {
  const call = await callerOf(world.sandbox);
  const answer = await call('POST', '/v2/Customers', { IsPerson: true, LastName: 'Nordmann', ...fields });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
}

describe('a bad record', () => {
  it.each([
    ['an e-mail address that no index holds', { FirstName: 'Ola', EmailAddress: `${endlessText}@example.no` }],
    ['a NUL in a name', { FirstName: 'Ola\0', EmailAddress: 'nul@example.no' }],
    ['half of a surrogate pair in a name', { FirstName: 'Ola \ud800', EmailAddress: 'half@example.no' }],
  ])('at the office stops no order when it is a customer with %s', async (_what, fields) => {
    await writeCustomer(fields);
    await world.sendOrders(...[1, 2].map((id) => simpleOrder(id)));
    await world.settle();
    expect(summaries(await world.transfers(), 'state', 'reason')).toEqual(['done sent', 'done sent']);
  });

  it.each([
    ['an order number that no index holds', { number: endlessText }],
    ['a NUL in a name', { billing: { first_name: 'Kari\0', country: 'NO' } }],
  ])('of the shop stops no other order of its request or of another request when it has %s', async (_what, fields) => {
    const neighbours = simpleOrders(30).map((order) => ({ generation: 1, order }));
    const bad = { generation: 1, order: { ...simpleOrder(50), ...fields } };
    const [outcomes, outcomesBeside] = await Promise.all([
      world.receive(...neighbours.slice(0, 15), bad, ...neighbours.slice(15)),
      world.sendOrders(...[61, 62].map((id) => simpleOrder(id))),
    ]);
    const ofOthers = [...outcomes, ...outcomesBeside].filter(({ id }) => id !== '50');
    expect(ofOthers).toHaveLength(32);
    expect(new Set(ofOthers.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    await world.settle();
    expect(world.held().orders.length).toBeGreaterThanOrEqual(32);
  });
});
