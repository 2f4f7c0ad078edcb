import type { OrderAddressAnswer } from '@kontor/shared/api/addresses';
import { collectNextAddresses } from '../../bridge-server/src/addresses/collect.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { orderBilledTo } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

const kari = {
  first_name: 'Kari',
  last_name: 'Nordmann',
  company: '',
  email: 'kari@example.com',
  phone: '+47 912 34 567',
  address_1: 'Storgata 1',
  address_2: '',
  postcode: '0155',
  city: 'Oslo',
  country: 'NO',
};
/** The same in Go. */
const kariInGo = {
  Name: null,
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.com',
  PhoneNumber: '91234567',
  MailAddress: { AddressLine1: 'Storgaten 1', ZipCode: '0155', City: 'Oslo', CountryCode: 'NO' },
};

let world: World;
let http: Http;
let asOperator: Caller;
let office: Call;
let orders: number;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
  office = await callerOf(world.sandbox);
  orders = 60;
});
afterEach(() => world.close());

async function collect(): Promise<void> {
  await world.database.knex('collectors').update({ due_at: new Date(Date.now() - 1000) });
  while (await collectNextAddresses(world.mirror(), ['poweroffice']));
}
const ask = (order: number | string) =>
  http.request(asOperator, 'get', `/v1/shops/${world.shop}/orders/${order}/address`);
/** Who the customer of a new order is at the office. */
async function match(billing: Record<string, string>) {
  orders += 1;
  await world.sendOrder(1, orderBilledTo(orders, billing));
  const { status, body } = await ask(orders);
  expect({ status, body: body as unknown }).toMatchObject({ status: 200 });
  const [only] = (body as OrderAddressAnswer).offices;
  if (!only) throw new Error('no office is compared');
  return only;
}

describe("an order's customer", () => {
  it('is matched with the address that the office has, by reasons that people can read', async () => {
    await addCustomer(office, kariInGo);
    await addCustomer(office, { ...kariInGo, FirstName: 'Ola', EmailAddress: 'ola@example.com', PhoneNumber: null });
    await collect();
    const matched = await match(kari);
    expect(matched).toMatchObject({
      connection: world.connection.id,
      asOf: expect.any(String) as unknown,
      outcome: 'matched',
      text: 'The office knows the customer.',
      number: '10000',
      name: 'Kari Nordmann',
    });
    expect(matched.candidates[0]).toMatchObject({
      address: { number: '10000', billing: { city: 'Oslo' } },
      verdict: 'matched',
      rule: 'name_and_email',
      score: 75,
    });
    expect(matched.candidates[0]?.reasons.map(({ text }) => text)).toEqual([
      'The name is the same.',
      'The e-mail address is the same.',
      'The phone number is the same.',
      'The place is the same.',
    ]);
  });

  it('is unclear where somebody of the family has the e-mail address', async () => {
    await addCustomer(office, { ...kariInGo, FirstName: 'Ola' });
    await collect();
    const unclear = await match(kari);
    expect(unclear).toMatchObject({ outcome: 'unclear', number: null, name: null });
    expect(unclear.candidates).toMatchObject([
      {
        verdict: 'unclear',
        rule: 'email',
        address: { firstName: 'Ola' },
        reasons: [{ likeness: 'family' }, {}, {}, {}],
      },
    ]);
  });

  it('is unclear where two addresses are the customer, or the only one is archived', async () => {
    const first = await addCustomer(office, kariInGo);
    const second = await addCustomer(office, kariInGo);
    await collect();
    expect(await match(kari)).toMatchObject({ outcome: 'unclear', candidates: [{}, {}] });
    for (const id of [first, second])
      await patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/IsArchived', value: true });
    await collect();
    expect(await match(kari)).toMatchObject({ outcome: 'unclear', candidates: [{ address: { gone: true } }, {}] });
  });

  it('is new where nothing says that somebody at the office is meant', async () => {
    await addCustomer(office, kariInGo);
    await collect();
    expect(
      await match({
        ...kari,
        first_name: 'Liv',
        last_name: 'Berg',
        email: 'liv@example.com',
        phone: '',
        address_1: 'Elveveien 7',
        postcode: '7010',
        city: 'Trondheim',
      }),
    ).toMatchObject({ outcome: 'new', candidates: [] });
  });

  it.each([
    ['another e-mail address', { email: 'kn@work.example' }],
    ['another place', { address_1: 'Elveveien 7', postcode: '7010', city: 'Trondheim', phone: '' }],
    ['a spelling without its dots', { last_name: 'Nordman' }],
  ])('is found with %s', async (_, changes) => {
    await addCustomer(office, kariInGo);
    await collect();
    expect(await match({ ...kari, ...changes })).toMatchObject({
      outcome: 'matched',
      candidates: [{ address: { number: '10000' } }],
    });
  });

  it('is a company by the name under which it is registered, with the person who orders', async () => {
    const firm = await addCustomer(office, {
      Name: 'Nordlys',
      LegalName: 'Fjord Bygg AS',
      EmailAddress: 'post@fjord.example',
      MailAddress: { AddressLine1: 'Kaia 2', ZipCode: '5003', City: 'Bergen' },
    });
    for (const [FirstName, LastName] of [
      ['Ola', 'Hansen'],
      ['Kari', 'Nordmann'],
    ])
      await office('POST', `/v2/ContactPersons/${firm}`, { FirstName, LastName });
    await collect();
    const billing = { ...kari, company: 'Fjord Bygg AS', email: 'post@fjord.example', phone: '' };
    expect(await match({ ...billing, address_1: 'Kaia 2', postcode: '5003', city: 'Bergen' })).toMatchObject({
      outcome: 'matched',
      name: 'Nordlys',
    });
  });

  it('is shown with the five nearest at most, and the journal has a line', async () => {
    for (let number = 0; number < 7; number += 1)
      await addCustomer(office, { ...kariInGo, FirstName: `Ola${number}`, LastName: 'Berg' });
    await addCustomer(office, { ...kariInGo, FirstName: 'Ola' });
    await collect();
    const { candidates } = await match(kari);
    expect(candidates).toHaveLength(5);
    expect(candidates[0]?.address.lastName).toBe('Nordmann');
    const lines = await world.database
      .knex('journal')
      .where({ code: 'addresses.shown' })
      .select('subject_id', 'detail');
    expect(lines).toEqual([{ subject_id: '61', detail: { question: 'order', addresses: 5 } }]);
  });

  it('is compared with nobody before the addresses were read, nor once the order is erased', async () => {
    await world.sendOrder(1, orderBilledTo(1, kari));
    expect(await ask(1)).toMatchObject({ status: 409, body: { code: 'addresses.none_told' } });
    await world.database.knex('collectors').insert({
      shop_id: world.shop,
      connection_id: world.connection.id,
      what: 'addresses',
    });
    expect((await ask(1)).body).toMatchObject({ offices: [{ outcome: 'unread', asOf: null, candidates: [] }] });
    await world.database.knex('subjects').update({ snapshot: null });
    expect(await ask(1)).toMatchObject({ status: 409, body: { code: 'order.no_content' } });
    // The remedy: the order is saved in the shop.
    await world.sendOrder(2, orderBilledTo(1, { ...kari, city: 'Bergen' }));
    expect((await ask(1)).status).toBe(200);
    expect(await ask(999)).toMatchObject({ status: 404, body: { code: 'order.unknown' } });
  });
});
