import { z } from 'zod';
import type { PlanRequest } from '../../contract.ts';
import { productFact } from '../map/products.ts';
import { accountFact } from '../map/vat.ts';
import type { Settings } from '../settings/connection.ts';
import { integer } from '../shapes/numbers.ts';
import { customerFact } from './customer-fact.ts';
import { heldDocument } from './held.ts';

/**
 * What has become of the order's own document at Go, and whom it was made out to. Sent, it is an invoice; `invoiceNo` is what Go
 * calls it. `locked`: the draft is confirmed. `held`: what it says, read for an amendment only.
 */
export const documentFact = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('draft'),
    customerId: integer.nullable(),
    locked: z.boolean().optional(),
    held: heldDocument.optional(),
  }),
  z.object({
    state: z.literal('invoiced'),
    customerId: integer.nullable(),
    invoiceNo: integer.nullable(),
    held: heldDocument.optional(),
  }),
  z.object({ state: z.literal('gone') }),
]);
export type DocumentFact = z.infer<typeof documentFact>;

/** The VAT code of SAF-T for what is booked without any VAT treatment. */
export const noVatTreatment = '7';

/** What a payment needs besides; ids are Go's, null where Go has no such thing in use. */
export const paymentFact = z.object({
  customerAccountId: integer.nullable(),
  accountId: integer.nullable(),
  vatCodeId: integer.nullable(),
  /** The last day that is locked. */
  lockDate: z.string().nullable(),
  /** Our own voucher of it. */
  booked: z.object({ id: z.string(), number: z.string() }).nullable(),
  /** Somebody else's booking of it. */
  elsewhere: z.object({ number: z.string(), date: z.string().nullable() }).nullable(),
});
export type PaymentFact = z.infer<typeof paymentFact>;

/** What planning needs to know from Go: the products that the lines may use, and whom the document is made out to. */
export const facts = z.object({
  products: z.array(productFact),
  /** The sales accounts of products that are to be created; left out where there are none, or where they may not be read. */
  accounts: z.array(accountFact).optional(),
  /** Left out where nothing follows from it, or where it may not be read. */
  isVatRegistered: z.boolean().optional(),
  customer: customerFact,
  /** `null` for the order itself, which has no document yet. */
  document: documentFact.nullable(),
  /** Only read for a payment; `document` is then the one that it settles. */
  payment: paymentFact.optional(),
  /** Whether the order's currency is none of those that the company uses. */
  closedCurrency: z.boolean().optional(),
});
export type Facts = z.infer<typeof facts>;

/** A request before its facts are read. */
export type UnreadRequest = Omit<PlanRequest<Settings, never>, 'facts'>;
export type Request = PlanRequest<Settings, Facts>;
