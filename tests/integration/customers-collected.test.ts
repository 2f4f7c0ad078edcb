import { kari } from '../setup/at-office.ts';
import { collectNextAddresses } from '../../bridge-server/src/addresses/collect.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { orderBilledTo } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

/** Customers whom the bridge has collected, among those that it looks for at Go before it makes another. */

const email = 'kari@example.test';
let world: World;
let office: Call;
beforeEach(async () => {
  world = await openWorld();
  office = await callerOf(world.sandbox);
});
afterEach(() => world.close());

async function collect(): Promise<void> {
  await world.database.knex('collectors').update({ due_at: new Date(Date.now() - 1000) });
  while (await collectNextAddresses(world.mirror(), ['poweroffice']));
}
/** Sends the order. Answers the id of the customer on its document, or the reason why there is none. */
async function customerOf(id: number, billing: Record<string, string> = {}): Promise<string> {
  await world.sendOrders(orderBilledTo(id, { email, ...billing }));
  const transfer = (await world.settle()).at(-1);
  return transfer?.state === 'done'
    ? String(world.held().orders.at(-1)?.customerId)
    : `${transfer?.state} ${transfer?.reason}`;
}
/** The questions for lists of customers, but for those by our own reference. */
const listed = () =>
  world
    .requestsTo('GET', /\/v2\/Customers$/)
    .map(({ query }) => query)
    .filter((query) => !query.includes('externalImportReference='));

it('a collected customer is the customer of the order, and Go is only asked what changed since', async () => {
  const id = await addCustomer(office, { ...kari, EmailAddress: email });
  await addCustomer(office, { ...kari, FirstName: 'Ola', EmailAddress: 'ola@example.test' });
  await collect();
  const before = listed().length;
  expect(await customerOf(1)).toBe(String(id));
  const asked = listed().slice(before);
  expect(asked).toEqual([expect.stringContaining('lastChangedDateTimeOffsetGreaterThan=')]);
  expect(world.held().customers).toHaveLength(2);
  // No other register of customers is kept.
  expect(await world.database.knex('facts').whereLike('name', 'known-customer%')).toEqual([]);
});

it('a customer who came to Go after the addresses were collected is found all the same', async () => {
  await addCustomer(office, { ...kari, FirstName: 'Ola', EmailAddress: 'ola@example.test' });
  await collect();
  const id = await addCustomer(office, { ...kari, EmailAddress: email });
  expect(await customerOf(1)).toBe(String(id));
  expect(world.held().customers).toHaveLength(2);
});

it('a customer whose e-mail address has changed since is not asked about', async () => {
  const id = await addCustomer(office, { ...kari, FirstName: 'Ola', EmailAddress: email });
  await collect();
  await patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/EmailAddress', value: 'ola@example.test' });
  expect(await customerOf(1)).not.toBe(String(id));
  expect(world.held().customers).toHaveLength(2);
});

it("a company's contact person with the order's e-mail address does not make the company the customer", async () => {
  const firm = await addCustomer(office, { Name: 'Fjord AS' });
  await office('POST', `/v2/ContactPersons/${firm}`, { FirstName: 'Kari', LastName: 'Nordmann', EmailAddress: email });
  await collect();
  expect(await customerOf(1)).not.toBe(String(firm));
  expect(world.held().customers).toHaveLength(2);
});

it('somebody else with the e-mail address is asked about, though the bridge knows Go only by what it collected', async () => {
  await addCustomer(office, { ...kari, FirstName: 'Ola', EmailAddress: email });
  await collect();
  expect(await customerOf(1)).toBe('blocked gap.customer_name_differs');
});

it('a customer whom Go has deleted since is made again', async () => {
  const id = await addCustomer(office, { ...kari, EmailAddress: email });
  await collect();
  await world.database.knex('addresses').update({ id: String(id + 1_000_000) });
  await world.database
    .knex('collectors')
    .update({ mark: JSON.stringify({ from: new Date(Date.now() + 60_000).toISOString(), cursor: null }) });
  expect(await customerOf(1)).not.toBe(String(id));
});
