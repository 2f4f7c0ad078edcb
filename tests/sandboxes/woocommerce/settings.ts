type Row = Readonly<Record<string, unknown>>;

/** The settings of a shop as the lists of the REST API show them. */
export interface ShopSettings {
  readonly general: readonly Row[];
  readonly tax: readonly Row[];
  readonly taxClasses: readonly Row[];
  readonly taxRates: readonly Row[];
  readonly paymentMethods: readonly Row[];
  readonly shippingZones: readonly Row[];
  /** By the zone's id. */
  readonly shippingMethods: Readonly<Record<string, readonly Row[]>>;
  /** The fields of WordPress's index, which is no list. */
  readonly index: Row;
}

const setting = (id: string, type: string, value: string): Row => ({
  id: `woocommerce_${id}`,
  label: id,
  description: '',
  type,
  default: '',
  tip: '',
  value,
});
const rate = (id: number, percent: string, name: string, taxClass: string): Row => ({
  id,
  country: 'NO',
  state: '',
  postcode: '',
  city: '',
  rate: percent,
  name,
  priority: 1,
  compound: false,
  shipping: true,
  order: 0,
  class: taxClass,
  postcodes: [],
  cities: [],
});
const method = (id: number, kind: string, title: string): Row => ({
  id,
  instance_id: id,
  title,
  order: id,
  enabled: true,
  method_id: kind,
  method_title: kind,
  method_description: '<p>…</p>\n',
  settings: { title: { id: 'title', label: 'Name', type: 'text', value: title, default: kind } },
});
const gateway = (id: string, title: string, enabled: boolean, secret: string): Row => ({
  id,
  title,
  description: '',
  order: '',
  enabled,
  method_title: id,
  method_description: '',
  method_supports: ['products'],
  // A gateway's own settings hold the keys of its provider, and WooCommerce shows them to whoever may read settings.
  settings: { secret_key: { id: 'secret_key', label: 'Secret key', type: 'password', value: secret } },
});

/** A Norwegian shop, as WooCommerce 10.0.2 shows it. */
export const norwegianSettings: ShopSettings = {
  general: [
    setting('store_address', 'text', 'Storgata 1'),
    setting('default_country', 'select', 'NO'),
    setting('calc_taxes', 'checkbox', 'yes'),
    setting('currency', 'select', 'NOK'),
    setting('currency_pos', 'select', 'left_space'),
    setting('price_thousand_sep', 'text', ' '),
    setting('price_decimal_sep', 'text', ','),
    setting('price_num_decimals', 'number', '2'),
  ],
  tax: [
    setting('prices_include_tax', 'radio', 'yes'),
    setting('tax_based_on', 'select', 'shipping'),
    setting('shipping_tax_class', 'select', 'inherit'),
    setting('tax_round_at_subtotal', 'checkbox', 'no'),
    setting('tax_classes', 'textarea', ''),
    setting('tax_display_shop', 'select', 'incl'),
    setting('tax_display_cart', 'select', 'incl'),
    setting('price_display_suffix', 'text', ''),
    setting('tax_total_display', 'select', 'itemized'),
  ],
  taxClasses: [
    { slug: 'standard', name: 'Standard rate' },
    { slug: 'mat', name: 'Mat &amp; drikke' },
    { slug: 'zero-rate', name: 'Zero rate' },
  ],
  taxRates: [
    rate(1, '25.0000', 'MVA 25 %', 'standard'),
    rate(2, '15.0000', 'MVA 15 %', 'mat'),
    rate(3, '0.0000', 'MVA 0 %', 'zero-rate'),
  ],
  paymentMethods: [
    gateway('bacs', 'Faktura', true, ''),
    gateway('cheque', 'Check payments', false, ''),
    gateway('vipps', 'Vipps', true, 'sk_live_very-secret'),
  ],
  shippingZones: [
    { id: 0, name: 'Locations not covered by your other zones', order: 0 },
    { id: 1, name: 'Norge', order: 0 },
  ],
  shippingMethods: {
    '1': [method(1, 'flat_rate', 'Posten Norgespakke'), method(2, 'local_pickup', 'Hentes')],
  },
  index: { name: 'Nordlys', description: '', gmt_offset: 1, timezone_string: 'Europe/Oslo', namespaces: ['wc/v3'] },
};
