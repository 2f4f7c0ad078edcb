import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import { wordSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import { path } from '../../../vendor/client.ts';
import { asSent, unsent } from '../../../vendor/fields.ts';
import { createOnce, lookupByKey } from '../../../vendor/creation.ts';
import { completed, doubt, held, isNotFound, unknownLookup, valueOf, vendorWordsOf } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { type VatAmounts, remoteDocument } from '../../contract-document.ts';
import { defineStep, takenKeyIn, type Go } from '../client.ts';
import { customerGone } from '../customer/facts.ts';
import { goReason } from '../texts/texts.ts';
import { isOwnLine } from './lines.ts';
import {
  bookedLine,
  bookedLines,
  salesOrder,
  salesOrderFields,
  salesOrderPost,
  type BookedLine,
  type OutgoingInvoice,
  type SalesOrder,
} from './shapes.ts';
import { draftGone, invoicesOf, isOurs, salesDocumentByNumber, whereabouts } from './whereabouts.ts';

/** The result of a step with a sales order or its invoice. `customer`, `currency` and `date` are as Go reports them. */
export const orderResult = remoteDocument.extend({
  invoiced: z.boolean(),
  customer: z.string().optional(),
  currency: z.string().optional(),
  date: z.string().optional(),
  /** The customer for whom the order was created. */
  madeFor: z.string().optional(),
  /** The notes from the plan of the order. */
  notes: z.array(wordSchema).optional(),
});
export type OrderResult = z.infer<typeof orderResult>;

const creationInput = z.object({
  body: unsent(salesOrderPost),
  currency: z.string(),
  /** Whether Go makes a credit note of the order. */
  credit: z.boolean(),
  /** See `CustomerKeys.name`; the customer's remembered id is forgotten when Go no longer has it. */
  customerName: z.string().nullable(),
  /** Our codes for the customer's address and person, which are forgotten in the same way. */
  addressName: z.string().optional(),
  personName: z.string().optional(),
  /** What people should know about the order; stored with its result, since it cannot be found out later. */
  notes: z.array(wordSchema).optional(),
});
type Creation = z.infer<typeof creationInput>;

/** The key of an order, with the currency and the sign by which its total is read. */
interface OrderKey {
  reference: string;
  currency: string;
  credit: boolean;
}
const nameOf = ({ body, currency, credit }: Creation): OrderKey => ({
  reference: body.ExternalImportReference,
  currency,
  credit,
});

/**
 * Creates the sales order as a draft, with a negative sum a credit note. Go refuses our reference a second time, and
 * the order that has it is then the result. Go documents this for sales orders only; whether an invoice still blocks
 * the reference is not documented.
 */
export const orderCreation = defineStep({
  kind: 'poweroffice.order.create',
  does: 'document',
  guard: 'refuses_duplicates',
  freesKey: true,
  makes: true,
  input: creationInput,
  execute: async (go, input) => withCreationNotes(await createOrder(go, input), input),
  lookup: async (go, input, since) => withCreationNotes(await findOrder(go, nameOf(input), since), input),
  async byNumber(go, input, number) {
    const answer = await salesDocumentByNumber(go, { ...nameOf(input), number });
    if (answer.kind !== 'found') return answer;
    const { document, invoiced } = answer;
    const { body, notes } = input;
    // Each line may be off by one minor unit, which the rounding line takes up.
    return {
      kind: 'found',
      document,
      rounding: body.SalesOrderLines.length,
      result: { ...document, invoiced, ...(notes ? { notes } : {}) },
    };
  },
});

/** Adds to the answer what only the creation of the order knows. */
function withCreationNotes<Answer extends Outcome | LookupOutcome>(answer: Answer, { body, notes }: Creation): Answer {
  if (!('result' in answer)) return answer;
  const result = orderResult.parse(answer.result);
  return { ...answer, result: { ...result, madeFor: body.CustomerId, ...(notes ? { notes } : {}) } };
}

async function createOrder(go: Go, input: Creation): Promise<Outcome> {
  const { body, currency } = input;
  const orderKey = nameOf(input);
  const reply = await go.post('/SalesOrders/Complete', asSent(salesOrderPost, body), salesOrder);
  const outcome = await createOnce(reply, {
    takenKey: takenKeyIn(orderKey.reference),
    created(row) {
      const result = draftResult(row, currency);
      return result ? completed(result) : doubt(goReason('doubt.unreadable:total', { total: row.TotalAmount }));
    },
    async byId(id) {
      const draft = await go.get(path`/SalesOrders/${id}/Complete`, salesOrder);
      if (draft.kind !== 'value' || !isOurs(draft.value, orderKey.reference)) return null;
      const result = draftResult(draft.value, currency);
      return result && completed(result);
    },
    find: () => findOrder(go, orderKey, null),
    existed: true,
  });
  return forgettingPart(go, input, outcome);
}

/**
 * If Go no longer has something that the order names, its id is forgotten, so that the next attempt creates it again.
 */
async function forgettingPart(
  go: Go,
  { body, customerName, addressName, personName }: Creation,
  outcome: Outcome,
): Promise<Outcome> {
  if (outcome.kind !== 'refused' || !isNotFound(outcome)) return outcome;
  const words = vendorWordsOf(outcome);
  const forgetting = (object: string, name: string): Outcome => ({ ...outcome, forget: { object, name } });
  if (/delivery\s?address/i.test(words) && addressName !== undefined)
    return forgetting('delivery_address', addressName);
  if (/contact\s?person/i.test(words) && personName !== undefined) return forgetting('contact_person', personName);
  const product = body.SalesOrderLines.find(
    ({ ProductCode }) => ProductCode !== undefined && words.includes(`'${ProductCode}'`),
  )?.ProductCode;
  if (product !== undefined) return forgetting('product', product);
  return /customer/i.test(words) ? customerGone(go, outcome, customerName) : outcome;
}

/**
 * How far the clocks of the bridge and of Go may differ. If the bridge's clock were further off, it would accept no
 * shop's requests.
 */
const clockMarginSeconds = 120;

/**
 * Asks Go for the order with our reference: among the drafts that changed since then, as no filter takes our reference,
 * and among the invoices, where a draft keeps its id when the office sends it. `since`: `null` for all drafts.
 */
async function findOrder(
  go: Go,
  { reference, currency, credit }: OrderKey,
  since: Date | null,
): Promise<LookupOutcome> {
  const changed = since
    ? { lastChangedDateTimeOffsetGreaterThan: new Date(since.getTime() - 1000 * clockMarginSeconds).toISOString() }
    : {};
  const query = { onlyCreatedByCurrentIntegration: 'true', ...changed, Fields: salesOrderFields };
  // Drafts first, so that a draft that is sent between the two questions is found twice, and not missed.
  const drafts = await go.list('/SalesOrders', salesOrder, query);
  if (drafts.kind !== 'value') return unknownLookup(drafts);
  const invoices = await invoicesOf(go, { reference, credit });
  if (invoices.kind !== 'value') return unknownLookup(invoices);

  const byId = new Map<string, OrderResult | null>();
  for (const row of drafts.value) if (isOurs(row, reference)) byId.set(row.Id, draftResult(row, currency));
  for (const row of invoices.value) byId.set(row.Id, invoiceResult(row, currency));
  const all = [...byId.values()];
  if (all.length === 1 && all[0] === null) return unknownLookup(unreadableTotal);
  const several = goReason('doubt.several:documents', { count: all.length, reference });
  return lookupByKey(valueOf(all), several, (result) => ({ result, document: remoteDocument.parse(result) }));
}

/** Reads the order as Go has it now: the draft or, if the office has sent it, the invoice. */
export const orderReading = defineStep({
  kind: 'poweroffice.order.read',
  does: 'read',
  input: z.object({ orderId: z.string(), reference: z.string(), currency: z.string(), credit: z.boolean() }),
  async execute(go, { orderId, currency, ...orderKey }): Promise<Outcome> {
    const location = await whereabouts(go, { id: orderId, ...orderKey });
    if (location.kind !== 'value') return location;
    const { value } = location;
    switch (value.state) {
      case 'gone':
        return draftGone(value.words);
      case 'draft':
        return outcomeOfResult(draftResult(value.row, currency));
      case 'invoiced': {
        const lines = await go.list(path`/OutgoingInvoices/${value.row.Id}/Lines`, bookedLine);
        if (lines.kind !== 'value') return lines;
        return outcomeOfResult(withVat(invoiceResult(value.row, currency), lines.value, currency));
      }
    }
  },
});

const unreadableTotal = held(goReason('held.unreadable:total'));

function draftResult(row: SalesOrder, currency: string): OrderResult | null {
  const result = resultOf(row, row.SalesOrderNo, false, currency);
  const { SalesOrderDate } = row;
  const datedResult = result && { ...result, ...(SalesOrderDate ? { date: SalesOrderDate } : {}) };
  return withVat(datedResult, bookedLines.safeParse(row).data?.SalesOrderLines ?? null, currency);
}

function withVat(
  result: OrderResult | null,
  lines: readonly BookedLine[] | null,
  currency: string,
): OrderResult | null {
  const vat = lines && vatOf(lines, currency);
  return result && vat ? { ...result, vat } : result;
}

const invoiceResult = (row: OutgoingInvoice, currency: string) => resultOf(row, row.InvoiceNo, true, currency);

function resultOf(
  row: Pick<SalesOrder, 'Id' | 'TotalAmount' | 'CustomerId' | 'CurrencyCode'>,
  number: string | null | undefined,
  invoiced: boolean,
  currency: string,
): OrderResult | null {
  const { Id, TotalAmount, CustomerId, CurrencyCode } = row;
  const total = nearestMinor(TotalAmount, decimalsOf(currency));
  if (total === null) return null;
  const customer = CustomerId ? { customer: CustomerId } : {};
  return {
    id: Id,
    number: number ?? Id,
    total,
    invoiced,
    ...customer,
    ...(CurrencyCode ? { currency: CurrencyCode } : {}),
  };
}

/** The sums of our own lines by product, without the office's lines and the rounding line. */
function vatOf(all: readonly BookedLine[], currency: string): OrderResult['vat'] | null {
  const lines = all.filter(
    ({ ExternalImportReference }) => ExternalImportReference && isOwnLine(ExternalImportReference),
  );
  // None of the lines is ours: a person may have entered the document by hand.
  if (lines.length === 0) return null;
  const sums = new Map<string, VatAmounts>();
  for (const { ProductCode, NetAmount, VatAmount } of lines) {
    const [net, tax] = [NetAmount, VatAmount].map((amount) => nearestMinor(amount, decimalsOf(currency)));
    if (!ProductCode || typeof net !== 'number' || typeof tax !== 'number') return null;
    const sum = sums.get(ProductCode) ?? { net: 0, tax: 0 };
    sums.set(ProductCode, { net: sum.net + net, tax: sum.tax + tax });
  }
  const isExact = ({ net, tax }: VatAmounts) => Number.isSafeInteger(net) && Number.isSafeInteger(tax);
  return [...sums.values()].every(isExact) ? [...sums].map(([treatment, sum]) => ({ treatment, ...sum })) : null;
}

const outcomeOfResult = (result: OrderResult | null): Outcome => (result ? completed(result) : unreadableTotal);
