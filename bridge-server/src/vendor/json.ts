import { storableText } from '@kontor/shared/storable';
import { parse, stringify } from 'lossless-json';

/** A number with more than fifteen digits, which JavaScript may round: sixteen digits or points in a row. */
const tooLong = /[\d.]{16}/;

/** An escape that the database may not store: a NUL, or a surrogate, which may lack its other half. */
const perhapsUnstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads a vendor's JSON. Every number becomes a text that says exactly the same, and characters that cannot be stored
 * are replaced. `undefined` for a body that is not JSON.
 */
export function readJson(body: string): unknown {
  try {
    // Few answers have such a number, and the exact parser takes ten times as long.
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
    // `Object.entries` would take twice as long, and every answer passes here.
    for (const name in fields) {
      const inner = fields[name];
      if (typeof inner === 'number' || typeof inner === 'object') fields[name] = withNumbersAsText(inner);
    }
  }
  return value;
}

/** Writes JSON for sending, with exact numbers. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? '';
}
