import { z } from 'zod';
import { currency, minor } from './money.ts';
import { reasonSchema } from './problem.ts';

/**
 * An order in Kontor: WooCommerce's REST v3 body, reduced to what documents need, with every amount in minor units. In
 * this form an order is stored and planned from, and hashed to distinguish a changed order from a repeated one.
 */

/** An id of the source, as text. WooCommerce has ids such as `23`; others have 17 digits, which no number can hold. */
export const sourceId = z.string().min(1);

/** The stages of an order, in Kontor's own words. */
export const orderStages = ['draft', 'open', 'done', 'refunded', 'called_off'] as const;
/**
 * The stage of an order, whatever status its source gives it.
 * - `draft`: not placed yet, or a test; it never leaves the shop.
 * - `open`: placed.
 * - `done`: delivered, as far as the source says.
 * - `refunded`: refunded in full.
 * - `called_off`: cancelled, failed or thrown away.
 */
export type OrderStage = (typeof orderStages)[number];

/** What is known of an order whose newest content cannot be read, and why it cannot be read. */
export const unreadOrder = z.object({
  /** Null if not even the status can be read. */
  status: z.string().nullable(),
  /** Null if the status is null. */
  stage: z.enum(orderStages).nullable(),
  problem: reasonSchema,
});
export type UnreadOrder = z.infer<typeof unreadOrder>;

/** Where an order comes from: the shop itself, or the id of the connection that brought it. */
export const shopItself = 'shop';

/**
 * A VAT rate in percent, as decimal text without trailing zeros (`25`, `11.11`); `none` if the shop charged no tax at
 * all.
 */
export const vatRate = z.union([z.literal('none'), z.string().regex(/^\d+(\.\d*[1-9])?$/)]);
export type VatRate = z.infer<typeof vatRate>;

/** The tax of one line by one of the shop's rates. */
export const lineTax = z.object({
  rateId: sourceId,
  /** Null if the order does not state the percentage of this rate. */
  rate: vatRate.nullable(),
  /** The country where the tax is due, two letters; null if the rate is for all countries or the order does not say. */
  country: z.string().nullable(),
  tax: minor,
});

/** One line of an order: an article, a shipping method or a fee. The articles' amounts already include coupons. */
export const orderLine = z.object({
  /** The source's id of the line, which never changes. */
  id: sourceId,
  kind: z.enum(['article', 'shipping', 'fee']),
  name: z.string(),
  /** Attributes and add-ons of the article, such as `Farge: Blå`, for people. */
  details: z.array(z.string()).default([]),
  sku: z.string().nullable(),
  /** A whole number or a fraction, as decimal text. It is `1` for shipping and fees. */
  quantity: z.string().regex(/^-?\d+(\.\d+)?$/),
  taxClass: z.string(),
  /** The amount after discounts, without tax. */
  net: minor,
  tax: minor,
  taxes: z.array(lineTax),
  /** Slugs of the article's categories; empty if the event does not contain them. */
  categories: z.array(z.string()),
  /** For a line of a refund: the id of the order's line that is refunded, if the shop states it. */
  refundedLineId: sourceId.nullable(),
  /** For shipping, if the shop states it: how the goods get to the customer. */
  shipping: z
    .object({
      /** The shipping method's id with that of its instance, such as `flat_rate:3`. */
      method: z.string(),
      /** The name of the place where the customer collects the goods; empty if they are sent. */
      pickupLocation: z.string(),
    })
    .optional(),
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

/** The same moment by the shop's own clock, such as `2026-01-01T00:20:00`; null if the source does not state it. */
const localTime = z.string().nullable();

/** A small difference between two of the shop's own figures, which comes from rounding. A larger one is a problem. */
export const orderRounding = z.object({
  /** The figures that differ, for people, such as `line 12: tax`. */
  where: z.string(),
  /** The figure of the order minus the sum of its parts, in minor units. */
  difference: minor,
});

export const orderRefund = z.object({
  id: sourceId,
  createdGmt: z.string(),
  createdLocal: localTime,
  reason: z.string(),
  /** What the customer gets back, as a positive amount. */
  amount: minor,
  /** Empty if the refund is only an amount. The lines' amounts are negative, as in WooCommerce. */
  lines: z.array(orderLine),
});
export type OrderRefund = z.infer<typeof orderRefund>;

export const order = z.compile(
  z.object({
    id: sourceId,
    /** The number that people know the order by. It is not the id, and not always digits. */
    number: z.string(),
    /** The status in the source's own word. Rules may name it. */
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
    /** Null for a guest. */
    customerId: sourceId.nullable(),
    billing: orderAddress,
    shipping: orderAddress,
    paymentMethod: z.string(),
    paymentMethodTitle: z.string(),
    customerNote: z.string(),
    /** Meta fields of the order that are plain text, by their key. Plugins add them, such as an organisation number. */
    meta: z.record(z.string(), z.string()),
    lines: z.array(orderLine),
    total: minor,
    totalTax: minor,
    refunds: z.array(orderRefund),
    roundings: z.array(orderRounding),
  }),
);
export type Order = z.infer<typeof order>;
