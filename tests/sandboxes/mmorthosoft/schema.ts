import { readFileSync } from 'node:fs';
import { XmlBufferInputProvider, XmlDocument, XmlLibError, xmlRegisterInputProvider, XsdValidator } from 'libxml2-wasm';

const docs = new URL('../../../docs/', import.meta.url);

/** openTRANS' schema consists of several files. The parser gets these from here and can read no other file. */
const openTransFiles = ['opentrans_2_1.xsd', 'bmecat_2005.xsd', 'xmldsig-core-schema.xsd', 'xmlmime.xsd'];

function kontorSchema(): XsdValidator {
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(new URL('mmorthosoft-intake.xsd', docs))));
}

function openTransSchema(): XsdValidator {
  const files = openTransFiles.map((file): [string, Uint8Array] => [
    file,
    readFileSync(new URL(`opentrans-2.1/${file}`, docs)),
  ]);
  const given = new XmlBufferInputProvider(Object.fromEntries(files));
  xmlRegisterInputProvider(given);
  const [[url, bytes] = ['', new Uint8Array()]] = files;
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(bytes, { url }));
}

const schemas = { kontor: kontorSchema, openTrans: openTransSchema };
/** Each schema is read once, when the first document needs it. */
const read = new Map<keyof typeof schemas, XsdValidator>();

/** What is wrong with a document in Kontor's own format by the published schema; empty for a valid document. */
export const intakeFaults = (bytes: Uint8Array): string[] => faultsBy('kontor', bytes);

/** What is wrong with a document by the schema of openTRANS 2.1; empty for a valid document. */
export const openTransFaults = (bytes: Uint8Array): string[] => faultsBy('openTrans', bytes);

const typeRefused = 'A document type is not allowed.';

function faultsBy(name: keyof typeof schemas, bytes: Uint8Array): string[] {
  // Documents never declare a type: a parser could be made to read files by its entities. In texts, `<` is escaped.
  if (Buffer.from(bytes).includes('<!DOCTYPE')) return [typeRefused];
  const validator = read.get(name) ?? schemas[name]();
  read.set(name, validator);
  try {
    const document = XmlDocument.fromBuffer(bytes);
    try {
      // In another encoding, the bytes do not show the declaration. The parser replaces no entity by itself.
      if (document.dtd) return [typeRefused];
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
