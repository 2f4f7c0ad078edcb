import type { VatRate } from '@kontor/shared/order';
import { settings as powerOfficeSettings } from '../../bridge-server/src/systems/poweroffice/settings.ts';
import { demoCompany, type CompanyOptions } from '../sandboxes/poweroffice/sandbox.ts';

/**
 * The VAT rates of Europe's countries besides Norway's own, and Norway's rates where another country has them too. A
 * shop with any other rate sees a gap, as it would in its own books.
 */
const otherRates: readonly VatRate[] = [
  ...['2.1', '2.5', '2.6', '3', '3.8', '4', '4.8', '5', '5.5', '6', '7', '7.7', '8', '8.1', '9', '9.5', '10', '11'],
  ...['12', '13', '13.5', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24', '25', '25.5', '27'],
];

/** How the sandbox's company books another rate: with a VAT code, a sales account and a product of its own. */
const bookings = otherRates.map((rate, index) => ({
  rate,
  vatCode: `V${rate}`,
  account: String(3900 + index),
  number: `VAT${rate}`,
  name: `Varer, ${rate} % mva`,
}));

/** Norway's own rates. The default settings have a product for each. */
const { products: defaultProducts } = powerOfficeSettings.parse({});
const homeRates = new Set(defaultProducts.filter(({ area }) => area === 'domestic').map(({ rate }) => rate));

/** The settings of the demo's connection: a product for each common rate, wherever the VAT is due. */
export const shopSettings = {
  products: [
    ...defaultProducts,
    { area: 'outside', kind: 'tip', rate: 'none', number: '97' },
    ...bookings.flatMap(({ rate, number }) => [
      { area: 'foreign', rate, number },
      // A shop's rate for all countries counts as Norway's, whatever its percentage is.
      ...(homeRates.has(rate) ? [] : [{ rate, number }]),
    ]),
  ],
};

/** The books of the demo's company, which has every product that `shopSettings` names. */
export const shopBooks: Partial<CompanyOptions> = {
  vatCodes: [
    ...demoCompany.vatCodes,
    ...bookings.map(({ rate, vatCode, name }) => ({
      code: vatCode,
      name,
      // The sandbox writes rates between 0 and 1.
      rate: (Number(rate) / 100).toFixed(4),
    })),
  ],
  accounts: {
    ...demoCompany.accounts,
    '3150': '52',
    ...Object.fromEntries(bookings.map(({ account, vatCode }) => [account, vatCode])),
  },
  products: [
    ...demoCompany.products,
    { code: 'A-98', name: 'Varer, utførsel', standardSalesAccount: '3150', unitOfMeasure: 'EA', groupCode: '99' },
    { code: 'A-97', name: 'Utenfor avgift', standardSalesAccount: '3200', unitOfMeasure: 'EA', groupCode: '99' },
    ...bookings.map(({ number, name, account }) => ({
      code: `A-${number}`,
      name,
      standardSalesAccount: account,
      optionalSalesAccount: '3100',
      unitOfMeasure: 'EA',
    })),
  ],
};
