import { storableText } from '@kontor/shared/storable';
import { parse, stringify } from 'lossless-json';

/** JavaScript holds fifteen digits exactly; a number with more has sixteen signs in a row. */
const tooLong = /[\d.]{16}/;

/** What JSON may write and no database stores: a NUL, and half of a surrogate pair, which stands among the whole ones. */
const perhapsUnstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * JSON as a vendor writes it, with every number as text that says exactly the same, and without characters that cannot be stored;
 * `undefined` for a body that is not JSON.
 */
export function readJson(body: string): unknown {
  try {
    // Nearly no answer has such a number, and reading them exactly takes ten times as long.
    const read = tooLong.test(body) ? parse(body, undefined, (number) => number) : withNumbersAsText(JSON.parse(body));
    return perhapsUnstorable.test(body) ? withStorableTexts(read) : read;
  } catch {
    return undefined;
  }
}

function withStorableTexts(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(withStorableTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [storableText(name), withStorableTexts(inner)]),
  );
}

function withNumbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(withNumbersAsText);
  if (typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>;
    // Entries would take twice as long, and every answer passes here.
    for (const name in fields) {
      const inner = fields[name];
      if (typeof inner === 'number' || typeof inner === 'object') fields[name] = withNumbersAsText(inner);
    }
  }
  return value;
}

/** JSON with exact numbers, for sending. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? '';
}
