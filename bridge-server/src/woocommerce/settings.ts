import { longest, listIn } from '@kontor/shared/woocommerce/limits';
import { readableWithin, storable } from '@kontor/shared/woocommerce/text';
import { z } from 'zod';
import { factSchemas, type FactRead, type MissingFact } from '../shops/facts.ts';
import { createAsking, entriesUnread, indexRoute, readList, unread, type Asking, type PartRead } from './asking.ts';
import type { ShopClient } from './client.ts';
import { restPageSize } from './orders.ts';
import { otherShape } from './reply.ts';

/** The longest time for which a shop is asked. A worker has the shop for itself for longer than that. */
const mostSeconds = 240;
/** The most entries of each list. A shop with rates for each postcode has tens of thousands; no form can show them. */
const mostEntries = { taxRates: 5000, others: 500, zones: 200 };
/** The longest name of a tax rate, in characters. */
const longestRateName = 200;

/**
 * Reads the settings of a shop that forms and mappings need. It never fails: what cannot be read is named with its
 * route and reason. Only the fields that are kept are asked for, since the others may hold secrets, such as the keys of
 * a payment gateway.
 */
export async function readSettings(client: ShopClient): Promise<FactRead[]> {
  const asking = createAsking(client, mostSeconds);
  const general = await readGroup(asking, 'settings/general', generalSettings);
  const tax = await readGroup(asking, 'settings/tax', taxSettings);
  const timeZone = await readTimeZone(asking);
  const taxClasses = await readWhole(asking, 'taxes/classes', 'slug,name', taxClass);
  const taxRates = await readList(asking, {
    route: 'taxes',
    query: { _fields: 'id,country,state,rate,name,priority,compound,shipping,class', orderby: 'id', order: 'asc' },
    entry: taxRate,
    most: mostEntries.taxRates,
    pageSize: restPageSize,
  });
  const paymentMethods = await readWhole(asking, 'payment_gateways', 'id,title,enabled', paymentMethod);
  const shippingZones = await readWhole(asking, 'shipping/zones', 'id,name', shippingZone, mostEntries.zones);
  const shippingMethods = await readShippingMethods(asking, shippingZones);
  return [
    { kind: 'general', ...general },
    { kind: 'tax', ...tax },
    { kind: 'timeZone', ...timeZone },
    { kind: 'taxClasses', ...taxClasses },
    { kind: 'taxRates', ...taxRates },
    { kind: 'paymentMethods', ...paymentMethods },
    { kind: 'shippingZones', ...shippingZones },
    { kind: 'shippingMethods', ...shippingMethods },
  ];
}

/** A list that WooCommerce answers as a whole. */
const readWhole = <Entry>(
  asking: Asking,
  route: string,
  fields: string,
  entry: z.ZodType<Entry>,
  most = mostEntries.others,
): Promise<PartRead<Entry[]>> => readList(asking, { route, query: { _fields: fields }, entry, most, pageSize: null });

/** A text without characters that no database can store. */
const text = z.string().transform(storable);
/** A text for people, which WordPress stores as HTML. It is cut if it is too long, since people understand it even so. */
const prose = z
  .string()
  .nullish()
  .transform((html) => readableWithin(html ?? '', longest.name));
/** An id that WooCommerce writes as a number. */
const idText = z.int().min(0).transform(String);
const yesOrNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');
/** A whole number, which WooCommerce writes as text. */
const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number),
]);

const general = factSchemas.general.shape;
const tax = factSchemas.tax.shape;

/** The id of each setting in the shop, and how its value becomes ours. */
const generalSettings = {
  currency: { id: 'woocommerce_currency', value: text.pipe(general.currency.unwrap()) },
  currencyPosition: { id: 'woocommerce_currency_pos', value: general.currencyPosition.unwrap() },
  decimals: { id: 'woocommerce_price_num_decimals', value: wholeNumber.pipe(general.decimals.unwrap()) },
  thousandSeparator: { id: 'woocommerce_price_thousand_sep', value: text.pipe(general.thousandSeparator.unwrap()) },
  decimalSeparator: { id: 'woocommerce_price_decimal_sep', value: text.pipe(general.decimalSeparator.unwrap()) },
  calculatesTaxes: { id: 'woocommerce_calc_taxes', value: yesOrNo },
};
const taxSettings = {
  pricesIncludeTax: { id: 'woocommerce_prices_include_tax', value: yesOrNo },
  basedOn: { id: 'woocommerce_tax_based_on', value: tax.basedOn.unwrap() },
  shippingTaxClass: { id: 'woocommerce_shipping_tax_class', value: text.pipe(tax.shippingTaxClass.unwrap()) },
  roundsAtSubtotal: { id: 'woocommerce_tax_round_at_subtotal', value: yesOrNo },
  displayInShop: { id: 'woocommerce_tax_display_shop', value: tax.displayInShop.unwrap() },
  displayInCart: { id: 'woocommerce_tax_display_cart', value: tax.displayInCart.unwrap() },
  displayOfTotals: { id: 'woocommerce_tax_total_display', value: tax.displayOfTotals.unwrap() },
};

