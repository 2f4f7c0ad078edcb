/** A customer, with the fields of WooCommerce's addresses. */
export interface Customer {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  postcode: string;
  city: string;
  state: string;
  country: string;
  email: string;
  phone: string;
}

/** A guest of a Norwegian shop. */
export const kari = (changes: Partial<Customer> = {}): Customer => ({
  first_name: 'Kari',
  last_name: 'Nordmann',
  company: '',
  address_1: 'Storgata 12',
  address_2: '',
  postcode: '9008',
  city: 'Tromsø',
  state: '',
  country: 'NO',
  email: 'kari@example.test',
  phone: '+47 900 00 001',
  ...changes,
});

/** A product or variation by its SKU, and how many of it are bought. */
export interface CartItem {
  sku: string;
  quantity?: number;
}

/** An order to be placed. */
export interface Purchase {
  items: readonly CartItem[];
  customer?: Customer;
  /** `bacs` (Faktura) or `cod` (Oppkrav). */
  paymentMethod?: 'bacs' | 'cod';
  coupon?: string;
  /** WooCommerce's additional checkout fields by their ids, which only the block checkout has. */
  additionalFields?: Readonly<Record<string, string>>;
}
