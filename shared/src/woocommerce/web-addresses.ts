/**
 * The web addresses in a value of meta data, each once. Plugins that let customers upload files keep their addresses in
 * a text, in a list, in an object beside a name and a type, and in either of these written as JSON or by PHP.
 */
export function webAddressesIn(value: unknown): string[] {
  return [...new Set(textsIn(value).flatMap(addressesInText))];
}

/** Up to the next blank, quote or bracket, and before a comma or semicolon that another address follows. */
const webAddress = /https?:\/\/(?:(?![,;]https?:)[^\s"'<>|\\])+/gi;
/** The longest address of a file, in characters. Browsers and servers take no longer one. */
const longestAddress = 2000;
const addressesInText = (text: string): string[] =>
  [...text.matchAll(webAddress)]
    .map(([address]) => address)
    .filter(({ length }) => length <= longestAddress)
    .map((address) => address.replace(/(?<![,;])[,;]+$/, ''));

/** The texts in the value, also in JSON that is written in a text. No plugin nests deeper. */
function textsIn(value: unknown, depth = 5): string[] {
  if (typeof value === 'string') {
    const inner = depth === 0 ? undefined : listOrObjectIn(value);
    return inner === undefined ? [value] : textsIn(inner, depth - 1);
  }
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth - 1));
}

/** The list or object that the text is as JSON; undefined if it is none. */
function listOrObjectIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
