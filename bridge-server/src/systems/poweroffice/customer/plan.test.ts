import { allKnown, planOf, shopOrder } from '../../../../../tests/setup/planned-order.ts';
import { customerPost } from './shapes.ts';

describe('the customer of a plan', () => {
  it('is created as a person with an address, or as a company', () => {
    expect(planOf(shopOrder('simple-25-vipps-paid')).customer).toEqual({
      name: expect.stringMatching(/^shop-c-1:/) as unknown,
      body: expect.objectContaining({
        IsPerson: true,
        FirstName: expect.any(String) as unknown,
        LastName: expect.any(String) as unknown,
        InvoiceDeliveryType: 'PdfByEmail',
        ExternalImportReference: 'shop-c-1',
        MailAddress: expect.objectContaining({ City: expect.any(String) as unknown, CountryCode: 'NO' }) as unknown,
      }) as unknown,
    });
    expect(planOf(shopOrder('company-orgnr-invoice')).customer).toMatchObject({
      body: {
        IsPerson: false,
        Name: 'Fjordklinikken AS',
        EmailAddress: 'faktura@fjordklinikken.example',
        PhoneNumber: '77 60 00 00',
      },
    });
  });

  it('has no address without a postcode, and no empty phone number', () => {
    const order = shopOrder('guest-no-phone');
    const { customer } = planOf({ ...order, billing: { ...order.billing, postcode: '' } });
    expect(customer).toMatchObject({
      body: expect.not.objectContaining({
        MailAddress: expect.anything() as unknown,
        PhoneNumber: expect.anything() as unknown,
      }) as unknown,
    });
  });

  it("keeps within the vendor's lengths without cutting a character in half", () => {
    const order = shopOrder('simple-25-vipps-paid');
    const { customer } = planOf({
      ...order,
      billing: { ...order.billing, city: `${'x'.repeat(99)}😀`, address1: 'y'.repeat(300) },
    });
    if (!('body' in customer)) throw new Error('no body');
    expect(customerPost.parse(customer.body).MailAddress).toMatchObject({
      City: 'x'.repeat(99),
      AddressLine1: 'y'.repeat(200),
    });
  });

  it("is a company where the order has an organisation number, even with a person's name", () => {
    const order = shopOrder('simple-25-vipps-paid');
    const { customer } = planOf({ ...order, meta: { ...order.meta, _billing_org_nr: '923609016' } });
    expect(customer).toMatchObject({
      body: { IsPerson: false, Name: 'Kari Nordmann', OrganizationNumber: '923609016' },
    });
  });

  it('is created with a single name where the order has only one', () => {
    const order = shopOrder('simple-25-vipps-paid');
    expect(
      planOf({ ...order, billing: { ...order.billing, firstName: 'Kari', lastName: ' ' } }).customer,
    ).toMatchObject({ body: { IsPerson: false, Name: 'Kari' } });
  });

  it('is not created where Go has the customer, whatever the order lacks', () => {
    const order = shopOrder('simple-25-vipps-paid');
    expect(
      planOf(
        { ...order, billing: { ...order.billing, email: '', firstName: '', lastName: '' } },
        { facts: { ...allKnown, customer: { state: 'known', id: '77', delivery: null } } },
      ).customer,
    ).toEqual({ id: '77' });
  });
});
