import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';
import type { IntakeDocument, RateSum } from './expected.ts';

const namespaces = { i: 'urn:kontor:order-intake' };
const cents = (euros: string): number => Math.round(Number(euros) * 100);
const euros = (sum: number): string => (sum / 100).toFixed(2);

/** Reads what a bookkeeper looks at in a document: customer, date, total, and the sums of its items at each VAT rate. */
export function readIntake(bytes: Uint8Array): IntakeDocument {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    const { root } = document;
    const kind = root.attr('kind')?.value;
    if (kind === 'cancellation') return { kind };
    if (kind !== 'order' && kind !== 'amendment') throw new Error(`an unknown kind of document: ${String(kind)}`);
    const names = ['company', 'firstName', 'lastName'].map((name) => textAt(root, `i:customer/i:${name}`));
    return {
      kind,
      customer: names.filter(Boolean).join(' '),
      date: textAt(root, 'i:order/i:date'),
      gross: textAt(root, 'i:totals/i:gross'),
      rates: sumsOf(root.find('i:items/i:item', namespaces)),
    };
  } finally {
    document.dispose();
  }
}

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
