import { transmits } from './transmits.ts';

describe('the data that Go gets', () => {
  it('is listed with each kind of data once', () => {
    expect([...transmits].sort()).toEqual([
      'amounts',
      'billing_address',
      'company',
      'dates',
      'delivery_address',
      'email',
      'items',
      'name',
      'order_number',
      'organisation_number',
      'payment',
      'phone',
      'purchase_order',
    ]);
  });
});
