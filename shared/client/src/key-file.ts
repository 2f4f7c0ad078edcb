import { readFile } from 'node:fs/promises';
import { shopKey, type ShopKey } from '@kontor/shared/proof';

/**
 * Reads the key of a shop from the file that `kontor shop add --json > shop.json` wrote. Throws if the file cannot be
 * read or if a field is missing. The message names the field and never contains the key.
 *
 * @example
 * const key = await readKeyFile('shop.json');
 */
export async function readKeyFile(path: string): Promise<ShopKey> {
  const text = await readFile(path, 'utf8');
  return readKey(text, path);
}

/**
 * Reads the key of a shop from a text, for keys that are kept elsewhere than in a file. `from`: the name of the text in
 * the message of an error.
 *
 * @example
 * const key = readKey(process.env.KONTOR_SHOP_KEY, 'KONTOR_SHOP_KEY');
 */
export function readKey(text: string, from = 'the key'): ShopKey {
  const key = shopKey.safeParse(parseKey(text, from));
  if (key.success) return key.data;
  throw new TypeError(`${from} is no key of a shop: ${key.error.issues.map(describeIssue).join('; ')}. ${remedy}`);
}

const remedy = 'Keep what `kontor shop add --json` prints as it is.';

function parseKey(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which contains the key.
    throw new TypeError(`${from} is no JSON. ${remedy}`);
  }
}

const describeIssue = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  `${path.map(String).join('.') || 'the whole text'}: ${message}`;
