import type { AddressContent, AddressView } from '@kontor/shared/api/addresses';
import { collectNextAddresses } from '../../bridge-server/src/addresses/collect.ts';
import { listTasks } from '../../bridge-server/src/desk/tasks.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import type { CollectedAddress, CollectRequest } from '../../bridge-server/src/systems/contract-collect.ts';
import type { CollectAddressesOutcome } from '../../bridge-server/src/systems/contract.ts';
import { definePoweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

const told = ['poweroffice'];

let world: World;
let http: Http;
let asOperator: Caller;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
});
afterEach(() => world.close());

/** Reads pages, as many as are due at once, or as many as are said. */
async function collect(mirror: Mirror = world.mirror(), pages = Infinity): Promise<void> {
  await world.database.knex('collectors').update({ due_at: new Date(Date.now() - 1000) });
  for (let page = 0; page < pages && (await collectNextAddresses(mirror, told)); page += 1);
}
const readAllNext = () => world.database.knex('collectors').update({ complete_at: null });

async function ask<T>(path: string, caller: Caller = asOperator): Promise<T> {
  const { status, body } = await http.request(caller, 'get', `/v1/shops/${world.shop}/views/addresses${path}`);
  expect({ status, body: body as unknown }).toMatchObject({ status: 200 });
  return body as T;
}
const addresses = async (query = '') => (await ask<{ addresses: AddressView[] }>(query)).addresses;
const names = async (query = '') => (await addresses(query)).map(({ name }) => name);
const runs = async () => (await ask<{ runs: Record<string, unknown>[] }>('/runs')).runs;

