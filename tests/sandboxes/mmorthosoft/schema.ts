import { readFileSync } from 'node:fs';
import { XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';

const schema = XmlDocument.fromBuffer(readFileSync(new URL('../../../docs/mmorthosoft-intake.xsd', import.meta.url)));
const validator = XsdValidator.fromDoc(schema);

/** What is wrong with a document by the published schema; empty for a valid document. */
export function intakeFaults(bytes: Uint8Array): string[] {
  // Documents never declare a type: a parser could be made to read files by its entities. In texts, `<` is escaped.
  if (Buffer.from(bytes).includes('<!DOCTYPE')) return ['A document type is not allowed.'];
  try {
    const document = XmlDocument.fromBuffer(bytes);
    try {
      validator.validate(document);
      return [];
    } finally {
      document.dispose();
    }
  } catch (fault) {
    if (fault instanceof XmlLibError) return [fault.message];
    throw fault;
  }
}
