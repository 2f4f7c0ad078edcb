import { z } from 'zod';
import { paymentOfOrder, type Payment } from '../../documents/payment.ts';
import type { PlanRequest } from '../contract.ts';
import { customerFact } from './customer/shapes.ts';
import { documentFact, namedDocument } from '../../documents/document-fact.ts';
import { accountFact } from '../../documents/account-vat.ts';
import { productFact } from './product/shapes.ts';
import type { Settings } from './settings.ts';
import { integer } from '../../vendor/fields.ts';

/** The name of the system in sentences. */
export const target = 'Go';
/** Go keeps the books of Norwegian companies. */
export const home = 'NO';

/** The SAF-T VAT code for bookings without any VAT treatment. */
export const noVatTreatment = '7';

/** What a payment needs in addition. Ids are Go's; `null` where Go has no such thing in use. */
const paymentFact = z.object({
  customerAccountId: integer.nullable(),
  accountId: integer.nullable(),
  vatCodeId: integer.nullable(),
  /** The last day of the closed books. */
  lockDate: z.string().nullable(),
  /** Our own voucher, if the payment is already booked. */
  booked: namedDocument.nullable(),
  /** A booking of the payment by somebody else. */
  elsewhere: z.object({ number: z.string(), date: z.string().nullable() }).nullable(),
});
export type PaymentFact = z.infer<typeof paymentFact>;

/** What planning needs from Go: the products for the lines, and the customer of the document. */
export const facts = z.object({
  products: z.array(productFact),
  /** The sales accounts of products that are to be created; left out where there are none or they may not be read. */
  accounts: z.array(accountFact).optional(),
  /** Left out where no product depends on it or it may not be read. */
  isVatRegistered: z.boolean().optional(),
  customer: customerFact,
  /** For an amendment: the customer that the order names now, who may differ from the document's customer. */
  named: customerFact.optional(),
  /** `null` for the order itself, which has no document yet. */
  document: documentFact.nullable(),
  /** For a payment only; `document` is then the one that the payment settles. */
  payment: paymentFact.optional(),
  /** Whether the company does not use the order's currency. */
  closedCurrency: z.boolean().optional(),
});
export type Facts = z.infer<typeof facts>;

/** A request before its facts are read. */
export type UnreadRequest = Omit<PlanRequest<Settings, never>, 'facts'>;
export type Request = PlanRequest<Settings, Facts>;

/** The time zone for a shop that does not tell its own time. */
export const zoneOf = ({ timeZone }: Settings): string => timeZone ?? 'Europe/Oslo';

/** The payment that the request is about, with the account that the settings give its method. */
export const paymentOf = (request: UnreadRequest): Payment =>
  paymentOfOrder(request, { methods: request.settings.payments, zone: zoneOf(request.settings) });
