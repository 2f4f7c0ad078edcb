import { companyAddress as billing } from '../../../../../tests/setup/company-address.ts';
import type { OrderAddress } from '@kontor/shared/order';
import { isCalled, type CustomerNames } from '../../../documents/customer-identity.ts';
import { contactPersonOf, deliveryPlacesOf } from './fields.ts';
import { namesOfCustomer, type Customer } from './shapes.ts';

const hasName = (row: Customer, names: CustomerNames) => isCalled(names, namesOfCustomer(row));

const nowhere: OrderAddress = { ...billing, address1: '', city: '', postcode: '' };
const shippedTo = (change: Partial<OrderAddress>, from = billing) =>
  deliveryPlacesOf({ billing: from, shipping: { ...from, ...change } } as never);

describe('the delivery address', () => {
  it.each<[string, Partial<OrderAddress>]>([
    ['the same', {}],
    ['written otherwise', { address1: ' STRANDGATA  4' }],
    ['empty but for the country', nowhere],
    ['for somebody else there', { firstName: 'Ola' }],
  ])('that is %s is none', (_what, change) => expect(shippedTo(change)).toBeNull());

  it("elsewhere comes after the customer's own, where that is one", () => {
    expect(shippedTo({ address1: 'Kaigata 1' })).toMatchObject({
      delivery: { AddressLine1: 'Kaigata 1' },
      home: { AddressLine1: 'Strandgata 4', CountryCode: 'NO' },
    });
    expect(shippedTo(billing, nowhere)).toMatchObject({ delivery: { AddressLine1: 'Strandgata 4' }, home: null });
    expect(shippedTo({ postcode: '' })).toBe('unusable');
  });
});

describe('who ordered', () => {
  it('is a person with both names, of a company', () => {
    expect(contactPersonOf({ billing } as never)).toEqual({
      FirstName: 'Åse',
      LastName: 'Sæther',
      EmailAddress: billing.email,
    });
    expect([
      contactPersonOf({ billing: { ...billing, company: '' } } as never),
      contactPersonOf({ billing: { ...billing, lastName: ' ' } } as never),
    ]).toEqual([null, null]);
  });
});

describe('a name', () => {
  it.each([
    ['Fjordklinikken A/S', true],
    ['FJORDKLINIKKEN  as.', true],
    ['Fjordklinikken', false],
    ['', false],
  ])('"%s" is the company\'s: %s', (Name, same) => {
    expect(hasName({ Id: '1', Name }, { isPerson: false, name: 'Fjordklinikken AS' })).toBe(same);
  });

  it('of a person is first and last', () => {
    const kari = { isPerson: true, firstName: 'Kari', lastName: 'Nordmann' } as const;
    const row = { IsPerson: true, FirstName: 'Kari', LastName: 'Nordmann' };
    expect([
      hasName({ Id: '1', ...row }, kari),
      hasName({ Id: '1', Name: 'kari nordmann' }, kari),
      hasName({ Id: '1', ...row, FirstName: 'Ola' }, kari),
    ]).toEqual([true, true, false]);
  });
});
