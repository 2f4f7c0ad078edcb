import type { Minor } from '@kontor/shared/money';
import { vatRate, type Order, type VatRate } from '@kontor/shared/order';
import type { Word } from '@kontor/shared/problem';
import { z } from 'zod';

/** The amounts of a document, and how they may differ from the plan. */

export const aboutKinds = ['order', 'refund', 'payment'] as const;
/**
 * What a document is about.
 * - `refund`: the credit note of a refund, and the payment that gives its money back.
 * - `order`: the order's own document, its payment and its cancellation.
 * - `payment`: the amendment of a payment.
 * Any other amendment is about what the amended document is about.
 */
export interface About {
  kind: (typeof aboutKinds)[number];
  /** The refund's id for a refund; what tells a payment from other payments for a payment; empty for the order. */
  reference: string;
}

/** An amount without VAT (`net`) and its VAT (`tax`), in minor units of the order's currency; negative for a credit. */
export const vatAmounts = z.object({ net: z.number().int(), tax: z.number().int() });
export type VatAmounts = z.infer<typeof vatAmounts>;

/** The sum of all lines of a document that the target books in the same way. */
export const vatSum = z.object({
  /** What the target books the lines as, in its own words, such as its product `A-1`. */
  treatment: z.string(),
  /** Usually one rate. Lines without VAT may be both of 0 % and untaxed. */
  rates: z.array(vatRate),
  /** How many lines. */
  lines: z.number().int(),
  /**
   * `ordered`: the sum by the order. `foreseen`: the sum that the target will compute, as far as its arithmetic is
   * known.
   */
  ordered: vatAmounts,
  foreseen: vatAmounts,
});
export type VatSum = z.infer<typeof vatSum>;

/** The document as the target holds it. */
export const remoteDocument = z.object({
  /** The vendor's id, as text. */
  id: z.string(),
  /** The number by which people know the document. */
  number: z.string(),
  /** The total with tax as the target computed it, in minor units of the order's currency. */
  total: z.number().int(),
  /** The sums by treatment, where the target reports them. */
  vat: z.array(vatAmounts.extend({ treatment: z.string() })).optional(),
});
export type RemoteDocument = z.infer<typeof remoteDocument>;

/** One point in which a document differs from its plan. Both sides are written as people read them. */
export interface Difference {
  what: 'total' | 'net' | 'vat' | 'currency' | 'customer' | 'date';
  /** The lines concerned, where the difference is of some lines only. */
  treatment?: string;
  planned: string;
  found: string;
}

/**
 * One line of a described document. Amounts are in minor units of the document's currency and negative for a credit.
 */
export interface DescribedLine {
  description: string;
  quantity: string;
  unitPrice: string;
  /** The target's product; `null` where the target does not book by products. */
  product: string | null;
  /** What the target books the line as, in its own words. */
  treatment: string;
  rate: VatRate;
  net: Minor;
  tax: Minor;
}

/** A planned document as a bookkeeper reads it. */
export interface DocumentDescription {
  currency: string | null;
  /**
   * `null` for a document without a customer. `name` is `null` where the plan knows only the target's id of the
   * customer.
   */
  customer: { name: string | null; number: string | null; isNew: boolean } | null;
  /** `yyyy-mm-dd`; `null` where the office chooses the day. */
  date: string | null;
  /** The customer wrote `buyer` and `purchase_order`, so they may name a person; the other kinds name nobody. */
  references: readonly { kind: DescribedReference; value: string }[];
  lines: readonly DescribedLine[];
  /** What people should know about the document although it is made, such as a doubtful number. */
  notes?: readonly Word[];
}
export type DescribedReference =
  'order' | 'key' | 'purchase_order' | 'buyer' | 'invoice' | 'document' | 'branch' | 'clerk' | 'employee' | 'insurer';

/** The part of an order that decides how its lines and its payment are booked. */
export type Bookable = Pick<Order, 'billing' | 'shipping' | 'lines' | 'paidGmt' | 'paymentMethod' | 'total'>;

/** Lines that no setting covers, described by every field that a setting could name. */
export interface UnmappedLine {
  rate: VatRate;
  area: string;
  /** The country that the lines go to, two letters; empty where the order does not tell. */
  country: string;
  kind: string;
  taxClass: string;
}

/** The parts of an order that the settings do not book. */
export interface UnmappedParts {
  lines: readonly UnmappedLine[];
  /** The payment method of the order, where the settings give it no account. */
  method: string | null;
}
