import { taskIdOf, transferIdOf } from '../setup/ids.ts';
import { decideTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { addCustomer, callerOf } from '../sandboxes/poweroffice/caller.ts';
import { openHttp } from '../setup/http.ts';
import { openTasksOf } from '../setup/person.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';

/**
 * Stands in every text that tells of a person, and nowhere else. Letters alone, so that no form of it is another word.
 */
const canary = 'Zqxjvk';
/** An organisation number is told by its digits. */
const organisationNumber = '923609016';
const email = `${canary}@example.test`.toLowerCase();

type Body = Record<string, unknown>;

let world: World;
afterEach(() => world.close());

/** An order in which everything that people write, or that tells who they are, holds the canary. */
function orderOf(id: number, changes: Body = {}): Body {
  const body = simpleOrder(id);
  const address = {
    ...(body['billing'] as Body),
    ...Object.fromEntries(
      ['first_name', 'last_name', 'address_1', 'address_2', 'city', 'phone'].map((name) => [name, `${canary} ${name}`]),
    ),
  };
  const [line] = body['line_items'] as [Body];
  return {
    ...body,
    billing: { ...address, email },
    shipping: { ...address, first_name: `${canary} other` },
    customer_note: `Ring ${canary}`,
    meta_data: [{ id: 1, key: '_note', value: canary }],
    line_items: [
      {
        ...line,
        name: `Dåpskjole ${canary}`,
        meta_data: [{ id: 9, key: 'Navn', value: canary, display_key: 'Navn', display_value: canary }],
      },
    ],
    ...changes,
  };
}

/** Every row of every table that holds the canary or the organisation number, however it is written. */
async function left(): Promise<string[]> {
  const { pool } = world.database;
  const { rows: tables } = await pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table_name: table } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select whole::text as row from ${table} whole where whole::text ~* $1`,
      [`${canary}|${organisationNumber}`],
    );
    found.push(...rows.map(({ row }) => `${table}: ${row}`));
  }
  return found;
}

const transferOf = async (order: number) =>
  (await world.transfers()).find(({ subjectId }) => subjectId === String(order));
const endings = async () => await world.settled('state', 'reason');

it('leaves nothing of a person anywhere in the database once their orders are forgotten', async () => {
  world = await openWorld();
  const { pool } = world.database;
  const http = await openHttp(world);
  const asOperator = await http.callerOf(operator);
  const office = await callerOf(world.sandbox);
  // Whoever the office has under the address: other names, so that a person must decide.
  for (const name of ['one', 'two'])
    await addCustomer(office, { IsPerson: true, FirstName: canary, LastName: name, EmailAddress: email });

  await world.sendOrder(1, orderOf(1));
  expect(await endings()).toEqual(['blocked gap.customer_ambiguous']);
  const [task] = await openTasksOf(world);
  await decideTask(world.database, { shopId: world.shop, id: taskIdOf(task?.id) }, 'new', testTiming, 'operator:berit');

  // A company: the office refuses it at first, with its number in its words.
  const { billing, meta_data } = fixture('woocommerce-no/orders/company-orgnr-invoice') as {
    billing: Body;
    meta_data: Body[];
  };
  const company = orderOf(2, {
    billing: { ...billing, company: `${canary} AS`, email: `as-${email}` },
    meta_data,
  });
  await world.sendOrder(1, company);
  // One about which nobody decided: it was booked by hand.
  const undecided = orderOf(5, { billing: { ...(orderOf(5)['billing'] as Body), last_name: `${canary} else` } });
  await world.sendOrder(1, undecided);
  // One that cannot be read, and one that nothing is made of.
  await world.sendOrder(1, orderOf(3, { total: canary }));
  await world.sendOrder(1, orderOf(4, { status: 'pending' }));
  const blocked = (await world.settle()).filter(({ state }) => state === 'blocked');
  expect(blocked.map(({ subjectId, reason }) => `${subjectId} ${reason}`)).toEqual(['5 gap.customer_ambiguous']);
  const id = transferIdOf((await transferOf(5))?.id);
  await applyVerb(world.database, 'elsewhere', { shopId: world.shop, id }, testTiming, 'operator:berit');
  await world.settle();
  expect((await left()).length).toBeGreaterThan(5);

  for (const order of [1, 2, 3, 4, 5]) {
    const { status, body } = await http.request(
      asOperator,
      'post',
      `/v1/shops/${world.shop}/orders/${order}/forget`,
      {},
    );
    expect({ order, status, body: body as unknown }).toMatchObject({ order, status: 200 });
  }
  expect(await left()).toEqual([]);
});
