import { createHash } from 'node:crypto';
import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';
import type { HeldDocument } from '../../sandboxes/mmorthosoft/held-document.ts';
import type { TestOffice } from '../../sandboxes/mmorthosoft/office.ts';
import type { IntakeDocument, IntakeFile, RateSum } from './expected.ts';

const namespaces = { i: 'urn:kontor:order-intake' };
const cents = (euros: string): number => Math.round(Number(euros) * 100);
const euros = (sum: number): string => (sum / 100).toFixed(2);

/** Reads what the demo compares: customer, date, total, the sums of the items at each VAT rate, and the prescription. */
export function readIntake(held: HeldDocument, fetched: TestOffice['files']): IntakeDocument {
  const { kind, customer, patient, doctor, insurer, prescription, aids } = held;
  if (kind === 'cancellation') return { kind };
  if (kind !== 'order' && kind !== 'amendment') throw new Error(`an unknown kind of document: ${kind}`);
  const document = XmlDocument.fromBuffer(held.bytes);
  try {
    const { root } = document;
    return {
      kind,
      customer,
      date: textAt(root, 'i:order/i:date'),
      gross: textAt(root, 'i:totals/i:gross'),
      rates: sumsOf(root.find('i:items/i:item', namespaces)),
      ...{ patient, doctor, insurer, prescription, aids },
      files: filesOf(held, fetched),
    };
  } finally {
    document.dispose();
  }
}

/** The files that the document names, with the hash and the size of the bytes that the office has. */
const filesOf = ({ attachments }: HeldDocument, fetched: TestOffice['files']): IntakeFile[] =>
  attachments.map(({ sha256, fileName: name, purpose, mediaType }) => {
    const bytes = fetched.get(sha256) ?? Buffer.of();
    return { name, purpose, mediaType, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
  });

const textAt = (node: XmlNode, path: string): string => node.get(path, namespaces)?.content ?? '';

function sumsOf(items: readonly XmlNode[]): RateSum[] {
  const sums = new Map<string, { net: number; vat: number }>();
  for (const item of items) {
    const vat = item.get('i:vat', namespaces) as XmlElement | null;
    const rate = vat?.attr('rate')?.value ?? 'none';
    const sum = sums.get(rate) ?? { net: 0, vat: 0 };
    sums.set(rate, { net: sum.net + cents(textAt(item, 'i:net')), vat: sum.vat + cents(textAt(item, 'i:vat')) });
  }
  return [...sums].map(([rate, { net, vat }]) => ({ rate, net: euros(net), vat: euros(vat) }));
}
