import fc from 'fast-check';
import { allowedHolders } from '../../bridge-server/src/auth/admit.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { anyRecord, asSent, writtenRecord, type Json } from '../properties/hostile.ts';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { openHttp } from '../setup/http.ts';
import { summaries } from '../setup/summaries.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_127);
const sampled = (records: fc.Arbitrary<Json>, count: number) =>
  fc.sample(records, { numRuns: count, seed }).map((record) => asSent(record) as object);

/** Reasons that tell that a worker could not go on. No record may lead to them. */
const faultReasons = ['gave_up.bug', 'gave_up.crashed_worker'];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Enters hostile customers and products in Go, as people at the office may. Answers how many of them Go took. */
async function writeAtOffice(): Promise<number> {
  const call = await callerOf(world.sandbox);
  const customer = { IsPerson: true, FirstName: 'Kari', LastName: 'Nordmann', EmailAddress: 'kari@example.no' };
  const product = { Code: 'B-1', Name: 'Bok', ProductType: 'Product' };
  const answers = [
    ...(await Promise.all(sampled(writtenRecord(customer), 60).map((body) => call('POST', '/v2/Customers', body)))),
    ...(await Promise.all(sampled(writtenRecord(product), 40).map((body) => call('POST', '/v2/Products', body)))),
  ];
  return answers.filter(({ status }) => status === 201).length;
}

it('a hostile record of the shop or of the office stops no other order and no list', async () => {
  expect(await writeAtOffice()).toBeGreaterThan(40);
  const good = (id: number) => ({ generation: 1, order: simpleOrder(id) });
  const bad = sampled(anyRecord(simpleOrder(1) as Json, ['id']), 200).map((order, place) => ({
    generation: 1,
    order: { ...order, id: 1000 + place },
  }));
  for (let from = 0; from < bad.length; from += 40) {
    const outcomes = await world.receive(good(100 + from), ...bad.slice(from, from + 40), good(101 + from));
    const ofGood = outcomes.filter(({ id }) => id !== null && Number(id) < 1000);
    expect(ofGood.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  }
  const documents = await world.settle();
  const goods = documents.filter(({ subjectId }) => Number(subjectId) < 1000);
  expect(summaries(goods, 'state', 'reason')).toEqual(Array(10).fill('done sent'));
  expect(documents.length).toBeGreaterThan(50);
  expect(documents.filter(({ reason }) => faultReasons.includes(reason))).toEqual([]);

  const http = await openHttp(world);
  const [asOperator, asShop] = await Promise.all([http.callerOf(operator), http.callerOf(world.shop)]);
  const lists = operations.filter(
    ({ method, path, asksSystem }) => method === 'get' && !asksSystem && !/\{(?!shop)/.test(path),
  );
  // Only a shop that the bridge reads by its REST API has a reading and settings to show.
  const readLists = lists.filter(({ command }) => !['shop reading', 'shop settings'].includes(command));
  const answered = await Promise.all(
    readLists.map(async (list) => {
      const caller = allowedHolders(list).includes('operator') ? asOperator : asShop;
      const target = list.path.replace('{shop}', world.shop) + ('limit' in list.input.shape ? '?limit=100' : '');
      const { status } = await http.request(caller, 'get', target);
      return `${list.path} ${status}`;
    }),
  );
  expect(lists.length).toBeGreaterThan(10);
  expect(answered.filter((line) => !line.endsWith(' 200'))).toEqual([]);
  const results = await http.request(asShop, 'get', `/v1/shops/${world.shop}/results`);
  expect(results.status).toBe(200);
  const ids = bad.map(({ order }) => order.id).slice(0, 100);
  const standings = await http.request(asShop, 'get', `/v1/shops/${world.shop}/order-standings?ids=${ids.join(',')}`);
  expect(standings.status).toBe(200);
});
