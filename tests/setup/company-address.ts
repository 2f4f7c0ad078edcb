import type { OrderAddress } from '@kontor/shared/order';

/** Where a person of a company has its orders billed. */
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
