import { orderLine } from '../../../tests/setup/order-line.ts';
import { told } from '../../../tests/setup/telling.ts';
import { companyAddress as billing } from '../../../tests/setup/company-address.ts';
import type { OrderAddress } from '@kontor/shared/order';
import { buyerOf, customerGap, customerKeysOf, customerQuestion, isShippedElsewhere } from './customer.ts';

describe('buyerOf', () => {
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
  ] as const)('names "$buyer" for an order of $of with customers $customers', ({ address, customers, buyer }) => {
    expect(buyerOf({ billing: address, shipping: address }, customers)).toBe(buyer);
  });
});

describe('the key of a customer', () => {
  const own = {
    kind: 'order',
    about: { kind: 'order', reference: '' },
    key: 'shop-1',
    id: 'd-1',
    number: '1',
    total: 1,
  } as const;
  const order = { billing, shipping: billing, meta: {} } as never;
  const keysOf = ({
    customers = 'per_email',
    kind = 'order',
    named = order,
    decisions = {},
  }: {
    customers?: 'per_email' | 'per_order' | 'collective';
    kind?: 'order' | 'refund';
    named?: never;
    decisions?: Record<string, string>;
  } = {}) =>
    customerKeysOf({
      kind,
      about: { kind: 'order', reference: '' },
      order: named,
      key: kind === 'order' ? 'shop-1' : 'shop-1-refund-35',
      customerKey: 'shop-c-9',
      documents: [own],
      functions: [],
      decisions,
      settings: { customers, organisationNumberField: 'number' },
    });
  const orderOf = (change: Partial<OrderAddress>) =>
    ({ billing: { ...billing, ...change }, shipping: billing, meta: {} }) as never;

  it('follows from the e-mail address, or from the order for its refunds too, or is null for the collective one', () => {
    expect(keysOf()?.reference).toBe('shop-c-9');
    expect(keysOf({ customers: 'per_order' })?.reference).toBe('shop-1-c');
    expect(keysOf({ customers: 'per_order', kind: 'refund' })?.reference).toBe('shop-1-c');
    expect(keysOf({ customers: 'collective' })).toBeNull();
  });

  it('has a different name for each person who uses the e-mail address', () => {
    const name = keysOf()?.name;
    expect(name).toMatch(/^shop-c-9:[0-9a-f]{24}$/);
    expect(keysOf({ named: orderOf({ company: 'FJORDKLINIKKEN A/S' }) })?.name).toBe(name);
    const another = keysOf({ named: orderOf({ company: 'Bryggen AS' }) });
    expect(another?.reference).toBe('shop-c-9');
    expect(another?.name).not.toBe(name);
  });

  it('changes for a customer whom a person declared new, and for nobody else', () => {
    const original = keysOf();
    const decisions = { [customerQuestion(original?.name ?? '')]: 'new' };
    const fresh = keysOf({ decisions });
    expect(original?.isNew).toBe(false);
    expect(fresh).toMatchObject({ isNew: true, reference: expect.stringMatching(/^shop-c-[0-9a-f]{24}$/) as unknown });
    expect(keysOf({ named: orderOf({ company: 'Bryggen AS' }), decisions })?.reference).toBe('shop-c-9');
    // Where the new customer is declared new as well, there is a third key.
    const again = keysOf({ decisions: { ...decisions, [customerQuestion(fresh?.name ?? '')]: 'new' } });
    expect(new Set([original?.reference, fresh?.reference, again?.reference]).size).toBe(3);
  });
});

describe('isShippedElsewhere', () => {
  const shipped = (change: Partial<OrderAddress>) =>
    isShippedElsewhere({ billing, shipping: { ...billing, ...change }, lines: [] });

  it('is true only where the shipping address is another place than the billing address', () => {
    expect(shipped({ address1: 'Kaigata 1' })).toBe(true);
    expect(shipped({ address1: ' STRANDGATA  4' })).toBe(false);
    expect(shipped({ firstName: 'Ola' })).toBe(false);
    expect(shipped({ address1: '', city: '', postcode: '' })).toBe(false);
  });

  it.each([
    { methods: ['local_pickup:4'], elsewhere: false },
    { methods: ['pickup_location:0'], elsewhere: false },
    { methods: ['local_pickup_plus'], elsewhere: false },
    { methods: ['local_pickup:4', 'flat_rate:1'], elsewhere: true },
    { methods: ['pickup_point:2'], elsewhere: true },
  ])('is $elsewhere for another shipping address with $methods, since what is collected is not sent', (shape) => {
    const lines = shape.methods.map((method) =>
      orderLine({ kind: 'shipping', shipping: { method, pickupLocation: '' } }),
    );
    const shipping = { ...billing, address1: 'Kaigata 1' };
    expect(isShippedElsewhere({ billing, shipping, lines: [orderLine(), ...lines] })).toBe(shape.elsewhere);
  });
});

describe('customerGap', () => {
  const situation = { name: 'shop-c-9', creates: true, collective: '10', target: 'Ledger' };
  const candidate = { id: '7', label: '10007 Kari', differences: ['name' as const] };

  it('asks who the customer is, and offers a new customer where customers may be created', () => {
    const gap = customerGap({ state: 'unclear', candidates: [candidate] }, situation);
    expect(gap.code).toBe('gap.customer_name_differs');
    expect(gap.question).toEqual({
      name: 'customer:shop-c-9',
      options: [
        { value: '7', label: '10007 Kari' },
        { value: 'new', word: 'choice.new_customer' },
      ],
    });
    const two = { state: 'unclear' as const, candidates: [candidate, { ...candidate, id: '8', label: '10008 Kari' }] };
    const several = customerGap(two, { ...situation, creates: false });
    expect(several.code).toBe('gap.customer_ambiguous');
    expect(several.question?.options.map(({ value }) => value)).toEqual(['7', '8']);
  });

  it.each([
    { differences: ['name'], says: /: 10007 Kari has another name\.$/ },
    { differences: ['is_person'], says: / is a private person, but the order is for a company\.$/ },
    { differences: ['is_company'], says: / is a company, but the order is for a private person\.$/ },
    { differences: ['name', 'organisation_number'], says: /has another name, has another organisation number\.$/ },
  ] as const)('says what differs: $differences', ({ differences, says }) => {
    const gap = customerGap(
      { state: 'unclear', candidates: [{ ...candidate, differences: [...differences] }] },
      situation,
    );
    expect(told(gap)).toMatchObject({
      code: 'gap.customer_name_differs',
      cause: expect.stringMatching(says) as unknown,
    });
  });

  it('asks nothing where the order names nobody, since the answer could not be kept', () => {
    expect(customerGap({ state: 'unclear', candidates: [candidate] }, { ...situation, name: null })).not.toHaveProperty(
      'question',
    );
  });

  it.each([
    { fault: 'unset', code: 'gap.collective_customer_unset' },
    { fault: 'missing', code: 'gap.collective_customer_missing' },
    { fault: 'archived', code: 'gap.collective_customer_archived' },
  ] as const)('says that the collective customer is $fault', ({ fault, code }) => {
    expect(customerGap({ state: 'no_collective', fault }, situation).code).toBe(code);
  });
});
