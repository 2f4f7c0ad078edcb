import { transmits } from './transmits.ts';

describe('what Go is told', () => {
  it('is named once for each kind of data', () => {
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
