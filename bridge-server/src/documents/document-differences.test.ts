import { differencesFrom, type AgreedDocument, type ReportedDocument } from './document-differences.ts';

const wanted: AgreedDocument = {
  total: 36900,
  currency: 'NOK',
  customer: '7',
  date: '2026-11-22',
  vat: [
    {
      treatment: 'A-1',
      rates: ['25'],
      lines: 2,
      ordered: { net: 27920, tax: 6980 },
      foreseen: { net: 27920, tax: 6980 },
    },
    {
      treatment: 'A-99',
      rates: ['0', 'none'],
      lines: 1,
      ordered: { net: 2000, tax: 0 },
      foreseen: { net: 2000, tax: 0 },
    },
  ],
};
const told: ReportedDocument = {
  total: 36900,
  currency: 'NOK',
  customer: '7',
  date: '2026-11-22',
  vat: [
    { treatment: 'A-99', net: 2000, tax: 0 },
    { treatment: 'A-1', net: 27920, tax: 6982 },
  ],
};

it('finds no difference where the target reports the same, or does not report the field', () => {
  expect(differencesFrom(wanted, told)).toEqual([]);
  expect(differencesFrom(wanted, { total: 36900 })).toEqual([]);
  expect(
    differencesFrom({ ...wanted, customer: null, date: null }, { ...told, customer: '8', date: '2027-01-01' }),
  ).toEqual([]);
});

it('accepts a day with an hour and a currency in lower case', () => {
  expect(differencesFrom(wanted, { ...told, date: '2026-11-22T00:00:00', currency: 'nok' })).toEqual([]);
});

it.each<[string, Partial<ReportedDocument>, ReturnType<typeof differencesFrom>]>([
  ['a total, to the minor unit', { total: 36899 }, [{ what: 'total', planned: '369.00', found: '368.99' }]],
  ['a currency', { currency: 'SEK' }, [{ what: 'currency', planned: 'NOK', found: 'SEK' }]],
  ['a customer', { customer: '8' }, [{ what: 'customer', planned: '7', found: '8' }]],
  ['a day', { date: '2026-11-23' }, [{ what: 'date', planned: '2026-11-22', found: '2026-11-23' }]],
  [
    'VAT, if it is off by more than a minor unit for each line',
    { vat: [told.vat?.[0] ?? never(), { treatment: 'A-1', net: 27920, tax: 6983 }] },
    [{ what: 'vat', treatment: 'A-1', planned: '69.80', found: '69.83' }],
  ],
  [
    'a treatment that no line was planned with',
    { vat: [...(told.vat ?? []), { treatment: 'A-77', net: 100, tax: 25 }] },
    [{ what: 'net', treatment: 'A-77', planned: '0.00', found: '1.00' }],
  ],
  [
    'a treatment that the target lacks, although the total is right',
    { vat: [{ treatment: 'A-99', net: 36900, tax: 0 }] },
    [
      { what: 'net', treatment: 'A-1', planned: '279.20', found: '0.00' },
      { what: 'vat', treatment: 'A-1', planned: '69.80', found: '0.00' },
      { what: 'net', treatment: 'A-99', planned: '20.00', found: '369.00' },
    ],
  ],
])('finds a difference in %s', (_what, change, differences) => {
  expect(differencesFrom(wanted, { ...told, ...change })).toEqual(differences);
});

function never(): never {
  throw new Error('told above');
}
