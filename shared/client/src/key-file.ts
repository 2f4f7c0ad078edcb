import { readFile } from 'node:fs/promises';
import { shopKey, type ShopKey } from '@kontor/shared/proof';

/**
 * Reads the file that `kontor shop add --json > shop.json` has made. Throws where it cannot be read, and where something is missing in
 * it; the message names what, never the key.
 *
 * @example
 * const key = await readKeyFile('shop.json');
 */
export async function readKeyFile(path: string): Promise<ShopKey> {
  const text = await readFile(path, 'utf8');
  return readKey(text, path);
}

/** Reads a key from the text of such a file. `from`: how the message of an error names the text. */
export function readKey(text: string, from = 'the key'): ShopKey {
  const read = shopKey.safeParse(parsed(text, from));
  if (read.success) return read.data;
  throw new TypeError(`${from} is no key of a shop: ${read.error.issues.map(wrong).join('; ')}. ${remedy}`);
}

const remedy = 'Keep what `kontor shop add --json` prints as it is.';

function parsed(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which holds the key.
    throw new TypeError(`${from} is no JSON. ${remedy}`);
  }
}

const wrong = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  `${path.map(String).join('.') || 'the whole text'}: ${message}`;
