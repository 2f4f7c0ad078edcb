import { amountOf, share, sumOf, whole } from './exact.ts';

/** A row of WooCommerce's table of tax rates. */
export interface Rate {
  id: number;
  /**
   * The code that `WC_Tax::get_rate_code` makes: country, name, priority. The code of a row for all countries begins
   * with its name.
   */
  code: string;
  percent: string;
  /** Whether the tax is also charged on the other taxes. */
  compound: boolean;
  /** `null`: no product of Go is set for it. */
  product: string | null;
}

/** The numbers of Go's products for lines without tax. */
export const untaxedAtHome = '6';
export const untaxedAbroad = '98';

const rate = (id: number, code: string, percent: string, product: string | null, compound = false): Rate => ({
  id,
  code,
  percent,
  compound,
  product,
});

const norway = {
  high: rate(1, 'NO-MVA 25 %-1', '25', '1'),
  middle: rate(2, 'NO-MVA 15 %-1', '15', '2'),
  low: rate(3, 'NO-MVA 12 %-1', '12', '3'),
  zero: rate(4, 'NO-MVA 0 %-1', '0', '99'),
  fish: rate(5, 'NO-MVA 11,11 %-1', '11.11', null),
  anywhere: rate(6, 'MVA 25 %-1', '25', '1'),
};
const gst = rate(31, 'CA-GST-1', '5', '51');
const qst = rate(32, 'CA-QC-QST-2', '9.975', '52', true);

/** The shop's table of rates for one country: the rates of each tax class, by priority. */
export interface Market {
  country: string;
  classes: Readonly<Record<string, readonly Rate[]>>;
}

export const markets = {
  home: {
    country: 'NO',
    classes: { '': [norway.high], middels: [norway.middle], lav: [norway.low], fri: [norway.zero] },
  },
  homeByOneRow: { country: 'NO', classes: { '': [norway.anywhere] } },
  /** Raw fish has its own rate in Norway, which the settings here do not map. */
  homeWithFish: { country: 'NO', classes: { '': [norway.high], fisk: [norway.fish] } },
  sweden: {
    country: 'SE',
    classes: {
      '': [rate(11, 'SE-MOMS 25%-1', '25', '21')],
      middels: [rate(12, 'SE-MOMS 12%-1', '12', '22')],
      lav: [rate(13, 'SE-MOMS 6%-1', '6', '23')],
    },
  },
  germany: {
    country: 'DE',
    classes: { '': [rate(21, 'DE-MWST. 19%-1', '19', '31')], lav: [rate(22, 'DE-MWST. 7%-1', '7', '32')] },
  },
  /** Two classes have one tax each; in the third, one tax is charged on top of the other. */
  quebec: { country: 'CA', classes: { '': [gst, qst], bok: [gst], tjeneste: [qst] } },
  export: { country: 'US', classes: { '': [] } },
  finland: { country: 'FI', classes: { '': [rate(41, 'FI-ALV-1', '25.5', null)] } },
} as const satisfies Readonly<Record<string, Market>>;
export type MarketName = keyof typeof markets;

const allRates: readonly Rate[] = Object.values(markets).flatMap(({ classes }: Market) =>
  Object.values(classes).flat(),
);

/** The products of the settings: which product of Go stands for which treatment. */
export const productRules = [
  ...new Map(
    allRates.flatMap(({ code, percent, product }) => {
      const country = /^([A-Z]{2})-/.exec(code)?.[1] ?? 'NO';
      const place = country === 'NO' ? {} : { area: 'foreign' as const, country };
      return product === null ? [] : [[product, { ...place, rate: percent, number: product }] as const];
    }),
  ).values(),
  { rate: 'none', number: untaxedAtHome },
  { area: 'export' as const, rate: 'none', number: untaxedAbroad },
];

/** The percentage of each product. */
export const percentOfProduct: ReadonlyMap<string, string> = new Map(
  productRules.map(({ number, rate: percent }) => [number, percent === 'none' ? '0' : percent]),
);

export type Taxes = Map<Rate, bigint>;

const hundred = 100n * whole;
const factor = ({ percent }: Rate): bigint => amountOf(percent);

/** `WC_Tax::calc_exclusive_tax`: the taxes on a price without tax. */
export function taxesOn(price: bigint, rates: readonly Rate[]): Taxes {
  const taxes: Taxes = new Map();
  for (const regular of rates) if (!regular.compound) taxes.set(regular, share(price, factor(regular), hundred));
  for (const compound of rates)
    if (compound.compound) taxes.set(compound, share(price + sumOf(taxes.values()), factor(compound), hundred));
  return taxes;
}

/** `WC_Tax::calc_inclusive_tax`: the taxes that a price contains, the compound ones first and backwards. */
export function taxesIn(price: bigint, rates: readonly Rate[]): Taxes {
  const taxes: Taxes = new Map(rates.map((row) => [row, 0n]));
  let rest = price;
  for (const compound of rates.filter((row) => row.compound).toReversed()) {
    const tax = rest - share(rest, hundred, hundred + factor(compound));
    taxes.set(compound, tax);
    rest -= tax;
  }
  const regular = rates.filter((row) => !row.compound);
  const together = hundred + sumOf(regular.map(factor));
  for (const row of regular) taxes.set(row, share(rest, factor(row), together));
  return taxes;
}

/** The net of an amount with tax at one rate. */
export const netIn = (gross: bigint, percent: string): bigint => share(gross, hundred, hundred + amountOf(percent));
/** The net amount that has this tax. */
export const netOfTax = (tax: bigint, percent: string): bigint => share(tax, hundred, amountOf(percent));
