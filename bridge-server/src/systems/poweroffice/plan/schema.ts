import { z } from 'zod';
import { person } from '../shapes/contact.ts';
import { customerPost, place } from '../shapes/customer.ts';
import { integer, unsent } from '../shapes/numbers.ts';
import { headerPatch, linePatch } from '../shapes/held.ts';
import { productPost } from '../shapes/product.ts';
import { productPointer, salesOrderDraft, salesOrderLinePost } from '../shapes/sales-order.ts';
import { bankVoucherPost } from '../shapes/voucher.ts';

/** A document of the order's that is at Go, or was. */
const named = z.object({ id: z.string(), number: z.string() });

/** A draft for a sum to pay or, with a negative sum, for a credit note. */
const salesOrderPlan = z.object({
  kind: z.literal('sales_order'),
  currency: z.string(),
  /** The total that Go's must equal. */
  expected: z.number().int(),
  customer: z.union([z.object({ id: integer }), z.object({ body: unsent(customerPost), name: z.string() })]),
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
  /** Whether it is locked as soon as its total agrees. */
  confirm: z.boolean().optional(),
});
export type SalesOrderPlan = z.infer<typeof salesOrderPlan>;

/** The order's draft is deleted. `reference`: the key that the draft has at Go. `locked`: it is confirmed, and unlocked first. */
const deletionPlan = z.object({
  kind: z.literal('deletion'),
  document: named,
  reference: z.string(),
  locked: z.boolean().optional(),
});
export type DeletionPlan = z.infer<typeof deletionPlan>;

/** Nothing is to be done at Go: there is nothing to give back. */
const nothingPlan = z.object({ kind: z.literal('nothing'), document: named });
export type NothingPlan = z.infer<typeof nothingPlan>;

/** A line of the draft, and our reference for it. */
const heldLine = z.object({ lineId: z.string(), reference: z.string() });

/** The order's draft is mended, so that it says what `target` says. */
const amendmentPlan = z.object({
  kind: z.literal('amendment'),
  target: salesOrderPlan,
  document: named,
  /** The draft is confirmed: it is unlocked before anything is changed. */
  locked: z.boolean(),
  /** Whether it is confirmed in the end. */
  confirm: z.boolean(),
  /** How many steps of earlier plans were done; keeps the keys of this plan's steps apart from theirs. */
  earlier: z.number().int(),
  header: unsent(headerPatch),
  removed: z.array(heldLine),
  changed: z.array(heldLine.extend({ fields: unsent(linePatch) })),
  added: z.array(unsent(salesOrderLinePost)),
});
export type AmendmentPlan = z.infer<typeof amendmentPlan>;

/** The order's document says already what `target` says, and nothing is to be done. `total`: Go's. */
const unchangedPlan = z.object({
  kind: z.literal('unchanged'),
  target: salesOrderPlan,
  document: named.extend({ total: z.number().int() }),
});
export type UnchangedPlan = z.infer<typeof unchangedPlan>;

/** A bank voucher. `booked`: it is there already; only then may `voucher` be null. `matching`: by what it is found in the customer ledger. */
const paymentPlan = z.object({
  kind: z.literal('payment'),
  total: z.number().int(),
  matching: z.string(),
  booked: named.nullable(),
  voucher: unsent(bankVoucherPost).nullable(),
});
export type PaymentPlan = z.infer<typeof paymentPlan>;

export const plan = z.discriminatedUnion('kind', [
  salesOrderPlan,
  amendmentPlan,
  unchangedPlan,
  deletionPlan,
  nothingPlan,
  paymentPlan,
]);
export type Plan = z.infer<typeof plan>;

/** What the document says by the plan; a mended draft says what a new order would. */
export const contentOf = (given: Plan): unknown =>
  given.kind === 'amendment' || given.kind === 'unchanged' ? given.target : given;