describe('the customers of a company in Go', () => {
  let office: Call;
  let kari: number;
  let firm: number;
  beforeEach(async () => {
    office = await callerOf(world.sandbox);
    kari = await addCustomer(office, {
      Name: null,
      IsPerson: true,
      FirstName: 'Kari',
      LastName: 'Nordmann',
      EmailAddress: 'Kari@Example.com',
      PhoneNumber: '+47 912 34 567',
      MailAddress: { AddressLine1: 'Storgata 1', ZipCode: '0155', City: 'Oslo', CountryCode: 'NO' },
    });
    firm = await addCustomer(office, {
      Name: 'Fjord Bygg',
      LegalName: 'Fjord Bygg AS',
      OrganizationNumber: '923609016',
      EmailAddress: 'post@fjord.example',
      InvoiceEmailAddress: 'faktura@fjord.example',
    });
    await office('POST', `/v2/ContactDeliveryAddresses/${firm}`, { City: 'Bergen', ZipCode: '5003' });
    await office('POST', `/v2/ContactPersons/${firm}`, {
      FirstName: 'Ola',
      LastName: 'Hansen',
      EmailAddress: 'ola@fjord.example',
    });
  });

  it('are read with their places and people, by customer number', async () => {
    const before = Date.now();
    await collect();
    const read = await addresses();
    expect(read).toEqual([
      {
        connection: world.connection.id,
        id: String(kari),
        number: '10000',
        name: 'Kari Nordmann',
        kind: 'person',
        companies: [],
        firstName: 'Kari',
        lastName: 'Nordmann',
        vatId: '',
        organisationNumber: '',
        emails: ['Kari@Example.com'],
        phones: ['+47 912 34 567'],
        billing: { street: 'Storgata 1', postcode: '0155', city: 'Oslo', country: 'NO' },
        deliveries: [],
        contacts: [],
        gone: false,
        asOf: expect.any(String) as unknown,
        changedAt: expect.any(String) as unknown,
      },
      expect.objectContaining({
        id: String(firm),
        number: '10001',
        name: 'Fjord Bygg',
        kind: 'company',
        companies: ['Fjord Bygg', 'Fjord Bygg AS'],
        organisationNumber: '923609016',
        emails: ['post@fjord.example', 'faktura@fjord.example'],
        billing: null,
        deliveries: [{ street: '', postcode: '5003', city: 'Bergen', country: 'NO' }],
        contacts: [{ firstName: 'Ola', lastName: 'Hansen', email: 'ola@fjord.example', phone: '' }],
      }),
    ]);
    for (const { asOf } of read) {
      expect(Date.parse(String(asOf))).toBeGreaterThanOrEqual(before - 1000);
      expect(Date.parse(String(asOf))).toBeLessThanOrEqual(Date.now());
    }
  });

  it.each([
    ['?number=10001', ['Fjord Bygg']],
    ['?number=10000&number=10001&number=7', ['Kari Nordmann', 'Fjord Bygg']],
    ['?email=kari@example.com', ['Kari Nordmann']],
    ['?email=OLA@fjord.example', ['Fjord Bygg']],
    ['?email=nobody@example.com', []],
    ['?search=nord', ['Kari Nordmann']],
    ['?search=nordm%20osl', ['Kari Nordmann']],
    ['?search=hansen', ['Fjord Bygg']],
    ['?search=5003', ['Fjord Bygg']],
    ['?search=kari%20hansen', []],
    ['?search=--', []],
  ])('are found by %s', async (query, found) => {
    await collect();
    expect(await names(query)).toEqual(found);
  });

  it('are read page by page', async () => {
    await collect();
    const first = await ask<{ next: string; addresses: AddressView[] }>('?limit=1');
    expect(first.addresses.map(({ number }) => number)).toEqual(['10000']);
    expect(await ask(`?limit=1&after=${first.next}`)).toMatchObject({ next: null, addresses: [{ number: '10001' }] });
  });

  it('change when something about them changes, a contact person or a delivery address among it', async () => {
    await collect();
    const [before] = await addresses('?number=10001');
    expect(
      (await office('POST', `/v2/ContactDeliveryAddresses/${kari}`, { City: 'Tromsø', ZipCode: '9008' })).status,
    ).toBe(201);
    await office('POST', `/v2/ContactPersons/${firm}`, { FirstName: 'Nina', LastName: 'Berg' });
    await patch(office, `/v2/Customers/${firm}`, { op: 'replace', path: '/Name', value: 'Fjell Bygg' });
    await collect();
    expect(await names(`?since=${String(before?.changedAt)}`)).toEqual(['Kari Nordmann', 'Fjell Bygg']);
    const [changedKari, changedFirm] = await addresses();
    expect(changedKari?.deliveries).toMatchObject([{ city: 'Tromsø' }]);
    expect(changedFirm?.contacts.map(({ lastName }) => lastName).sort()).toEqual(['Berg', 'Hansen']);
    expect(await names('?search=fjord')).toEqual(['Fjell Bygg']);
    expect((await runs()).map(({ reads, state, changed }) => [reads, state, changed].join(' '))).toEqual([
      'changes done 2',
      'all done 2',
    ]);
  });

  it('are left out when the office has archived them, unless somebody asks for them', async () => {
    await collect();
    await patch(office, `/v2/Customers/${kari}`, { op: 'replace', path: '/IsArchived', value: true });
    await collect();
    expect(await names()).toEqual(['Fjord Bygg']);
    expect(await addresses('?gone=true&number=10000')).toMatchObject([{ name: 'Kari Nordmann', gone: true }]);
  });

  it('stand sealed in the database, and what finds them tells nobody', async () => {
    await collect();
    for (const table of ['addresses', 'collector_runs', 'address_keys', 'facts', 'journal']) {
      const rows = JSON.stringify(await world.database.knex(table).select());
      expect(rows).not.toMatch(/kari|nordmann|fjord|storgata|91234567/i);
    }
    expect(await world.database.knex('addresses').pluck('content')).toEqual([
      expect.stringMatching(/^sealed\./) as string,
      expect.stringMatching(/^sealed\./) as string,
    ]);
  });

  it('are read by the shop for itself, and each reading is in the journal, without names', async () => {
    await collect();
    const asShop = await http.callerOf(world.shop);
    await ask('?email=kari@example.com', asShop);
    await ask('?search=nord&limit=5');
    const lines = await world.database
      .knex('journal')
      .where({ code: 'addresses.shown' })
      .orderBy('id')
      .select('actor', 'detail');
    expect(lines).toEqual([
      { actor: `shop:${world.shop}`, detail: { question: 'email', addresses: 1 } },
      { actor: 'operator:tester', detail: { question: 'search', addresses: 1 } },
    ]);
    const stranger = await world.addCompany();
    const elsewhere = await http.request(
      await http.callerOf(stranger.shop),
      'get',
      `/v1/shops/${world.shop}/views/addresses`,
    );
    expect(elsewhere.status).toBe(404);
  });
});

