import type { Minor } from '@kontor/shared/money';
import { vatRate, type Order, type VatRate } from '@kontor/shared/order';
import { z } from 'zod';

/** What a document comes to, and what it may say otherwise than was planned. */

/** Without VAT, and the VAT on it, in minor units of the order's currency; negative for a credit. */
export const vatAmounts = z.object({ net: z.number().int(), tax: z.number().int() });
export type VatAmounts = z.infer<typeof vatAmounts>;

/** What all lines of a document come to that the target books alike. */
export const vatSum = z.object({
  /** What the target books them as, in its own words, such as its product `A-1`. */
  treatment: z.string(),
  /** Mostly one; what has no VAT may be of 0 % or untaxed. */
  rates: z.array(vatRate),
  lines: z.number().int(),
  /** By the order, and by what the target makes of the lines, as far as its arithmetic is known. */
  ordered: vatAmounts,
  foreseen: vatAmounts,
});
export type VatSum = z.infer<typeof vatSum>;

/** The document as the target holds it. */
export const remoteDocument = z.object({
  /** The vendor's id, as text. */
  id: z.string(),
  /** What people call it. */
  number: z.string(),
  /** Including tax, in minor units of the order's currency, as the target computed it. */
  total: z.number().int(),
  /** What it comes to by treatment, where the target tells it. */
  vat: z.array(vatAmounts.extend({ treatment: z.string() })).optional(),
});
export type RemoteDocument = z.infer<typeof remoteDocument>;

/** What a document says otherwise than was planned; both sides as people read them. `treatment`: of which lines. */
export interface Difference {
  what: 'total' | 'net' | 'vat' | 'currency' | 'customer' | 'date';
  treatment?: string;
  planned: string;
  found: string;
}

/** One line of a document. Amounts in minor units of the document's currency; negative for a credit. */
export interface DescribedLine {
  description: string;
  quantity: string;
  unitPrice: string;
  /** The target's product, where it books by products. */
  product: string | null;
  /** What the target books the line as, in its own words. */
  treatment: string;
  rate: VatRate;
  net: Minor;
  tax: Minor;
}

/** What a document says by its plan, as a bookkeeper reads it. */
export interface Described {
  currency: string | null;
  /** Null for a document that names none. `name`: null where the plan knows the customer by the target's id alone. */
  customer: { name: string | null; number: string | null; isNew: boolean } | null;
  /** `yyyy-mm-dd`; null where the office decides. */
  date: string | null;
  /** `buyer` and `purchase_order`: what whoever ordered wrote; every other names nobody. */
  references: readonly { kind: DescribedReference; value: string }[];
  lines: readonly DescribedLine[];
}
export type DescribedReference = 'order' | 'key' | 'purchase_order' | 'buyer' | 'invoice' | 'document';

/** What of an order tells how its lines and its payment are booked. */
export type Bookable = Pick<Order, 'billing' | 'shipping' | 'lines' | 'paidGmt' | 'paymentMethod' | 'total'>;

/** Lines that nothing is set for, by all that could be set. */
export interface UnmappedLine {
  rate: VatRate;
  area: string;
  /** Where the lines go, two letters; empty where the order does not tell. */
  country: string;
  kind: string;
  taxClass: string;
}

/** What of an order the settings book as nothing. `method`: its payment's, where that has no account. */
export interface Unmapped {
  lines: readonly UnmappedLine[];
  method: string | null;
}
