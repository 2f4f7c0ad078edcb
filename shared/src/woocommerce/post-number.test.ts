import { readBody, simpleBody } from '../../../tests/setup/shop-bodies.ts';

const shippedTo = (lines: Record<string, string>, meta: Record<string, unknown>) => {
  const shipping = { ...simpleBody().billing, address_1: 'Packstation 123', address_2: '', ...lines };
  const meta_data = Object.entries(meta).map(([key, value]) => ({ key, value }));
  return readBody({ ...simpleBody(), shipping, meta_data }).shipping;
};
const germanized = { _shipping_address_type: 'dhl', _shipping_dhl_postnumber: '256789' };

describe('the number at DHL of whoever gets a parcel at a Packstation', () => {
  it.each([
    germanized,
    { _shipping_parcelshop: '1', _shipping_parcelshop_post_number: '256789' },
    { _shipping_dhl_address_type: 'dhl_packstation', _shipping_dhl_postnum: 256789 },
    { _pickup_location_code: 'DE_123', _pickup_location_customer_number: '256789' },
  ])('stands in the second line of the address, as plugins keep it: %j', (meta) => {
    expect(shippedTo({}, meta)).toMatchObject({ address1: 'Packstation 123', address2: '256789' });
  });

  it('stands before what the second line says already, and once', () => {
    expect(shippedTo({ address_2: 'Hinterhof' }, germanized).address2).toBe('256789, Hinterhof');
    expect(shippedTo({ address_2: 'Postnummer 256789' }, germanized).address2).toBe('Postnummer 256789');
  });

  it.each([
    { _shipping_address_type: 'regular', _shipping_dhl_postnumber: '256789' },
    { _shipping_dhl_address_type: 'normal', _shipping_dhl_postnum: '256789' },
    { _shipping_dhl_postnumber: '256789' },
    { _shipping_address_type: 'dhl' },
  ])('is left out where the goods go to a house: %j', (meta) => {
    expect(shippedTo({}, meta).address2).toBe('');
  });
});
