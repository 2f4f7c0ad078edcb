import { LosslessNumber, parse, stringify } from 'lossless-json';
import { redactText } from '../log.ts';
import type { Disclosure } from '../systems/contract-report.ts';

/**
 * Redacts the bodies of requests and answers before they are stored. Every value is replaced by a mark that tells its
 * kind and length, such as `‹text 14›`, unless its field is known to be harmless. What a vendor says in words stays,
 * but without the values that were replaced.
 */

/** The largest body that is redacted, in characters. Only the length of a larger body is stored. */
const largestBody = 1024 * 1024;
/** How much of a redacted body is stored, in characters. */
const longestStored = 16 * 1024;
/** How much of a vendor's words is stored, in characters. Every replaced value is searched for in them. */
const longestWords = 4000;

/** Describes a body that is no text. Its bytes are not stored. */
export interface BinaryBody {
  /** Such as `application/pdf`; empty if unknown. */
  mediaType: string;
  bytes: number;
}

export interface Bodies {
  request: string | BinaryBody | null;
  answer: string | BinaryBody | null;
}
/** Both bodies after the redaction. */
export type KeptBodies = Record<keyof Bodies, string | null>;

/**
 * Redacts both bodies of one exchange. `refused`: the answer is an error. Only then are its words the vendor's own; in
 * other answers a field such as `title` may be a person's.
 */
export function redactBodies(bodies: Bodies, disclosure: Disclosure, refused: boolean): KeptBodies {
  const replaced = new Set<string>();
  const { harmless, words } = fieldsOf(disclosure);
  const request = redactBody(parseBody(bodies.request), { harmless, words: noFields, replaced });
  const answer = redactBody(parseBody(bodies.answer), { harmless, words: refused ? words : noFields, replaced });
  return { request: textOf(request, null), answer: textOf(answer, refused ? partsOf(replaced) : null) };
}

const noFields: ReadonlySet<string> = new Set();
type Fields = Pick<Redaction, 'harmless' | 'words'>;
const fieldsByDisclosure = new WeakMap<Disclosure, Fields>();

/** The fields as sets. They are made once, since every value of every exchange is looked up in them. */
function fieldsOf(disclosure: Disclosure): Fields {
  const fields = fieldsByDisclosure.get(disclosure) ?? {
    harmless: new Set(disclosure.harmless),
    words: new Set(disclosure.words.map((field) => field.toLowerCase())),
  };
  fieldsByDisclosure.set(disclosure, fields);
  return fields;
}

/** Redacts a value that is stored as JSON. */
export function redactValue(value: unknown, disclosure: Disclosure): unknown {
  const { harmless } = fieldsOf(disclosure);
  return redacted(value, '', '', { harmless, words: noFields, replaced: new Set() });
}

/** A text that the vendor wrote for people. The values that it repeats are struck out once all of them are known. */
class Words {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

interface Redaction {
  harmless: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** Collects the texts that gave way to a mark. */
  replaced: Set<string>;
}
/** `exact`: the body contains numbers that JavaScript would round. */
type Body = { value: unknown; exact: boolean } | { mark: string } | null;

function parseBody(body: string | BinaryBody | null): Body {
  if (body === null || body === '') return null;
  if (typeof body !== 'string') return { mark: `‹${body.mediaType || 'unknown media type'}, ${body.bytes} bytes›` };
  if (body.length > largestBody) return { mark: `‹${body.length} characters, too many to look through›` };
  try {
    // The exact parser is the slower one, so it is used only for numbers of 16 digits and more.
    const exact = /\d{16}/.test(body);
    return { value: exact ? parse(body) : (JSON.parse(body) as unknown), exact };
  } catch {
    return { mark: `‹no JSON, ${body.length} characters›` };
  }
}

const redactBody = (body: Body, redaction: Redaction): Body =>
  body && 'value' in body ? { ...body, value: redacted(body.value, '', '', redaction) } : body;

/** `parent`: the field that contains `field`, directly or in a list; empty at the top. */
function redacted(value: unknown, field: string, parent: string, redaction: Redaction): unknown {
  if (value === null || value === undefined) return value;
  if (redaction.words.size > 0 && redaction.words.has(field.toLowerCase())) return asWords(value);
  if (Array.isArray(value)) return value.map((entry) => redacted(entry, field, parent, redaction));
  if (typeof value === 'object' && !(value instanceof LosslessNumber)) {
    const target = patchedField(value);
    const result: Record<string, unknown> = {};
    const fields = value as Record<string, unknown>;
    for (const name in fields) {
      const inner = fields[name];
      if (target === null) result[name] = redacted(inner, name, field, redaction);
      else result[name] = name === 'value' ? redacted(inner, target, '', redaction) : inner;
    }
    return result;
  }
  if (redaction.harmless.has(field) || redaction.harmless.has(`${parent}.${field}`)) return value;
  if (typeof value === 'string') redaction.replaced.add(value.trim());
  return `‹${kindOf(value)} ${(typeof value === 'string' ? value : (stringify(value) ?? '')).length}›`;
}

/** The field that a JSON Patch operation (RFC 6902) changes; null for any other object. */
function patchedField(value: object): string | null {
  if (!('op' in value && 'path' in value && typeof value.path === 'string')) return null;
  return value.path.split('/').at(-1) ?? '';
}

function asWords(value: unknown): unknown {
  if (typeof value === 'string') return new Words(value.slice(0, longestWords).toWellFormed());
  if (Array.isArray(value)) return value.map(asWords);
  if (typeof value !== 'object' || value === null || value instanceof LosslessNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asWords(inner)]));
}

function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return 'yes or no';
  if (typeof value !== 'string') return 'number';
  if (value.includes('@')) return 'e-mail';
  return /^[\d\s()+./-]+$/.test(value) ? 'digits' : 'text';
}

/** The texts and their single words, the longest first, so that a name is struck out whole before its parts. */
function partsOf(texts: ReadonlySet<string>): string[] {
  const parts = [...texts].flatMap((text) => [text, ...text.split(/\s+/)]).filter((part) => part.length > 2);
  return [...new Set(parts)].sort((a, b) => b.length - a.length);
}

/** The body as text. `parts`: what is struck out of the vendor's words; null if the body has no such words. */
function textOf(body: Body, parts: readonly string[] | null): string | null {
  if (body === null) return null;
  const replacer =
    parts === null
      ? undefined
      : (_field: string, value: unknown): unknown => (value instanceof Words ? strikeOut(value.text, parts) : value);
  const text =
    'mark' in body
      ? body.mark
      : body.exact
        ? (stringify(body.value, replacer) ?? '')
        : JSON.stringify(body.value, replacer);
  if (text.length <= longestStored) return text;
  return `${text.slice(0, longestStored)}… ${text.length - longestStored} characters more`;
}

function strikeOut(text: string, parts: readonly string[]): string {
  const withMarks = parts.reduce(
    (rest, part) =>
      rest.replace(new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu'), `‹${kindOf(part)} ${part.length}›`),
    text,
  );
  return redactText(withMarks, '‹struck out›');
}
