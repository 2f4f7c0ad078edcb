import { z } from 'zod';

/** One of the shop's own VAT rates, as WooCommerce lists it. */
export const shopRate = z.object({
  id: z.string().max(50),
  /** In percent, as decimal text such as `25` or `25.0000`. */
  percent: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
  /** Two letters; empty if the rate is for all countries. */
  country: z.string().max(2),
  /** The slug of its tax class; empty or `standard` for the standard class. */
  class: z.string().max(100),
  name: z.string().max(200),
});
export type ShopRate = z.infer<typeof shopRate>;

/** Lines for which the settings name no treatment: a VAT rate, the area of the VAT, a kind of line and a tax class. */
export const unmappedTreatment = z.object({
  rate: z.string(),
  area: z.string(),
  /** The country of delivery, two letters; empty if the order does not state it. */
  country: z.string(),
  kind: z.string(),
  taxClass: z.string(),
  /** How many orders have such a line. */
  orders: z.number().int(),
});
export type UnmappedTreatment = z.infer<typeof unmappedTreatment>;

/** `POST /v1/shops/{shop}/connections/{connection}/unmapped` */
export const unmappedAnswer = z.object({
  /** How many orders were read, the newest first. */
  looked: z.number().int(),
  /** Whether there are more orders, which were not read. */
  more: z.boolean(),
  /** The treatment that most orders need comes first. */
  treatments: z.array(unmappedTreatment),
  /** Payment methods of paid orders that have no account; empty if the connection books no payments. */
  methods: z.array(z.object({ method: z.string(), title: z.string(), orders: z.number().int() })),
  /** The ids of the shop's own rates for which the settings name no treatment. */
  rates: z.array(z.string()),
});
export type UnmappedAnswer = z.infer<typeof unmappedAnswer>;