const blank: AddressContent = {
  kind: 'person',
  companies: [],
  firstName: '',
  lastName: '',
  vatId: '',
  organisationNumber: '',
  emails: [],
  phones: [],
  billing: null,
  deliveries: [],
  contacts: [],
};
const person = (number: number, firstName = 'Kari'): CollectedAddress => ({
  ...blank,
  id: String(number),
  number: String(number),
  archived: false,
  firstName,
  lastName: `Name${String(number).padStart(2, '0')}`,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => person(index + 10));
/** A mirror whose system tells of these addresses. */
function telling(collectAddresses: (request: CollectRequest) => CollectAddressesOutcome): Mirror {
  const mirror = world.mirror();
  return {
    ...mirror,
    systems(name) {
      const atHand = mirror.systems(name);
      if (!atHand) return null;
      const system = {
        ...definePoweroffice(),
        collectAddresses: async (_: unknown, asked: CollectRequest) => collectAddresses(asked),
      };
      return { ...atHand, system };
    },
  };
}
const page = (all: readonly CollectedAddress[], more = false, place: unknown = null): CollectAddressesOutcome => ({
  kind: 'collected',
  addresses: all,
  refused: [],
  place,
  mark: { since: 'then' },
  more,
});

describe('a run that reads addresses', () => {
  it('shows nothing before its last page, and goes on where a process died', async () => {
    const pages = telling(({ place }) => (place === null ? page(many(2), true, 2) : page([person(12)])));
    await collect(pages, 1);
    expect(await addresses()).toEqual([]);
    await collect(pages);
    expect(await names()).toEqual(['Kari Name10', 'Kari Name11', 'Kari Name12']);
  });

  it('erases what the office has erased', async () => {
    await collect(telling(() => page(many(3))));
    await readAllNext();
    await collect(telling(() => page(many(2))));
    expect(await names()).toEqual(['Kari Name10', 'Kari Name11']);
    expect(await addresses('?gone=true&number=12')).toMatchObject([{ name: '', lastName: '', gone: true }]);
    expect(await names('?gone=true&search=name12')).toEqual([]);
    expect(await world.database.knex('addresses').where({ id: '12' }).first()).toMatchObject({
      content: null,
      print: null,
      keys: [],
    });
  });

  it('changes nothing that did not change, though it is sealed anew', async () => {
    await collect(telling(() => page(many(3))));
    const before = await addresses();
    await readAllNext();
    await collect(telling(() => page([...many(2), person(12, 'Kåre')])));
    expect((await runs())[0]).toMatchObject({ reads: 'all', changed: 1 });
    const after = await addresses();
    expect(after.map(({ changedAt }) => changedAt).slice(0, 2)).toEqual(
      before.map(({ changedAt }) => changedAt).slice(0, 2),
    );
    expect(after[2]).toMatchObject({ firstName: 'Kåre' });
    for (const [index, { asOf }] of after.entries())
      expect(Date.parse(String(asOf))).toBeGreaterThan(Date.parse(String(before[index]?.asOf)));
  });

  it('refuses what cannot be kept, and names nobody by it', async () => {
    await collect(telling(() => page([person(10), { ...person(11), lastName: 'Half \ud800' }])));
    expect(await names()).toEqual(['Kari Name10']);
    expect(await runs()).toMatchObject([{ refused: 1, refusals: [{ id: '11', name: '11' }] }]);
  });

  it('that lacks more than a fifth of the addresses is held, and asks a person', async () => {
    await collect(telling(() => page(many(30))));
    await readAllNext();
    await collect(telling(() => page(many(23))));
    expect(await addresses('?limit=100')).toHaveLength(30);
    expect((await runs())[0]).toMatchObject({ state: 'held' });
    expect(await listTasks(world.database.pool, { shopId: world.shop, state: 'open', limit: 10 })).toMatchObject([
      { kind: 'question', reason: { code: 'addresses.missing' } },
    ]);
    expect(await world.database.knex('collected_addresses').select()).toEqual([]);
    // A right run ends the question.
    await collect(telling(() => page(many(24))));
    expect(await addresses('?limit=100')).toHaveLength(24);
    expect(await listTasks(world.database.pool, { shopId: world.shop, state: 'open', limit: 10 })).toEqual([]);
  });

  it('begins anew where nobody can open any more what was collected', async () => {
    await collect(telling(() => page(many(3))));
    await world.database.knex('address_keys').update({ sealed_key: 'sealed.lost.AAAA' });
    await collect(telling(() => page([person(10)])));
    expect((await runs())[0]).toMatchObject({ reads: 'changes', state: 'done' });
    await collect(telling(() => page(many(3))));
    expect((await runs())[0]).toMatchObject({ reads: 'all', state: 'done' });
    expect(await names()).toEqual(['Kari Name10', 'Kari Name11', 'Kari Name12']);
  });
});

it('addresses go with their connection, and come back with it', async () => {
  const archive = (at: Date | null) => world.database.knex('connections').update({ archived_at: at });
  const stored = async () => (await world.database.knex('addresses').pluck('id')) as string[];
  await collect(telling(() => page(many(3))));
  // A run is at its second page when the connection is removed.
  await readAllNext();
  const pages = telling(({ place }) => (place === null ? page(many(2), true, 2) : page([person(12)])));
  await collect(pages, 1);
  await archive(new Date());
  expect(await addresses('?gone=true')).toEqual([]);
  expect(await stored()).toHaveLength(3);
  await collectNextAddresses(pages, told);
  expect(await stored()).toEqual([]);
  expect(await world.database.knex('collected_addresses').select()).toEqual([]);
  expect(await collectNextAddresses(pages, told)).toBe(false);
  await archive(null);
  await collect(pages);
  expect(await names()).toEqual(['Kari Name10', 'Kari Name11', 'Kari Name12']);
  expect((await runs())[0]).toMatchObject({ reads: 'all', state: 'done', read: 3 });
});

it('addresses cannot be read again where no office tells of any', async () => {
  const refresh = () => http.request(asOperator, 'post', `/v1/shops/${world.shop}/views/addresses/refresh`, {});
  await world.database.knex('connections').update({ archived_at: new Date() });
  await collectNextAddresses(world.mirror(), told);
  expect(await refresh()).toMatchObject({ status: 409, body: { code: 'addresses.none_told' } });
  await world.connect();
  await collectNextAddresses(world.mirror(), told);
  expect((await refresh()).status).toBe(200);
});
