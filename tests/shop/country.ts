/** The data of a test shop, by country. `steps/configure.php` makes the shop from it. Prices are with VAT. */
export interface CountryShop {
  name: string;
  /** Two letters. */
  country: string;
  address: { street: string; city: string; postcode: string };
  currency: { code: string; position: 'left_space' | 'right_space'; thousands: string };
  timeZone: string;
  /** A tax class of the shop's own, beside WooCommerce's. */
  taxClass: { name: string; slug: string } | null;
  /** The VAT rate in percent of each tax class; '' is the standard class. */
  rates: readonly { taxClass: string; percent: string; name: string }[];
  shipping: { zone: string; parcel: string; cost: string; pickup: string };
  payment: { bacs: string; cod: string };
  /** `taxClass`: null for what is not taxable. `stock`: null if it is not managed. */
  products: readonly {
    sku: string;
    name: string;
    price: string;
    taxClass: string | null;
    stock: number | null;
    isVirtual?: boolean;
  }[];
  /** A product with variations, whose SKUs end with the option. */
  variable: { sku: string; name: string; attribute: string; options: readonly string[]; price: string };
  coupon: { code: string; percent: number };
  /** WooCommerce's own pages use blocks, so the classic checkout gets a page of its own. */
  classicCheckout: { title: string; slug: string };
}

const norway: CountryShop = {
  name: 'Nordlys',
  country: 'NO',
  address: { street: 'Storgata 1', city: 'Tromsø', postcode: '9008' },
  currency: { code: 'NOK', position: 'left_space', thousands: ' ' },
  timeZone: 'Europe/Oslo',
  taxClass: { name: 'Mat', slug: 'food' },
  rates: [
    { taxClass: '', percent: '25', name: 'MVA 25 %' },
    { taxClass: 'food', percent: '15', name: 'MVA 15 %' },
    { taxClass: 'reduced-rate', percent: '12', name: 'MVA 12 %' },
    { taxClass: 'zero-rate', percent: '0', name: 'MVA 0 %' },
  ],
  shipping: { zone: 'Norge', parcel: 'Posten Norgespakke', cost: '79.20', pickup: 'Hentes' },
  payment: { bacs: 'Faktura', cod: 'Oppkrav' },
  products: [
    { sku: 'LUPE-3X', name: 'Lupe 3× med lys', price: '349.00', taxClass: '', stock: 50 },
    { sku: 'BRILLE-SNOR', name: 'Brillesnor, 3 stk', price: '99.90', taxClass: '', stock: null },
    { sku: 'INNLEGG-42', name: 'Innleggssåler str. 42', price: '1249.00', taxClass: '', stock: null },
    { sku: 'PLASTER-33', name: 'Plaster, pose', price: '28.33', taxClass: '', stock: null },
    { sku: 'OMEGA-3', name: 'Omega-3, 120 kapsler', price: '189.00', taxClass: 'food', stock: 200 },
    {
      sku: 'TRANSPORT',
      name: 'Pasienttransport',
      price: '450.00',
      taxClass: 'reduced-rate',
      stock: null,
      isVirtual: true,
    },
    { sku: 'BOK-RYGG', name: 'Bok: Sterk rygg', price: '299.00', taxClass: 'zero-rate', stock: null },
    { sku: 'GAVEKORT-500', name: 'Gavekort 500 kr', price: '500.00', taxClass: null, stock: null, isVirtual: true },
  ],
  variable: { sku: 'STROMPE', name: 'Støttestrømpe', attribute: 'Størrelse', options: ['S', 'M'], price: '229.00' },
  coupon: { code: 'vaar10', percent: 10 },
  classicCheckout: { title: 'Kasse (klassisk)', slug: 'klassisk-kasse' },
};

const germany: CountryShop = {
  name: 'Werkhof',
  country: 'DE',
  address: { street: 'Kanalstraße 12', city: 'Lübeck', postcode: '23552' },
  currency: { code: 'EUR', position: 'right_space', thousands: '.' },
  timeZone: 'Europe/Berlin',
  taxClass: null,
  rates: [
    { taxClass: '', percent: '19', name: 'MwSt. 19 %' },
    { taxClass: 'reduced-rate', percent: '7', name: 'MwSt. 7 %' },
    { taxClass: 'zero-rate', percent: '0', name: 'MwSt. 0 %' },
  ],
  shipping: { zone: 'Deutschland', parcel: 'DHL Paket', cost: '4.12', pickup: 'Abholung' },
  payment: { bacs: 'Überweisung', cod: 'Nachnahme' },
  products: [
    { sku: 'EINLAGE-42', name: 'Schuheinlagen, Größe 42', price: '89.00', taxClass: '', stock: 20 },
    { sku: 'BANDAGE-KNIE', name: 'Kniebandage', price: '49.90', taxClass: '', stock: null },
    { sku: 'GEHSTUETZE', name: 'Unterarmgehstütze', price: '24.95', taxClass: 'reduced-rate', stock: null },
    { sku: 'BUCH-RUECKEN', name: 'Buch: Starker Rücken', price: '19.90', taxClass: 'reduced-rate', stock: null },
    { sku: 'GUTSCHEIN-50', name: 'Gutschein 50 €', price: '50.00', taxClass: null, stock: null, isVirtual: true },
  ],
  variable: { sku: 'STRUMPF', name: 'Kompressionsstrumpf', attribute: 'Größe', options: ['S', 'M'], price: '39.90' },
  coupon: { code: 'fruehling10', percent: 10 },
  classicCheckout: { title: 'Kasse (klassisch)', slug: 'kasse-klassisch' },
};

export const countryShops = { norway, germany } as const;
export type Country = keyof typeof countryShops;
