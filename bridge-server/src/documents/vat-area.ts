import type { Order, OrderLine } from '@kontor/shared/order';
import { isOutside, type LineKind } from './line-kind.ts';

/**
 * Where the VAT of a line is due, as the target's VAT return asks for it. The percentage alone does not tell: Swedish VAT of 25 %
 * is none of Norway's, and an export is another line of the return than a book without VAT.
 */
export const vatAreas = ['domestic', 'exempt', 'outside', 'foreign', 'reverse_charge', 'export'] as const;
/**
 * `domestic`: VAT of the company's own country, 0 % among it · `exempt`: none, on what stays at home · `outside`: none, since nothing
 * is sold, such as a gift card that pays · `foreign`: VAT that was charged for another country (in the EU: the
 * one-stop shop, OSS), or should have been, to a consumer of the EU · `reverse_charge`: none, to a business in another country of
 * the EU · `export`: none, to any other country.
 */
export type VatArea = (typeof vatAreas)[number];

/** Where a line belongs; `country`: the one that it goes to, two letters; empty where the order tells none. */
export interface VatPlace {
  area: VatArea;
  country: string;
}

/** The members of the European Union for VAT, by WooCommerce's codes; Northern Ireland's goods are not told apart. */
const union = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE MC'.split(' '));

/** `home`: the country of the company's books, two letters. */
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

/** As much of an order as tells where it goes. */
export type PlacedOrder = Pick<Order, 'billing' | 'shipping' | 'lines'>;

/**
 * Where what bears no VAT goes. A shop that charged VAT on other lines of the order has said where it is: whoever fetches the goods
 * from the shop is at home, wherever they live. Else WooCommerce taxes by the shipping address, unless the shop chose another; a
 * download has none. `named`: by the line's own rate.
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
 * Where a country's VAT does not apply though the country is its own. Svalbard and Jan Mayen lie outside Norway's VAT territory
 * (merverdiavgiftsloven, § 1-2): what goes there is sold as an export.
 */
const territories = [{ of: 'NO', postcodes: /^(917\d|8099)$/, country: 'SJ' }] as const;
