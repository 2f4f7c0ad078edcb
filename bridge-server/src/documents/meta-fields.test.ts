import { organisationNumberOf } from './meta-fields.ts';

const of = (written: string, country = 'NO', company = 'Fjordklinikken AS') =>
  organisationNumberOf({ billing: { company, country }, meta: { _billing_org_nr: written } } as never, {
    organisationNumberField: '_billing_org_nr',
  });

describe('an organisation number', () => {
  it.each(['923609016', ' 923 609 016 ', 'NO923609016MVA', 'no 923.609.016 mva'])(
    'written %s is the same',
    (written) => {
      expect(of(written)).toEqual({ number: '923609016' });
    },
  );

  it.each(['923609017', '92360901', '9236090160', 'ABC', '923-609-016'])('%s is none in Norway', (written) => {
    expect(of(written)).toMatchObject({ gap: { code: 'gap.organisation_number' } });
  });

  it('of another country is kept, of nobody or a person is none', () => {
    expect(of(' SE556677-8899 ', 'SE')).toEqual({ number: 'SE556677-8899' });
    expect([of(''), of('923609017', 'NO', '')]).toEqual([{ number: null }, { number: null }]);
  });

  it('is none where the order has no such field, whatever the field is called', () => {
    const order = { billing: { company: 'Fjordklinikken AS', country: 'NO' }, meta: {} } as never;
    expect(organisationNumberOf(order, { organisationNumberField: 'constructor' })).toEqual({ number: null });
  });
});
