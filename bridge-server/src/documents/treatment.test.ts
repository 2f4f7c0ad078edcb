import { companyAddress } from '../../../tests/setup/company-address.ts';
import { orderLine } from '../../../tests/setup/order-line.ts';
import { knownWords } from './line-kind.ts';
import { ruleOf, type TreatmentRule } from './treatment.ts';
import { vatPlaceOf } from './vat-area.ts';
import { allTold, told } from '../../../tests/setup/telling.ts';

interface Rule extends TreatmentRule {
  account: string;
}
const setting = { word: 'Accounts by VAT rate' };
const words = { target: 'Ledger', thing: 'account', setting, home: 'NO', outside: knownWords } as const;
const to = (country: string, company = '') => {
  const address = { ...companyAddress, country, company };
  return { billing: address, shipping: address, lines: [] };
};
const treat = (change: Parameters<typeof orderLine>[0], rules: readonly Rule[], order = to('NO')) =>
  ruleOf(orderLine(change), order, rules, ({ account }) => account, words);
const accountOf = (...line: Parameters<typeof treat>) => {
  const treatment = treat(...line);
  return 'rule' in treatment ? treatment.rule.account : treatment.gap.code;
};

describe('the rule for a line', () => {
  const rules: Rule[] = [
    { rate: '25', account: '1' },
    { rate: '25', taxClass: 'food', account: '2' },
    { rate: '25', category: 'fish', account: '3' },
    { rate: '25', category: 'fish', taxClass: 'food', account: '4' },
  ];

  it.each([
    { taxClass: '', categories: [], account: '1' },
    { taxClass: 'food', categories: [], account: '2' },
    { taxClass: '', categories: ['fish'], account: '3' },
    { taxClass: 'food', categories: ['new', 'fish'], account: '4' },
  ])('is the most specific: class "$taxClass", categories $categories → account $account', ({ account, ...line }) => {
    expect(accountOf(line, rules)).toBe(account);
  });

  it('fits a line with an empty tax class if it names the standard class', () => {
    expect(accountOf({}, [{ rate: '25', taxClass: 'standard', account: '1' }])).toBe('1');
  });

  it('differs for a line without tax and a line of 0 %', () => {
    const untaxed: Rule[] = [
      { rate: 'none', account: '1' },
      { rate: '0', account: '2' },
    ];
    expect(accountOf({ taxes: [] }, untaxed)).toBe('1');
    expect(accountOf({ taxes: [{ rateId: '4', country: null, rate: '0', tax: 0 }] }, untaxed)).toBe('2');
  });

  it('may be one of several rules that name the same account', () => {
    const same: Rule[] = [
      { rate: '25', category: 'fish', account: '1' },
      { rate: '25', category: 'new', account: '1' },
    ];
    expect(accountOf({ categories: ['fish', 'new'] }, same)).toBe('1');
  });
});

