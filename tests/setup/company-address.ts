import type { OrderAddress } from '@kontor/shared/order';

/** The billing address of somebody who orders for a company. */
export const companyAddress: OrderAddress = {
  firstName: 'Åse',
  lastName: 'Sæther',
  company: 'Fjordklinikken AS',
  address1: 'Strandgata 4',
  address2: '',
  city: 'Tromsø',
  state: '',
  postcode: '9008',
  country: 'NO',
  email: 'faktura@fjordklinikken.example',
  phone: '',
};
