import type { OrderLine } from '@kontor/shared/order';
import { allKnown, gapsOf, planned, products, withLine } from '../../../../../tests/setup/planned-order.ts';
import type { Facts } from '../request.ts';

describe('the VAT of a product', () => {
  const a1 = (vatCode: string | null, rate: string | null, isVatRegistered?: boolean): Facts => ({
    ...allKnown,
    ...(isVatRegistered === undefined ? {} : { isVatRegistered }),
    products: products.map((product) =>
      product.code === 'A-1' ? { ...product, account: { number: '3000', vatCode, rate } } : product,
    ),
  });
  const codesOf = (facts: Facts, line: Partial<OrderLine> = {}, settings: unknown = {}) =>
    gapsOf(withLine(line), { facts, settings }).map(({ code }) => code);

  it("must be exactly the line's rate, and the code in the settings if there is one", () => {
    expect(codesOf(a1('3', '25'))).toEqual([]);
    expect(codesOf(a1('31', '15'))).toEqual(['gap.product_vat']);
    expect(codesOf(a1('C3', '25'))).toEqual(['gap.product_vat']);
    expect(codesOf(a1('C3', '25'), {}, { products: [{ rate: '25', number: '1' }] })).toEqual([]);
    const raw = { taxes: [{ rateId: '1', country: null, rate: '11.11', tax: 3102 }], tax: 3102 };
    const mapped = { products: [{ rate: '11.11', number: '1' }] };
    expect(codesOf(a1('32', '11.11'), raw, mapped)).toEqual([]);
    expect(codesOf(a1('32', '11.1'), raw, mapped)).toEqual(['gap.product_vat']);
  });

  it('gives no gap where it is unknown', () => {
    expect(codesOf(a1(null, null))).toEqual([]);
    expect(codesOf(a1('3', null))).toEqual([]);
  });

  it('must be none in a company that is not registered for VAT, whatever the account says', () => {
    const untaxed = { taxes: [], tax: 0 };
    const mapped = { products: [{ rate: 'none', number: '1' }] };
    expect(codesOf(a1('3', '25', false))).toEqual(['gap.not_vat_registered']);
    expect(codesOf(a1('3', '25', false), untaxed, mapped)).toEqual([]);
    expect(codesOf(a1('3', '25', true), untaxed, mapped)).toEqual(['gap.product_vat']);
  });

  it('tells zero-rated and untaxed sales apart by the VAT code', () => {
    const mapped = {
      products: [
        { rate: '0', number: '1', vatCode: '5' },
        { rate: 'none', number: '2', vatCode: '6' },
      ],
    };
    const facts = {
      ...allKnown,
      products: products.map((product, index) => ({
        ...product,
        account: { number: '3100', vatCode: index === 1 ? '6' : '5', rate: '0' },
      })),
    };
    const zeroRated = { taxes: [{ rateId: '4', country: null, rate: '0', tax: 0 }], tax: 0 };
    expect(codesOf(facts, zeroRated, mapped)).toEqual([]);
    expect(codesOf(facts, { taxes: [], tax: 0 }, mapped)).toEqual([]);
    const swapped = { products: [{ rate: '0', number: '2', vatCode: '5' }] };
    expect(codesOf(facts, zeroRated, swapped)).toEqual(['gap.product_vat']);
  });

  it('must be none for the rounding product', () => {
    expect(codesOf(a1('3', '25'), {}, { roundingProduct: '1' })).toEqual(['gap.product_vat']);
  });
});

describe('a product that Go lacks', () => {
  const without = {
    ...allKnown,
    products: products.slice(1),
    accounts: [{ number: '3000', vatCode: '3', rate: '25' }],
  };
  const creating = (facts: Facts, settings: unknown = {}, functions: readonly string[] = ['createProducts']) =>
    planned(withLine({}), { facts, settings, functions: [...functions, 'createCustomers'] });
  const gapsWhen = (...planning: Parameters<typeof creating>) => {
    const result = creating(...planning);
    return result.kind === 'gaps' ? result.gaps.map(({ code }) => code) : result.kind;
  };

  it('is created once, and the lines name it by its code', () => {
    const result = creating({
      ...without,
      products: [],
      accounts: [...without.accounts, { number: '3100', vatCode: '5', rate: '0' }],
    });
    expect(result).toMatchObject({
      kind: 'plan',
      plan: {
        products: [
          {
            Code: 'A-1',
            Name: 'Varer, høy sats',
            StandardSalesAccount: '3000',
            ProductType: 'Product',
            UnitOfMeasureCode: 'EA',
          },
          { Code: 'A-99', StandardSalesAccount: '3100' },
        ],
        order: { SalesOrderLines: [{ ProductCode: 'A-1' }] },
        roundingProduct: { ProductCode: 'A-99' },
      },
    });
  });

  it.each<[string, Parameters<typeof creating>]>([
    ['gap.product_missing', [without, {}, []]],
    ['gap.product_missing', [without, { products: [{ rate: '25', number: '1' }] }]],
    [
      'gap.product_undecided',
      [
        without,
        {
          products: [
            { rate: '25', number: '1', name: 'Varer', account: '3000' },
            { rate: '15', number: '1', name: 'Mat', account: '3030' },
          ],
        },
      ],
    ],
    ['gap.account_unreadable', [{ ...allKnown, products: products.slice(1) }]],
    ['gap.account_missing', [{ ...without, accounts: [] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: '31', rate: '15' }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: 'C3', rate: '25' }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: null, rate: null }] }]],
    ['gap.account_vat', [{ ...without, accounts: [{ number: '3000', vatCode: '3', rate: null }] }]],
  ])('cannot be created because of %s', (code, planning) => expect(gapsWhen(...planning)).toEqual([code]));
});
