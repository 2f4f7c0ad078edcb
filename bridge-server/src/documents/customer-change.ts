import { reason, word } from '../texts/reason.ts';
import { ownDocument, type DocumentRequest } from './related-documents.ts';
import { customerKeysOf } from './customer.ts';
import { fullName, namesOf } from './customer-identity.ts';
import type { Gap } from '../systems/contract.ts';

interface Changed {
  /** The number of the invoice that the office has sent; `null` for a draft. */
  invoiceNo: string | null;
  target: string;
}
type Request = Parameters<typeof customerKeysOf>[0] & DocumentRequest;

/**
 * The gap for an order that names another customer than its document. Kontor moves no document to another customer,
 * since the office may have chosen that customer itself. A person moves it, or decides that it stays; `null` where a
 * person decided so.
 */
export function customerChanged(request: Request, { invoiceNo, target }: Changed): Gap | null {
  const { order, decisions } = request;
  const { key, number } = ownDocument(request);
  const question = `document-customer:${key}:${customerKeysOf(request)?.name ?? ''}`;
  if (decisions[question] === stays) return null;
  const names = namesOf(order);
  const description = [names ? fullName(names) : '', order.billing.email.trim()].filter(Boolean).join(', ');
  const values = { customer: description || word('nobody'), number: invoiceNo ?? number, target };
  const choice = word('choice.customer_stays');
  return {
    ...reason(invoiceNo === null ? 'gap.customer_changed' : 'gap.customer_changed:invoice', values),
    question: { name: question, options: [{ value: stays, ...choice }] },
  };
}

const stays = 'stays';
