import XMLBuilder from 'fast-xml-builder';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const writer = new XMLBuilder({
  preserveOrder: true,
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  suppressBooleanAttributes: false,
});

export type Attributes = Readonly<Record<string, string>>;
/** An element's content: a text, or the elements in it. Elements without content are left out. */
type Content = string | readonly XmlElement[];
export type XmlElement = readonly [name: string, content: Content, attributes?: Attributes];

/** Pure: the document in UTF-8. The same root always gives the same bytes. */
export const xmlBytes = (root: XmlElement): Buffer => Buffer.from(declaration + writer.build(nodesOf([root])), 'utf8');

/** An element for each field, in the order of the fields. */
export const elementsOf = (fields: Readonly<Record<string, string>>): XmlElement[] => Object.entries(fields);

/** The elements as the writer takes them: each with its name, and its attributes under `:@`. */
const nodesOf = (elements: readonly XmlElement[]): object[] =>
  elements
    .filter(([, content]) => !isEmpty(content))
    .map(([name, content, attributes = {}]) => ({
      [name]: typeof content === 'string' ? [{ '#text': readable(content) }] : nodesOf(content),
      ':@': Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, readable(value)])),
    }));

const isEmpty = (content: Content): boolean =>
  typeof content === 'string' ? content === '' : content.every(([, inner]) => isEmpty(inner));

/**
 * The text as XML 1.0 can hold it: U+FFFD (�) stands for every other character, such as a control character. Line ends
 * are those that an XML parser reports. The writer escapes markup.
 */
const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
