import { orderLine } from '../../../tests/setup/order-line.ts';
import { ruleOf, type TreatmentRule } from './treatment.ts';

interface Rule extends TreatmentRule {
  account: string;
}
const words = { target: 'Ledger', thing: 'account', setting: 'Accounts by VAT rate' };
const treat = (change: Parameters<typeof orderLine>[0], rules: readonly Rule[]) =>
  ruleOf(orderLine(change), rules, ({ account }) => account, words);
const accountOf = (...given: Parameters<typeof treat>) => {
  const found = treat(...given);
  return 'rule' in found ? found.rule.account : found.gap.code;
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
  ])('says most about it: class "$taxClass" and categories $categories take $account', ({ account, ...line }) => {
    expect(accountOf(line, rules)).toBe(account);
  });

  it('for the standard tax class fits a line whose class is empty', () => {
    expect(accountOf({}, [{ rate: '25', taxClass: 'standard', account: '1' }])).toBe('1');
  });

  it('tells a line without any tax from one of 0 %', () => {
    const untaxed: Rule[] = [
      { rate: 'none', account: '1' },
      { rate: '0', account: '2' },
    ];
    expect(accountOf({ taxes: [] }, untaxed)).toBe('1');
    expect(accountOf({ taxes: [{ rateId: '4', rate: '0', tax: 0 }] }, untaxed)).toBe('2');
  });

  it('may be one of several that name the same', () => {
    const same: Rule[] = [
      { rate: '25', category: 'fish', account: '1' },
      { rate: '25', category: 'new', account: '1' },
    ];
    expect(accountOf({ categories: ['fish', 'new'] }, same)).toBe('1');
  });
});

describe('a line without a rule', () => {
  const named = (rateId: string, rate: string | null) => ({ rateId, rate, tax: 100 });

  it.each([
    { code: 'gap.rate_unmapped', taxes: [named('1', '11.11')] },
    { code: 'gap.rate_unknown', taxes: [named('1', null)] },
    { code: 'gap.several_rates', taxes: [named('1', '25'), named('2', '15')] },
  ])('is told as $code', ({ code, taxes }) => {
    expect(accountOf({ taxes }, [{ rate: '25', account: '1' }])).toBe(code);
  });

  it('is told in the words of the target', () => {
    const found = treat({ taxes: [named('1', '11.11')], taxClass: 'book' }, []);
    if (!('gap' in found)) throw new Error('no gap');
    expect(found.gap.cause).toBe('No account is set for 11.11 % (tax class "book"), which line 1 "Lupe" has.');
    expect(found.gap.remedy).toContain('"Accounts by VAT rate"');
  });

  it('for which two rules say as much names both', () => {
    const found = treat({ categories: ['fish', 'new'] }, [
      { rate: '25', category: 'fish', account: '1' },
      { rate: '25', category: 'new', account: '2' },
    ]);
    expect(found).toMatchObject({
      gap: { code: 'gap.product_undecided', cause: expect.stringContaining('several accounts with equal right: 1, 2') },
    });
  });
});
