import { XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm';

/** A file as a document names it. */
export interface NamedAttachment {
  sha256: string;
  fileName: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  purpose: string;
}

/** An item of a document. Amounts are the decimal texts of the document. */
export interface HeldItem {
  line: string;
  text: string;
  quantity: string;
  net: string;
  vat: string;
  /** In percent; null where the shop charged no VAT. */
  rate: string | null;
  /** An empty text: the document says nothing. */
  side: string;
  pzn: string;
  hmv: string;
}

/** A document as the office has it. */
export interface HeldDocument {
  key: string;
  kind: string;
  /** The key of the document that this one changes or takes back. */
  concerns: string | null;
  number: string;
  date: string;
  currency: string;
  customer: string;
  email: string;
  gross: string | null;
  remarks: string | null;
  /** For people, such as `Erika Muster, born 1950-05-14`. An empty text: the document says nothing. */
  patient: string;
  doctor: string;
  insurer: string;
  prescription: string;
  items: HeldItem[];
  attachments: NamedAttachment[];
  bytes: Buffer;
}

const namespaces = { i: 'urn:kontor:order-intake' };

/** Reads what the office needs of a document. */
export function readDocument(key: string, bytes: Uint8Array): HeldDocument {
  const document = XmlDocument.fromBuffer(bytes);
  try {
    const { root } = document;
    const say = (path: string, label = ''): string => labelled(label, textAt(root, path) ?? '');
    const attribute = (name: string): string | null => root.attr(name)?.value ?? null;
    return {
      key: attribute('key') ?? key,
      kind: attribute('kind') ?? '',
      concerns: attribute('concerns'),
      number: say('order/number'),
      date: say('order/date'),
      currency: say('order/currency'),
      customer: joined(' ', say('customer/company'), say('customer/firstName'), say('customer/lastName')),
      email: say('customer/email'),
      gross: textAt(root, 'totals/gross'),
      remarks: textAt(root, 'order/remarks'),
      patient: joined(
        ', ',
        joined(' ', say('patient/firstName'), say('patient/lastName')),
        say('patient/birthDate', 'born'),
        say('patient/insuranceNumber', 'insured as'),
        say('patient/insuranceStatus', 'status'),
      ),
      doctor: joined(', ', say('doctor/name'), say('doctor/lanr', 'LANR'), say('doctor/bsnr', 'BSNR')),
      insurer: joined(', ', say('insurer/name'), say('insurer/ik', 'IK'), say('assignment/insurer', 'partner firm')),
      prescription: joined(' of ', say('prescription/number'), say('prescription/date')),
      items: root.find('i:items/i:item', namespaces).map(itemIn),
      attachments: root.find('i:attachments/i:attachment', namespaces).map(attachmentIn),
      bytes: Buffer.from(bytes),
    };
  } finally {
    document.dispose();
  }
}

/** The text of the element at a path such as `order/number`; null where there is none. */
const textAt = (node: XmlNode, path: string): string | null =>
  (node.get(`i:${path.split('/').join('/i:')}`, namespaces) as XmlElement | null)?.content ?? null;

const labelled = (label: string, text: string): string => (text === '' ? '' : joined(' ', label, text));
const joined = (by: string, ...texts: readonly string[]): string => texts.filter(Boolean).join(by);

function itemIn(node: XmlNode): HeldItem {
  const say = (name: string): string => textAt(node, name) ?? '';
  const vat = node.get('i:vat', namespaces) as XmlElement | null;
  return {
    line: say('line'),
    text: say('text'),
    quantity: say('quantity'),
    net: say('net'),
    vat: say('vat'),
    rate: vat?.attr('rate')?.value ?? null,
    side: say('side'),
    pzn: say('pzn'),
    hmv: say('hmv'),
  };
}

const attachmentIn = (node: XmlNode): NamedAttachment => ({
  sha256: textAt(node, 'sha256') ?? '',
  fileName: textAt(node, 'fileName') ?? '',
  mediaType: textAt(node, 'mediaType') ?? '',
  size: Number(textAt(node, 'size')),
  purpose: textAt(node, 'purpose') ?? '',
});

/** The articles of a document that have a PZN, a number in the list of medical aids or a side, in words. */
export const aidsOf = ({ items }: Pick<HeldDocument, 'items'>): string[] =>
  items
    .filter(({ side, pzn, hmv }) => side || pzn || hmv)
    .map(({ quantity, text, side, pzn, hmv }) =>
      joined(', ', `${quantity} × ${text}`, side, labelled('PZN', pzn), labelled('HMV', hmv)),
    );
