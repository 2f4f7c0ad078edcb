import { companyAddress as billing } from '../../../tests/setup/company-address.ts';
import type { OrderAddress } from '@kontor/shared/order';
import {
  chosenCustomer,
  differencesOf,
  fingerprintOf,
  fullName,
  identityOf,
  isCalled,
  namesOf,
  type CustomerCandidate,
} from './customer-identity.ts';

const nobody = { ...billing, company: '', firstName: '', lastName: '' };
const kari = { ...nobody, firstName: 'Kari', lastName: 'Nordmann' };
/** The identity in an order with this billing address. `number`: the order's organisation number. */
const identity = (change: Partial<OrderAddress>, number = '') =>
  identityOf(
    { billing: { ...nobody, ...change }, shipping: nobody, meta: { number } },
    { organisationNumberField: 'number' },
  );
const candidate = (change: Partial<CustomerCandidate> = {}): CustomerCandidate => ({
  id: '7',
  names: ['Kari Nordmann'],
  isPerson: true,
  organisationNumber: null,
  isOurs: false,
  ...change,
});
const clinic = { names: ['Fjordklinikken AS'], isPerson: false };

describe('the name of a customer', () => {
  const named = (change: Partial<OrderAddress>, shipping: OrderAddress = nobody) =>
    namesOf({ billing: { ...nobody, ...change }, shipping });

  it("is a company's, a person's with both names, or the only name on the order", () => {
    expect(named(billing)).toEqual({ isPerson: false, name: 'Fjordklinikken AS' });
    const person = named({ firstName: ' Åse', lastName: 'Sæther ' });
    expect(person).toEqual({ isPerson: true, firstName: 'Åse', lastName: 'Sæther' });
    expect(person && fullName(person)).toBe('Åse Sæther');
    expect(named({ firstName: 'Åse' })).toEqual({ isPerson: false, name: 'Åse' });
  });

  it('comes from the shipping address where the billing address names nobody, and is null where neither does', () => {
    expect(named({}, { ...nobody, firstName: 'Åse', lastName: 'Sæther' })).toEqual({
      isPerson: false,
      name: 'Åse Sæther',
    });
    expect(named({}, { ...nobody, company: 'Klinikken' })).toEqual({ isPerson: false, name: 'Klinikken' });
    expect(named({})).toBeNull();
  });

  it('is compared without case, white space, punctuation and the encoding of accents', () => {
    const company = (name: string) => ({ isPerson: false, name }) as const;
    expect(isCalled(company('Fjordklinikken AS'), ['FJORDKLINIKKEN  A/S'])).toBe(true);
    expect(isCalled(company('Fjordklinikken AS'), ['Fjordklinikken'])).toBe(false);
    expect(isCalled(company('Jürgen Weiß'.normalize('NFD')), ['JÜRGEN WEISS'])).toBe(true);
    expect(isCalled(company('Jürgen'), ['Jurgen'])).toBe(false);
    // Vowels that other scripts write as marks are letters too.
    expect(isCalled(company('राम'), ['रीम'])).toBe(false);
    expect(isCalled(company('-'), [''])).toBe(false);
  });
});

describe('the identity of a customer', () => {
  it('is a company by its name or organisation number, a person by both names, and open with one name', () => {
    expect(identity(billing)).toMatchObject({ kind: 'company', organisationNumber: null });
    expect(identity(kari, '923 609 016')).toMatchObject({ kind: 'company', organisationNumber: '923609016' });
    expect(identity(kari)).toMatchObject({ kind: 'person' });
    // A text that cannot be an organisation number makes nobody a company.
    expect(identity(kari, '923609017')).toMatchObject({ kind: 'person', organisationNumber: null });
    expect(identity({ ...kari, country: 'SE' }, 'none')).toMatchObject({ kind: 'person', organisationNumber: null });
    expect(identity({ firstName: 'Kari' })).toMatchObject({ kind: null });
  });

  it('has the same fingerprint however it is written, and a different one for another name, kind or number', () => {
    const print = fingerprintOf(identity(kari));
    const same = [
      { ...kari, firstName: ' KARI ' },
      { ...kari, lastName: 'nord-mann' },
    ];
    expect(same.map((address) => fingerprintOf(identity(address)))).toEqual([print, print]);
    const others = [
      identity({ ...kari, firstName: 'Ola' }),
      identity({ company: 'Kari Nordmann' }),
      identity(kari, '923609016'),
      identity({}),
      identity({ company: '***' }),
      identity({ company: '+++' }),
    ];
    expect(new Set([print, ...others.map(fingerprintOf)]).size).toBe(7);
  });
});

