import type { Order, OrderLine } from '@kontor/shared/order';
import { isOutside, type LineKind } from './line-kind.ts';

/**
 * Where the VAT of a line is due, as the target's VAT return asks for it. The percentage alone does not tell: Swedish
 * VAT of 25 % is not Norwegian VAT, and an export is another line of the return than a book without VAT.
 */
export const vatAreas = ['domestic', 'exempt', 'outside', 'foreign', 'reverse_charge', 'export'] as const;
/**
 * - `domestic`: VAT of the company's own country, also at 0 %.
 * - `exempt`: no VAT, on a sale in the company's own country.
 * - `outside`: no VAT, since nothing is sold, such as a gift card that pays.
 * - `foreign`: VAT that was charged for another country (in the EU, the one-stop shop, OSS), or that should have been
 * charged to a consumer in the EU.
 * - `reverse_charge`: no VAT, to a business in another EU country.
 * - `export`: no VAT, to any other country.
 */
export type VatArea = (typeof vatAreas)[number];

/** The VAT area of a line. `country`: where the line goes, two letters; empty where the order does not tell. */
export interface VatPlace {
  area: VatArea;
  country: string;
}

/** The EU's VAT territory by WooCommerce's country codes, except that Northern Ireland's goods cannot be told apart. */
const union = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE MC'.split(' '));

/** The VAT area of a line. `home`: the country of the company's books, two letters. */
export function vatPlaceOf(
  line: OrderLine,
  order: PlacedOrder,
  { home, kind }: { home: string; kind: LineKind },
): VatPlace {
  if (isOutside(kind)) return { area: 'outside', country: home };
  const [tax] = line.taxes;
  const charged = tax !== undefined && tax.rate !== '0';
  const taxCountry = tax?.country ?? null;
  const destination =
    charged || (taxCountry !== null && taxCountry !== home)
      ? (taxCountry ?? home)
      : destinationOf(order, home, taxCountry);
  if (destination === '' || destination === home) return { area: tax ? 'domestic' : 'exempt', country: home };
  if (charged) return { area: 'foreign', country: destination };
  if (!union.has(home) || !union.has(destination)) return { area: 'export', country: destination };
  return { area: order.billing.company.trim() === '' ? 'foreign' : 'reverse_charge', country: destination };
}

/** The part of an order that tells where it goes. */
export type PlacedOrder = Pick<Order, 'billing' | 'shipping' | 'lines'>;

/**
 * The country that a line without VAT goes to. If the shop charged VAT on other lines of the order, that country is the
 * answer: a customer who fetches the goods at the shop is at home, wherever they live. Otherwise it is the shipping
 * address, by which WooCommerce taxes unless the shop chose another address; a download has no shipping address.
 * `taxCountry`: the country of the line's own rate.
 */
function destinationOf({ billing, shipping, lines }: PlacedOrder, home: string, taxCountry: string | null): string {
  const charged = lines.find(({ tax, taxes: [firstTax] }) => tax !== 0 && firstTax && firstTax.country !== null);
  if (charged) return charged.taxes[0]?.country ?? '';
  const { country, postcode } = shipping.country.trim() ? shipping : billing;
  const code = country.trim().toUpperCase();
  const territory = territories.find(
    ({ of, postcodes }) => of === code && of === home && postcodes.test(postcode.trim()),
  );
  return territory?.country ?? taxCountry ?? code;
}

/**
 * Places that belong to a country but not to its VAT territory. Svalbard and Jan Mayen lie outside Norway's
 * (merverdiavgiftsloven, § 1-2), so goods that go there are exported.
 */
const territories = [{ of: 'NO', postcodes: /^(917\d|8099)$/, country: 'SJ' }] as const;
