import { z } from 'zod';

/** One of the shop's own VAT rates, as WooCommerce lists it. */
export const shopRate = z.object({
  id: z.string().max(50),
  /** In percent, as decimal text: `25`, `25.0000`. */
  percent: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
  /** Two letters; empty: for all countries. */
  country: z.string().max(2),
  /** The slug of its tax class; empty or `standard` for the standard class. */
  class: z.string().max(100),
  name: z.string().max(200),
});
export type ShopRate = z.infer<typeof shopRate>;

/** Lines that nothing is set for: a VAT rate, where the VAT is due, a kind of line and a tax class. */
export const unmappedTreatment = z.object({
  rate: z.string(),
  area: z.string(),
  /** Where the lines go, two letters; empty where the order does not tell. */
  country: z.string(),
  kind: z.string(),
  taxClass: z.string(),
  /** How many orders have such a line. */
  orders: z.number().int(),
});
export type UnmappedTreatment = z.infer<typeof unmappedTreatment>;

/** `POST /v1/shops/{shop}/connections/{connection}/unmapped` */
export const unmappedAnswer = z.object({
  /** How many orders were looked at; the newest ones where there are more than an answer looks at. */
  looked: z.number().int(),
  more: z.boolean(),
  /** What most orders have comes first. */
  treatments: z.array(unmappedTreatment),
  /** Payment methods of paid orders that have no account; empty where the connection books no payments. */
  methods: z.array(z.object({ method: z.string(), title: z.string(), orders: z.number().int() })),
  /** Of the rates that were sent, those by their ids that nothing is set for. */
  rates: z.array(z.string()),
});
export type UnmappedAnswer = z.infer<typeof unmappedAnswer>;
