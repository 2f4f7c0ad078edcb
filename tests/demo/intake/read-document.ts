import { createHash } from 'node:crypto';
import { aidsOf, type HeldDocument, type HeldItem } from '../../sandboxes/mmorthosoft/held-document.ts';
import type { TestOffice } from '../../sandboxes/mmorthosoft/office.ts';
import type { IntakeDocument, IntakeFile, RateSum } from './expected.ts';

const cents = (euros: string): number => Math.round(Number(euros) * 100);
const euros = (sum: number): string => (sum / 100).toFixed(2);

/** What the demo compares of a document: customer, date, total, the sums at each VAT rate, and the prescription. */
export function readIntake(held: HeldDocument, fetched: TestOffice['files']): IntakeDocument {
  const { kind, customer, date, gross, items, patient, doctor, insurer, prescription } = held;
  if (kind === 'cancellation') return { kind };
  if (kind !== 'order' && kind !== 'amendment') throw new Error(`an unknown kind of document: ${kind}`);
  const care = { patient, doctor, insurer, prescription, aids: aidsOf(held), files: filesOf(held, fetched) };
  return { kind, customer, date, gross: gross ?? '', rates: sumsOf(items), ...care };
}

/** The files that the document names, with the hash and the size of the bytes that the office has. */
const filesOf = ({ attachments }: HeldDocument, fetched: TestOffice['files']): IntakeFile[] =>
  attachments.map(({ sha256, fileName: name, purpose, mediaType }) => {
    const bytes = fetched.get(sha256) ?? Buffer.of();
    return { name, purpose, mediaType, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  });

function sumsOf(items: readonly HeldItem[]): RateSum[] {
  const sums = new Map<string, { net: number; vat: number }>();
  for (const item of items) {
    const rate = item.rate ?? 'none';
    const sum = sums.get(rate) ?? { net: 0, vat: 0 };
    sums.set(rate, { net: sum.net + cents(item.net), vat: sum.vat + cents(item.vat) });
  }
  return [...sums].map(([rate, { net, vat }]) => ({ rate, net: euros(net), vat: euros(vat) }));
}
