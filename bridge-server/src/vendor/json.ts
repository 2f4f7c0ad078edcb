import { parse, stringify } from 'lossless-json';

/** JavaScript holds fifteen digits exactly; a number with more has sixteen signs in a row. */
const tooLong = /[\d.]{16}/;

/** JSON as a vendor writes it, with every number as text that says exactly the same; `undefined` for a body that is not JSON. */
export function readJson(body: string): unknown {
  try {
    // Nearly no answer has such a number, and reading them exactly takes ten times as long.
    return tooLong.test(body) ? parse(body, undefined, (number) => number) : withNumbersAsText(JSON.parse(body));
  } catch {
    return undefined;
  }
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
