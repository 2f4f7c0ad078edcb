import { organisationNumberOf } from './meta-fields.ts';

const numberOf = (written: string, country = 'NO', company = 'Fjordklinikken AS') =>
  organisationNumberOf({ billing: { company, country }, meta: { _billing_org_nr: written } } as never, {
    organisationNumberField: '_billing_org_nr',
  });

describe('an organisation number', () => {
  it.each(['923609016', ' 923 609 016 ', 'NO923609016MVA', 'no 923.609.016 mva'])(
    'is 923609016 however it is written: "%s"',
    (written) => {
      expect(numberOf(written)).toEqual({ number: '923609016' });
    },
  );

  it.each(['923609017', '92360901', '9236090160', 'ABC', '923-609-016'])('is a gap in Norway: "%s"', (written) => {
    expect(numberOf(written)).toMatchObject({ gap: { code: 'gap.organisation_number' } });
  });

  it('is kept as it is written in another country', () => {
    expect(numberOf(' SE556677-8899 ', 'SE')).toEqual({ number: 'SE556677-8899' });
  });

  it('is null where the field is empty, or where a private person gives a wrong one', () => {
    expect(numberOf('')).toEqual({ number: null });
    expect(numberOf('923609017', 'NO', '')).toEqual({ number: null });
  });

  it('is null where the order has no such field, even if every object inherits one of that name', () => {
    const order = { billing: { company: 'Fjordklinikken AS', country: 'NO' }, meta: {} } as never;
    expect(organisationNumberOf(order, { organisationNumberField: 'constructor' })).toEqual({ number: null });
  });
});
