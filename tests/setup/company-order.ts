import type { Place } from './faults.ts';
import { roundedOrder } from './woocommerce.ts';

type Body = Record<string, unknown>;

/**
 * The steps that are taken only for a company's order that is shipped to another address; with where each meets the
 * sandbox.
 */
export const stepsUnderCustomers: Readonly<Record<string, Place>> = {
  'poweroffice.delivery_address.create': { method: 'POST', path: '^/v2/ContactDeliveryAddresses/' },
  'poweroffice.contact_person.create': { method: 'POST', path: '^/v2/ContactPersons/' },
};

const address = {
  company: 'Fjordklinikken AS',
  first_name: 'Åse',
  last_name: 'Sæther',
  address_1: 'Strandgata 4',
  address_2: '',
  city: 'Tromsø',
  state: '',
  postcode: '9008',
  country: 'NO',
};

/**
 * An order that somebody makes for a company, shipped to another address than it is billed to. Its document needs a
 * rounding line.
 */
export function companyOrder(id: number, changes: Body = {}): Body {
  return roundedOrder(id, {
    billing: { ...address, email: 'faktura@fjordklinikken.example', phone: '77 60 00 00' },
    shipping: { ...address, address_1: 'Kaigata 1', phone: '' },
    ...changes,
  });
}
