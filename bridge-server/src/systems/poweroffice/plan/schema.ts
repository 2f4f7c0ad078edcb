import { z } from 'zod';
import { person } from '../shapes/contact.ts';
import { customerPost, place } from '../shapes/customer.ts';
import { integer, unsent } from '../shapes/numbers.ts';
import { productPost } from '../shapes/product.ts';
import { productPointer, salesOrderDraft } from '../shapes/sales-order.ts';
import { bankVoucherPost } from '../shapes/voucher.ts';

/** A document of the order's that is at Go, or was. */
const named = z.object({ id: z.string(), number: z.string() });

/** A draft for a sum to pay or, with a negative sum, for a credit note. */
const salesOrderPlan = z.object({
  kind: z.literal('sales_order'),
  currency: z.string(),
  /** The total that Go's must equal. */
  expected: z.number().int(),
  customer: z.union([
    z.object({ id: integer }),
    z.object({ body: unsent(customerPost), name: z.string() }),
  ]),
  /** The customer's key, under which its id is remembered. */
  customerName: z.string().nullable(),
  order: unsent(salesOrderDraft),
  /** Products that Go is given first; the lines name them by their codes. */
  products: z.array(unsent(productPost)).default([]),
  roundingProduct: productPointer,
  /** Where it is delivered, if not to the customer's own address. `home`: made first, so that later orders go there. */
  places: z.object({ delivery: unsent(place), home: unsent(place).nullable() }).optional(),
  /** Who ordered for the company. */
  person: unsent(person).optional(),
  /** What should be known of the document. */
  notes: z.array(z.string()).optional(),
});
export type SalesOrderPlan = z.infer<typeof salesOrderPlan>;

/** The order's draft is deleted. `reference`: the key that the draft has at Go. */
const deletionPlan = z.object({ kind: z.literal('deletion'), document: named, reference: z.string() });
export type DeletionPlan = z.infer<typeof deletionPlan>;

/** Nothing is to be done at Go: there is nothing to give back. */
const nothingPlan = z.object({ kind: z.literal('nothing'), document: named });
export type NothingPlan = z.infer<typeof nothingPlan>;

/** A bank voucher. `booked`: it is there already; only then may `voucher` be null. `matching`: by what it is found in the customer ledger. */
const paymentPlan = z.object({
  kind: z.literal('payment'), total: z.number().int(), matching: z.string(), booked: named.nullable(), voucher: unsent(bankVoucherPost).nullable(),
});
export type PaymentPlan = z.infer<typeof paymentPlan>;

export const plan = z.discriminatedUnion('kind', [salesOrderPlan, deletionPlan, nothingPlan, paymentPlan]);
export type Plan = z.infer<typeof plan>;

/** What the document says by the plan. */
export const contentOf = (given: Plan): unknown => given;
