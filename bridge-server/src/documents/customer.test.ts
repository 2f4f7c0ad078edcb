import { companyAddress as billing } from '../../../tests/setup/company-address.ts';
import type { OrderAddress } from '@kontor/shared/order';
import { buyerOf, customerGap, customerNameOf, fullName, goesElsewhere, isCalled, namesOf } from './customer.ts';

describe('the key of a customer', () => {
  const own = {
    kind: 'order',
    about: { kind: 'order', reference: '' },
    key: 'shop-1',
    id: 'd-1',
    number: '1',
    total: 1,
  } as const;
  const keyOf = (customers: 'per_email' | 'per_order' | 'collective', kind: 'order' | 'refund' = 'order') =>
    customerNameOf({
      kind,
      about: { kind: 'order', reference: '' },
      order: {} as never,
      key: kind === 'order' ? 'shop-1' : 'shop-1-refund-35',
      customerKey: 'shop-c-9',
      documents: [own],
      functions: [],
      decisions: {},
      settings: { customers },
    });

  it('is that of the e-mail address, or of the order and all that follows from it, or none', () => {
    expect(keyOf('per_email')).toBe('shop-c-9');
    expect(keyOf('per_order')).toBe('shop-1-c');
    expect(keyOf('per_order', 'refund')).toBe('shop-1-c');
    expect(keyOf('collective')).toBeNull();
  });
});

describe('who ordered', () => {
  const person = { ...billing, company: '', firstName: 'Kari', lastName: 'Nordmann' };
  it.each([
    { of: 'a company', address: billing, customers: 'per_email', buyer: 'Åse Sæther' },
    { of: 'a person', address: person, customers: 'per_order', buyer: '' },
    { of: 'a company', address: billing, customers: 'collective', buyer: 'Fjordklinikken AS, Åse Sæther' },
    { of: 'a person', address: person, customers: 'collective', buyer: 'Kari Nordmann' },
    {
      of: 'a company of the same name',
      address: { ...person, company: 'Kari Nordmann' },
      customers: 'collective',
      buyer: 'Kari Nordmann',
    },
  ] as const)('of $of with customers $customers is told as "$buyer"', ({ address, customers, buyer }) => {
    expect(buyerOf({ billing: address, shipping: address }, customers)).toBe(buyer);
  });
});

describe('the name of a customer', () => {
  const nobody = { ...billing, company: '', firstName: '', lastName: '' };
  const named = (change: Partial<OrderAddress>, shipping: OrderAddress = nobody) =>
    namesOf({ billing: { ...nobody, ...change }, shipping });

  it('is a company, a person with both names, or the one name that was given', () => {
    expect(named(billing)).toEqual({ isPerson: false, name: 'Fjordklinikken AS' });
    const person = named({ firstName: ' Åse', lastName: 'Sæther ' });
    expect(person).toEqual({ isPerson: true, firstName: 'Åse', lastName: 'Sæther' });
    expect(person && fullName(person)).toBe('Åse Sæther');
    expect(named({ firstName: 'Åse' })).toEqual({ isPerson: false, name: 'Åse' });
  });

  it('is who the parcel goes to where the billing address names nobody, and else none', () => {
    expect(named({}, { ...nobody, firstName: 'Åse', lastName: 'Sæther' })).toEqual({
      isPerson: false,
      name: 'Åse Sæther',
    });
    expect(named({}, { ...nobody, company: 'Klinikken' })).toEqual({ isPerson: false, name: 'Klinikken' });
    expect(named({})).toBeNull();
  });

  it('is compared without case, white space and punctuation', () => {
    const clinic = { isPerson: false, name: 'Fjordklinikken AS' } as const;
    expect(isCalled(clinic, ['FJORDKLINIKKEN  A/S'])).toBe(true);
    expect(isCalled(clinic, ['Fjordklinikken'])).toBe(false);
    expect(isCalled({ isPerson: false, name: '-' }, [''])).toBe(false);
  });
});

describe('an order', () => {
  const shipped = (change: Partial<OrderAddress>) => goesElsewhere({ billing, shipping: { ...billing, ...change } });

  it('goes elsewhere where its shipping address is another place', () => {
    expect(shipped({ address1: 'Kaigata 1' })).toBe(true);
    expect(shipped({ address1: ' STRANDGATA  4' })).toBe(false);
    expect(shipped({ firstName: 'Ola' })).toBe(false);
    expect(shipped({ address1: '', city: '', postcode: '' })).toBe(false);
  });
});

describe('a customer that nobody but a person can tell', () => {
  const situation = { name: 'shop-c-9', creates: true, collective: '10', target: 'Ledger' };
  const candidate = { id: '7', label: '10007 Kari' };

  it('is asked for, with a new one as an answer where customers may be created', () => {
    const one = customerGap({ state: 'unclear', candidates: [candidate] }, situation);
    expect(one.code).toBe('gap.customer_name_differs');
    expect(one.question).toEqual({
      name: 'customer:shop-c-9',
      options: [
        { value: '7', label: '10007 Kari' },
        { value: 'new', label: 'None of them: create a new customer' },
      ],
    });
    const two = { state: 'unclear' as const, candidates: [candidate, { id: '8', label: '10008 Kari' }] };
    const several = customerGap(two, { ...situation, creates: false });
    expect(several.code).toBe('gap.customer_ambiguous');
    expect(several.question?.options.map(({ value }) => value)).toEqual(['7', '8']);
  });

  it('is not asked for where the order names nobody by whom the answer could be kept', () => {
    expect(customerGap({ state: 'unclear', candidates: [candidate] }, { ...situation, name: null })).not.toHaveProperty(
      'question',
    );
  });

  it.each([
    { fault: 'unset', code: 'gap.collective_customer_unset' },
    { fault: 'missing', code: 'gap.collective_customer_missing' },
    { fault: 'archived', code: 'gap.collective_customer_archived' },
  ] as const)('is the collective one, which is $fault', ({ fault, code }) => {
    expect(customerGap({ state: 'no_collective', fault }, situation).code).toBe(code);
  });
});
