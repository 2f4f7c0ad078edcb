import { ownDocument, type DocumentRequest } from './about.ts';
import { customerKeysOf } from './customer.ts';
import { fullName, namesOf } from './customer-identity.ts';
import type { Gap } from '../systems/contract.ts';

interface Changed {
  /** What the office has sent the document as; `null`: it is a draft. */
  invoiceNo: string | null;
  target: string;
}
type Request = Parameters<typeof customerKeysOf>[0] & DocumentRequest;

/**
 * The order names another customer than its document is made out to. Kontor moves no document to another customer, since the
 * office may have chosen that one itself; a person does so, or decides that it stays. `null`: that was decided.
 */
export function customerChanged(request: Request, { invoiceNo, target }: Changed): Gap | null {
  const { order, decisions } = request;
  const { key, number } = ownDocument(request);
  const question = `document-customer:${key}:${customerKeysOf(request)?.name ?? ''}`;
  if (decisions[question] === stays) return null;
  const names = namesOf(order);
  const named = [names ? fullName(names) : '', order.billing.email.trim()].filter(Boolean).join(', ');
  const mended =
    invoiceNo !== null
      ? `Credit invoice ${invoiceNo} in ${target} and invoice the order anew by hand, then say that it was handled elsewhere`
      : `Make draft ${number} out to that customer in ${target} and try again`;
  return {
    code: 'gap.customer_changed',
    cause: `The order is for ${named || 'nobody'} now; its document ${invoiceNo ?? number} is made out to another customer.`,
    remedy: `${mended}; or decide that the document stays with its customer.`,
    question: { name: question, options: [{ value: stays, label: 'The document stays with its customer' }] },
  };
}

const stays = 'stays';