describe('the area of a line', () => {
  const rules: Rule[] = [
    { rate: '25', account: '1' },
    { rate: '0', account: '2' },
    { rate: 'none', account: '3' },
    { area: 'foreign', rate: '25', account: '4' },
    { area: 'foreign', country: 'SE', rate: '25', account: '5' },
    { area: 'export', rate: 'none', account: '6' },
    { area: 'export', rate: '0', account: '7' },
  ];
  const taxed = (rate: string, country: string | null) => ({ taxes: [{ rateId: '1', country, rate, tax: 100 }] });

  it.each([
    ['VAT of its own country', taxed('25', 'NO'), 'SE', '1'],
    ['VAT of a rate for all countries', taxed('25', null), 'SE', '1'],
    ['VAT of another country', taxed('25', 'DK'), 'DK', '4'],
    ['VAT of a country with a rule of its own', taxed('25', 'SE'), 'NO', '5'],
    ['no VAT, at home', { taxes: [] }, 'NO', '3'],
    ['no VAT, to a country that the order does not name', { taxes: [] }, '', '3'],
    ['no VAT, to another country', { taxes: [] }, 'JP', '6'],
    ['a rate of 0 %, to another country', taxed('0', null), 'DK', '7'],
    ['a rate of 0 % of its own country', taxed('0', 'NO'), 'DK', '2'],
  ])('with %s', (_what, line, country, account) => {
    expect(accountOf(line, rules, to(country))).toBe(account);
  });

  it('is never replaced by the domestic area where it has no rule', () => {
    const domestic = rules.slice(0, 3);
    expect(accountOf(taxed('25', 'SE'), domestic)).toBe('gap.rate_unmapped');
    const found = treat({ taxes: [] }, domestic, to('DK', 'Holm ApS'));
    expect(allTold(found)).toMatchObject({
      gap: { cause: expect.stringContaining('for export to DK, no VAT (tax class') },
    });
  });

  it('is at home for goods that are fetched there, and an export for goods that go to Svalbard', () => {
    const place = (
      postcode: string,
      country: string,
      taxes: [] | ReturnType<typeof taxed>['taxes'],
      ...others: string[]
    ) => {
      const address = { ...companyAddress, country, postcode };
      const lines = others.map((charged) => orderLine(taxed('25', charged)));
      const { area, country: its } = vatPlaceOf(
        orderLine({ taxes, tax: 0 }),
        { billing: address, shipping: address, lines },
        { home: 'NO', kind: 'article' },
      );
      return `${area} ${its}`;
    };
    const zero = taxed('0', 'NO').taxes;
    expect(place('11122', 'SE', [], 'NO')).toBe('exempt NO');
    expect(place('11122', 'SE', [])).toBe('export SE');
    expect(place('9170', 'NO', [])).toBe('export SJ');
    expect(place('9170', 'NO', zero)).toBe('export SJ');
    expect(place('9170', 'NO', [], 'NO')).toBe('exempt NO');
    expect(place('9008', 'NO', zero)).toBe('domestic NO');
  });

  it('is different for exempt sales, for fees outside VAT and for sales at 0 %', () => {
    const card = { kind: 'fee' as const, name: 'Gavekort 12', taxes: [], net: -500 };
    const all: Rule[] = [
      ...rules,
      { area: 'exempt', rate: 'none', account: '8' },
      { area: 'outside', kind: 'gift_card', rate: 'none', account: '9' },
      { rate: '25', kind: 'shipping', account: '10' },
    ];
    expect(accountOf({ taxes: [] }, all)).toBe('8');
    expect(accountOf(taxed('0', 'NO'), all)).toBe('2');
    expect(accountOf(card, all)).toBe('9');
    expect(accountOf(card, all, to('JP'))).toBe('9');
    expect(accountOf({ ...taxed('25', 'NO'), kind: 'shipping' }, all)).toBe('10');
    // A kind outside VAT without a rule of its own is never booked as a sale without VAT.
    expect(allTold(treat({ ...card, name: 'Trinkgeld', net: 500 }, all))).toMatchObject({
      gap: { code: 'gap.rate_unmapped', cause: expect.stringContaining('for outside VAT (tip), no VAT') },
    });
  });

  it('tells reverse charge, consumers and exports apart for a company in the EU', () => {
    const german = (company: string, country: string) =>
      vatPlaceOf(orderLine({ taxes: [] }), to(country, company), { home: 'DE', kind: 'article' }).area;
    expect(german('Holm ApS', 'DK')).toBe('reverse_charge');
    expect(german('', 'DK')).toBe('foreign');
    expect(german('Nordlys AS', 'NO')).toBe('export');
  });
});

describe('a line without a rule', () => {
  const named = (rateId: string, rate: string | null) => ({ rateId, country: null, rate, tax: 100 });

  it.each([
    { code: 'gap.rate_unmapped', taxes: [named('1', '11.11')] },
    { code: 'gap.rate_unknown', taxes: [named('1', null)] },
    { code: 'gap.several_rates', taxes: [named('1', '25'), named('2', '15')] },
  ])('has the gap $code', ({ code, taxes }) => {
    expect(accountOf({ taxes }, [{ rate: '25', account: '1' }])).toBe(code);
  });

  it("has a gap in the target's words", () => {
    const found = treat({ taxes: [named('1', '11.11')], taxClass: 'book' }, []);
    if (!('gap' in found)) throw new Error('no gap');
    expect(told(found.gap).cause).toBe(
      'No account is set for 11.11 % (tax class "book"), the VAT rate of line 1 "Lupe".',
    );
    expect(told(found.gap).remedy).toContain('"Accounts by VAT rate"');
  });

  it('has a gap that names both rules where two are equally specific', () => {
    const found = treat({ categories: ['fish', 'new'] }, [
      { rate: '25', category: 'fish', account: '1' },
      { rate: '25', category: 'new', account: '2' },
    ]);
    expect(allTold(found)).toMatchObject({
      gap: {
        code: 'gap.product_undecided',
        cause: expect.stringMatching(/^Several accounts .* equally well: 1, 2\.$/),
      },
    });
  });
});