describe('a customer at the target', () => {
  it('is the same if the name agrees, and the organisation number where both have one', () => {
    expect(differencesOf(identity(kari), candidate())).toEqual([]);
    expect(differencesOf(identity(kari), candidate({ names: ['Ola Nordmann'] }))).toEqual(['name']);
    const numbered = identity(billing, '923609016');
    expect(differencesOf(numbered, candidate(clinic))).toEqual([]);
    expect(differencesOf(numbered, candidate({ ...clinic, organisationNumber: 'NO 923 609 016 MVA' }))).toEqual([]);
    expect(differencesOf(numbered, candidate({ ...clinic, organisationNumber: '974760673' }))).toEqual([
      'organisation_number',
    ]);
    expect(differencesOf(identity(billing), candidate({ ...clinic, organisationNumber: '974760673' }))).toEqual([]);
  });

  it('differs if it is a person and the order a company by the same name, and the other way round', () => {
    expect(differencesOf(identity({ company: 'Kari Nordmann' }), candidate())).toEqual(['is_person']);
    expect(differencesOf(identity(kari, '923609016'), candidate())).toEqual(['is_person']);
    expect(differencesOf(identity(kari), candidate({ isPerson: false }))).toEqual(['is_company']);
    // A single name may be a person's or a company's.
    const singleName = identity({ firstName: 'Kari Nordmann' });
    expect(differencesOf(singleName, candidate())).toEqual([]);
    expect(differencesOf(singleName, candidate({ isPerson: false }))).toEqual([]);
  });

  it('is never the same for an order that names nobody', () => {
    expect(differencesOf(identity({}), candidate({ names: [''] }))).toEqual(['name']);
  });
});

describe('chosenCustomer', () => {
  const ola = candidate({ id: '8', names: ['Ola Nordmann'] });
  const idOf = (chosen: ReturnType<typeof chosenCustomer>) => (chosen === 'unclear' ? chosen : chosen.row?.id);
  const choose = (candidates: CustomerCandidate[], decision?: string, whom = identity(kari)) =>
    idOf(chosenCustomer(candidates, whom, decision));

  it('chooses the only customer that is the same, whoever shares the e-mail address', () => {
    expect(choose([candidate()])).toBe('7');
    expect(choose([ola, candidate()])).toBe('7');
    expect(choose([])).toBeUndefined();
  });

  it('prefers the customer with our key to another one with the same name', () => {
    expect(choose([candidate(), candidate({ id: '9', isOurs: true })])).toBe('9');
    expect(choose([candidate(), candidate({ id: '9' })])).toBe('unclear');
  });

  it('leaves another name to a person, whose answer counts while that customer is there', () => {
    expect(choose([ola])).toBe('unclear');
    expect(choose([{ ...ola, isOurs: true }])).toBe('unclear');
    expect(choose([ola], '8')).toBe('8');
    expect(choose([ola], '5')).toBe('unclear');
  });

  it("chooses no customer by name where only another one has the order's organisation number", () => {
    const whom = identity(billing, '923609016');
    const byName = candidate(clinic);
    const byNumber = candidate({ id: '8', isPerson: false, names: ['Bryggen AS'], organisationNumber: '923609016' });
    expect(choose([byName, byNumber], undefined, whom)).toBe('unclear');
    expect(choose([{ ...byName, organisationNumber: '923609016' }, byNumber], undefined, whom)).toBe('7');
  });
});
