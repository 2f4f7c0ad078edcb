import { companyAddress as billing } from '../../../../../tests/setup/company-address.ts';
import type { OrderAddress } from '@kontor/shared/order';
import { isCalled, type CustomerNames } from '../../../documents/customer-identity.ts';
import { contactPersonOf, deliveryPlacesOf } from './fields.ts';
import { namesOfCustomer, type Customer } from './shapes.ts';

const hasName = (row: Customer, names: CustomerNames) => isCalled(names, namesOfCustomer(row));

const nowhere: OrderAddress = { ...billing, address1: '', city: '', postcode: '' };
const shippedTo = (change: Partial<OrderAddress>, from = billing) =>
  deliveryPlacesOf({ billing: from, shipping: { ...from, ...change }, lines: [] } as never);

describe('deliveryPlacesOf', () => {
  it.each<[string, Partial<OrderAddress>]>([
    ['the billing address', {}],
    ['the billing address in another spelling', { address1: ' STRANDGATA  4' }],
    ['only a country', nowhere],
    ['the billing address with another first name', { firstName: 'Ola' }],
  ])('gives null where the shipping address is %s', (_what, change) => expect(shippedTo(change)).toBeNull());

  it("gives another shipping address together with the customer's own address, where Go accepts that", () => {
    expect(shippedTo({ address1: 'Kaigata 1' })).toMatchObject({
      delivery: { AddressLine1: 'Kaigata 1' },
      home: { AddressLine1: 'Strandgata 4', CountryCode: 'NO' },
    });
    expect(shippedTo(billing, nowhere)).toMatchObject({ delivery: { AddressLine1: 'Strandgata 4' }, home: null });
    expect(shippedTo({ postcode: '' })).toBe('unusable');
  });
});

describe('contactPersonOf', () => {
  it('gives the person of a company, if both names are there', () => {
    expect(contactPersonOf({ billing } as never)).toEqual({
      FirstName: 'Åse',
      LastName: 'Sæther',
      EmailAddress: billing.email,
    });
    expect(contactPersonOf({ billing: { ...billing, company: '' } } as never)).toBeNull();
    expect(contactPersonOf({ billing: { ...billing, lastName: ' ' } } as never)).toBeNull();
  });
});

describe('the names of a customer', () => {
  it.each([
    ['Fjordklinikken A/S', true],
    ['FJORDKLINIKKEN  as.', true],
    ['Fjordklinikken', false],
    ['', false],
  ])('match "Fjordklinikken AS" if the name is "%s": %s', (Name, same) => {
    expect(hasName({ Id: '1', Name }, { isPerson: false, name: 'Fjordklinikken AS' })).toBe(same);
  });

  it('match a person by first and last name', () => {
    const kari = { isPerson: true, firstName: 'Kari', lastName: 'Nordmann' } as const;
    const row = { IsPerson: true, FirstName: 'Kari', LastName: 'Nordmann' };
    expect(hasName({ Id: '1', ...row }, kari)).toBe(true);
    expect(hasName({ Id: '1', Name: 'kari nordmann' }, kari)).toBe(true);
    expect(hasName({ Id: '1', ...row, FirstName: 'Ola' }, kari)).toBe(false);
  });
});
