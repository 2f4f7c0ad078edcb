/**
 * Plugins of German shops keep the recipient's number at DHL (Postnummer) beside the shipping address. A parcel to a
 * Packstation does not arrive without it.
 */
const fields = [
  // Germanized, then its version before 3, then DHL for WooCommerce, then Shiptastic.
  { number: '_shipping_dhl_postnumber', chosen: '_shipping_address_type' },
  { number: '_shipping_parcelshop_post_number', chosen: '_shipping_parcelshop' },
  { number: '_shipping_dhl_postnum', chosen: '_shipping_dhl_address_type' },
  { number: '_pickup_location_customer_number', chosen: '_pickup_location_code' },
] as const;

/** What the field says that tells a station from a house, if the goods go to a house. */
const house: ReadonlySet<string> = new Set(['', '0', 'no', 'normal', 'regular']);

/** The lines of a shipping address. */
interface Lines {
  address1: string;
  address2: string;
}

/**
 * The shipping address with the number in its second line, where DHL wants it. A number of an earlier order that still
 * stands beside the address of a house is left out.
 */
export function withPostNumber<Address extends Lines>(
  shipping: Address,
  meta: Readonly<Record<string, string>>,
): Address {
  const textOf = (key: string): string => (Object.hasOwn(meta, key) ? meta[key] : undefined)?.trim() ?? '';
  const chosen = fields.find(({ number, chosen: station }) => textOf(number) !== '' && !house.has(textOf(station)));
  const number = chosen ? textOf(chosen.number) : '';
  if (number === '' || shipping.address1.includes(number) || shipping.address2.includes(number)) return shipping;
  return { ...shipping, address2: [number, shipping.address2.trim()].filter(Boolean).join(', ') };
}
