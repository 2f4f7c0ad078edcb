import { z } from 'zod';
import { paymentOfOrder, type Payment } from '../../documents/payment.ts';
import type { PlanRequest } from '../contract.ts';
import { customerFact } from './customer/shapes.ts';
import { documentFact, namedDocument } from '../../documents/document-fact.ts';
import { accountFact } from '../../documents/account-vat.ts';
import { productFact } from './product/shapes.ts';
import type { Settings } from './settings.ts';
import { integer } from '../../vendor/fields.ts';

/** How people call the system in what they are told. */
export const target = 'Go';
/** Go keeps the books of Norwegian companies. */
export const home = 'NO';

/** The VAT code of SAF-T for what is booked without any VAT treatment. */
export const noVatTreatment = '7';

/** What a payment needs besides; ids are Go's, null where Go has no such thing in use. */
const paymentFact = z.object({
  customerAccountId: integer.nullable(),
  accountId: integer.nullable(),
  vatCodeId: integer.nullable(),
  /** The last day that is locked. */
  lockDate: z.string().nullable(),
  /** Our own voucher of it. */
  booked: namedDocument.nullable(),
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
  /** For an amendment: whom the order names by now, who need not be whom its document is made out to. */
  named: customerFact.optional(),
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

/** The zone of the shop's days where the shop does not tell its own time. */
export const zoneOf = ({ timeZone }: Settings): string => timeZone ?? 'Europe/Oslo';

/** The payment that the request is about, on the account that the settings give its method. */
export const paymentOf = (request: UnreadRequest): Payment =>
  paymentOfOrder(request, { methods: request.settings.payments, zone: zoneOf(request.settings) });