type Settings = Readonly<Record<string, { id: string; value: z.ZodType }>>;
type GroupOf<Wanted extends Settings> = { [Name in keyof Wanted]: z.output<Wanted[Name]['value']> | null };

/** Reads one group of settings. A setting that is not there, or has a strange value, is null and is named. */
async function readGroup<Wanted extends Settings>(
  asking: Asking,
  route: string,
  wanted: Wanted,
): Promise<PartRead<GroupOf<Wanted>>> {
  const reply = await asking.ask(route, { _fields: 'id,value' });
  if (reply.kind === 'failed') return unread(route, reply);
  const list = listIn(reply.value);
  const values = new Map<unknown, unknown>();
  for (const row of Array.isArray(list) ? (list as unknown[]) : []) {
    const { id, value } = Object(row) as { id?: unknown; value?: unknown };
    values.set(id, value);
  }
  const parsed = Object.entries(wanted).map(([name, { id, value }]) => ({
    name,
    id,
    read: value.safeParse(values.get(id)),
  }));
  const names = parsed.filter(({ read }) => !read.success).map(({ id }) => id);
  if (names.length === parsed.length) return unread(route, otherShape(route));
  const content = Object.fromEntries(parsed.map(({ name, read }) => [name, read.data ?? null])) as GroupOf<Wanted>;
  return { content, missing: names.length > 0 ? [{ route, why: entriesUnread(route, names) }] : [] };
}

const timeZone = z.object({
  timezone_string: text
    .transform((name) => name || null)
    .pipe(factSchemas.timeZone.shape.name)
    .catch(null),
  // WordPress may store the offset as text.
  gmt_offset: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^-?\d{1,2}(\.\d{1,2})?$/)
        .transform(Number),
    ])
    .pipe(factSchemas.timeZone.shape.offset.unwrap())
    .nullable()
    .catch(null),
});

/** The time zone stands in the index of WordPress, not among the settings of WooCommerce. */
async function readTimeZone(asking: Asking): Promise<PartRead<z.output<typeof factSchemas.timeZone>>> {
  const reply = await asking.ask(indexRoute, { _fields: Object.keys(timeZone.shape).join(',') });
  if (reply.kind === 'failed') return unread(indexRoute, reply);
  const { timezone_string: name = null, gmt_offset: offset = null } = timeZone.safeParse(reply.value).data ?? {};
  if (name === null && offset === null) return unread(indexRoute, otherShape(indexRoute));
  return { content: { name, offset }, missing: [] };
}

const taxClass = z.object({ slug: text, name: prose }).pipe(factSchemas.taxClasses.element);
const taxRate = z
  .object({
    id: idText,
    rate: text,
    country: text,
    state: text,
    class: text,
    name: text,
    priority: z.int(),
    compound: z.boolean(),
    shipping: z.boolean(),
  })
  .transform(({ rate, name, ...row }) => ({ ...row, percent: rate, name: readableWithin(name, longestRateName) }))
  .pipe(factSchemas.taxRates.element);
const paymentMethod = z
  .object({ id: text, title: prose, enabled: z.boolean() })
  .pipe(factSchemas.paymentMethods.element);
const shippingZone = z.object({ id: idText, name: prose }).pipe(factSchemas.shippingZones.element);
const shippingMethodOf = (zone: string) =>
  z
    .object({ instance_id: idText, method_id: text, title: prose, enabled: z.boolean() })
    .transform(({ instance_id: id, method_id: method, ...row }) => ({ ...row, id, zone, method }))
    .pipe(factSchemas.shippingMethods.element);

type ShippingMethods = z.output<typeof factSchemas.shippingMethods>;

/** The methods of all zones. A zone that cannot be read lacks its methods. The first one is named for each reason. */
async function readShippingMethods(
  asking: Asking,
  { content: zones }: PartRead<{ id: string }[]>,
): Promise<PartRead<ShippingMethods>> {
  // Why the zones are missing is told with the zones.
  if (zones === null) return { content: null, missing: [] };
  const read: ShippingMethods[] = [];
  const missing: MissingFact[] = [];
  for (const { id } of zones) {
    const route = `shipping/zones/${id}/methods`;
    const methods = await readWhole(asking, route, 'instance_id,method_id,title,enabled', shippingMethodOf(id));
    if (methods.content) read.push(methods.content);
    missing.push(...methods.missing.filter(({ why }) => !missing.some((known) => known.why.code === why.code)));
    if (asking.hasEnded()) break;
  }
  return { content: read.length > 0 || zones.length === 0 ? read.flat() : null, missing };
}
