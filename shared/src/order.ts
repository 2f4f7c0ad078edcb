import { z } from 'zod';
import { currency, minor } from './money.ts';
import { reasonSchema } from './problem.ts';

/**
 * An order as Kontor speaks of it: WooCommerce's REST v3 body reduced to what documents are made from, with every
 * amount in minor units. This is what is stored, hashed to tell a changed order from a repeated one, and planned from.
 */

/** An id as the source gives it, as text: WooCommerce counts `23`, others have 17 digits, which no JavaScript number holds. */
export const sourceId = z.string().min(1);

/** Where an order stands, whatever words its source has for it. */
export const orderStages = ['draft', 'open', 'done', 'refunded', 'called_off'] as const;
/**
 * `draft`: not placed yet, or a trial; it never leaves the shop · `open`: placed · `done`: delivered, as far as the source tells ·
 * `refunded`: given back in full · `called_off`: cancelled, failed or thrown away.
 */
export type OrderStage = (typeof orderStages)[number];

/**
 * What is known of an order whose newest content cannot be read: its head, with `null` for what cannot be read of that either,
 * and why the rest cannot be used.
 */
export const unreadOrder = z.object({
  status: z.string().nullable(),
  /** `null` where the status is. */
  stage: z.enum(orderStages).nullable(),
  problem: reasonSchema,
});
export type UnreadOrder = z.infer<typeof unreadOrder>;

/** Where an order comes from: the shop itself, or the id of the connection that brought it. */
export const shopItself = 'shop';

/** A VAT rate in percent as plain decimal text without trailing zeros ("25", "11.11"), or `none` where the shop charged no tax at all. */
export const vatRate = z.union([z.literal('none'), z.string().regex(/^\d+(\.\d*[1-9])?$/)]);
export type VatRate = z.infer<typeof vatRate>;

/** The part of one line's tax that one of the shop's rates makes up. */
export const lineTax = z.object({
  rateId: sourceId,
  /** `null`: the order names this rate nowhere, so its percentage is unknown. */
  rate: vatRate.nullable(),
  /** Where the tax is due, two letters; `null`: the rate is one for all countries, or the order does not say. */
  country: z.string().nullable(),
  tax: minor,
});

/** One amount of an order: an article, a shipping method or a fee. Coupons are contained in the articles' amounts. */
export const orderLine = z.object({
  /** The source's id of the order's line, stable over the order's life. */
  id: sourceId,
  kind: z.enum(['article', 'shipping', 'fee']),
  name: z.string(),
  /** What tells the article from others of its name, for people: attributes and add-ons, such as `Farge: Blå`. */
  details: z.array(z.string()).default([]),
  sku: z.string().nullable(),
  /** Whole or fractional, as decimal text; shipping and fees count as "1". */
  quantity: z.string().regex(/^-?\d+(\.\d+)?$/),
  taxClass: z.string(),
  /** After discounts, without tax. */
  net: minor,
  tax: minor,
  taxes: z.array(lineTax),
  /** Slugs of the article's categories; empty where the event does not carry them. */
  categories: z.array(z.string()),
  /** For a refund's line: the id of the order's line that it takes back, where the shop says so. */
  refundedLineId: sourceId.nullable(),
});
export type OrderLine = z.infer<typeof orderLine>;

export const orderAddress = z.object({
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  state: z.string(),
  postcode: z.string(),
  country: z.string(),
  email: z.string(),
  phone: z.string(),
});
export type OrderAddress = z.infer<typeof orderAddress>;

/** The same moment by the shop's own clock, where the source tells it: `2026-01-01T00:20:00`. */
const localTime = z.string().nullable();

/** A difference between two of the shop's own figures that rounding explains; the larger ones are a problem instead. */
export const orderRounding = z.object({
  /** Which figures disagree, for people: `line 12: tax`. */
  where: z.string(),
  /** In minor units: what the order says less what its parts add up to. */
  difference: minor,
});

export const orderRefund = z.object({
  id: sourceId,
  createdGmt: z.string(),
  createdLocal: localTime,
  reason: z.string(),
  /** Positive: what the customer gets back. */
  amount: minor,
  /** Empty for a refund by amount only. Amounts are negative, as WooCommerce gives them. */
  lines: z.array(orderLine),
});
export type OrderRefund = z.infer<typeof orderRefund>;

export const order = z.compile(
  z.object({
    id: sourceId,
    /** What people call it; not the id, and not always digits. */
    number: z.string(),
    /** The source's own word; rules may name it. */
    status: z.string(),
    stage: z.enum(orderStages),
    source: z.string(),
    currency,
    pricesIncludeTax: z.boolean(),
    createdGmt: z.string(),
    createdLocal: localTime,
    modifiedGmt: z.string(),
    paidGmt: z.string().nullable(),
    paidLocal: localTime,
    /** `null` for a guest. */
    customerId: sourceId.nullable(),
    billing: orderAddress,
    shipping: orderAddress,
    paymentMethod: z.string(),
    paymentMethodTitle: z.string(),
    customerNote: z.string(),
    /** The order's meta fields that are plain text, by their key: what plugins add, such as an organisation number. */
    meta: z.record(z.string(), z.string()),
    lines: z.array(orderLine),
    total: minor,
    totalTax: minor,
    refunds: z.array(orderRefund),
    roundings: z.array(orderRounding),
  }),
);
export type Order = z.infer<typeof order>;
