import { operator } from '../../bridge-server/src/ids.ts';
import { addCustomer, callerOf } from '../sandboxes/poweroffice/caller.ts';
import { openHttp } from '../setup/http.ts';
import { sayVerb, decideNewestTask } from '../setup/person.ts';
import { summaries } from '../setup/summaries.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

/** A text that stands in everything personal of the orders, and nowhere else. It has letters only, so that it looks the same wherever it is stored. */
const canary = 'Zqxjvk';
/** The organisation number that stands in for the canary where only digits are allowed. */
const organisationNumber = '923609016';
const email = `${canary}@example.test`.toLowerCase();

type Body = Record<string, unknown>;

let world: World;
afterEach(() => world.close());

/** An order that has the canary in everything that people write and in everything that tells who they are. */
function orderWithCanary(id: number, changes: Body = {}): Body {
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

/** Every row of every table that has the canary or the organisation number, in whatever case. */
async function rowsWithCanary(): Promise<string[]> {
  const { pool } = world.database;
  const { rows: tables } = await pool.query<{ table_name: string }>(
    `select table_name
       from information_schema.tables
      where table_schema = current_schema()
        and table_type = 'BASE TABLE'`,
  );
  const lines: string[] = [];
  for (const { table_name: table } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select whole::text as row from ${table} whole where whole::text ~* $1`,
      [`${canary}|${organisationNumber}`],
    );
    lines.push(...rows.map(({ row }) => `${table}: ${row}`));
  }
  return lines;
}

const transferOf = async (order: number) =>
  (await world.transfers()).find(({ subjectId }) => subjectId === String(order));

it('the database has nothing of a person in any table once their orders are forgotten', async () => {
  world = await openWorld();
  const http = await openHttp(world);
  const asOperator = await http.callerOf(operator);
  const office = await callerOf(world.sandbox);
  // The office has the e-mail address under two other names, so that a person must decide.
  for (const name of ['one', 'two'])
    await addCustomer(office, { IsPerson: true, FirstName: canary, LastName: name, EmailAddress: email });

  await world.sendOrder(1, orderWithCanary(1));
  expect(await world.settled('state', 'reason')).toEqual(['blocked gap.customer_ambiguous']);
  await decideNewestTask(world, 'new');

  // A company, which Go refuses at first in words that name its number.
  const { billing, meta_data } = fixture('woocommerce-no/orders/company-orgnr-invoice') as {
    billing: Body;
    meta_data: Body[];
  };
  const company = orderWithCanary(2, {
    billing: { ...billing, company: `${canary} AS`, email: `as-${email}` },
    meta_data,
  });
  await world.sendOrder(1, company);
  // An order about which nobody decided, and which was booked by hand.
  const undecided = orderWithCanary(5, {
    billing: { ...(orderWithCanary(5)['billing'] as Body), last_name: `${canary} else` },
  });
  await world.sendOrder(1, undecided);
  // An order that cannot be read, and one that has no document.
  await world.sendOrder(1, orderWithCanary(3, { total: canary }));
  await world.sendOrder(1, orderWithCanary(4, { status: 'pending' }));
  const blocked = (await world.settle()).filter(({ state }) => state === 'blocked');
  expect(summaries(blocked, 'subjectId', 'reason')).toEqual(['5 gap.customer_ambiguous']);
  await sayVerb(world, 'elsewhere', (await transferOf(5))?.id);
  await world.settle();
  expect((await rowsWithCanary()).length).toBeGreaterThan(5);

  for (const order of [1, 2, 3, 4, 5]) {
    const { status, body } = await http.request(
      asOperator,
      'post',
      `/v1/shops/${world.shop}/orders/${order}/forget`,
      {},
    );
    expect({ order, status, body: body as unknown }).toMatchObject({ order, status: 200 });
  }
  expect(await rowsWithCanary()).toEqual([]);
});
