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

/** A document as the office has it. */
export interface HeldDocument {
  key: string;
  kind: string;
  /** The key of the document that this one changes or takes back. */
  concerns: string | null;
  number: string;
  customer: string;
  gross: string | null;
  remarks: string | null;
  /** For people, such as `Erika Muster, born 1950-05-14`. An empty text: the document says nothing. */
  patient: string;
  doctor: string;
  insurer: string;
  prescription: string;
  /** The articles that have a PZN, a number in the list of medical aids or a side. */
  aids: string[];
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
      customer: joined(' ', say('customer/company'), say('customer/firstName'), say('customer/lastName')),
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
      aids: root.find('i:items/i:item[i:pzn or i:hmv or i:side]', namespaces).map(aidIn),
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

function aidIn(item: XmlNode): string {
  const say = (name: string, label = ''): string => labelled(label, textAt(item, name) ?? '');
  return joined(', ', `${say('quantity')} × ${say('text')}`, say('side'), say('pzn', 'PZN'), say('hmv', 'HMV'));
}

const attachmentIn = (node: XmlNode): NamedAttachment => ({
  sha256: textAt(node, 'sha256') ?? '',
  fileName: textAt(node, 'fileName') ?? '',
  mediaType: textAt(node, 'mediaType') ?? '',
  size: Number(textAt(node, 'size')),
  purpose: textAt(node, 'purpose') ?? '',
});
