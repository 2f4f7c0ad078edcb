import { LosslessNumber, parse, stringify } from 'lossless-json';
import { withoutTelling } from '../log.ts';
import type { Disclosure } from '../systems/contract-report.ts';

/**
 * Bodies of requests and answers as they may be kept: every value whose field is not known to be harmless gives way to a mark that
 * tells its kind and length, such as `‹text 14›`. What a vendor says in words stays, without the values that were struck out.
 */

/** The largest body that is looked through; of a larger one only its length is kept. In characters. */
const largest = 1024 * 1024;
/** What is kept of a body, in characters. */
const kept = 16 * 1024;
/** What is read of a vendor's words, in characters: each value of the request is looked for in them. */
const longestWords = 4000;

/** A body that is no text: only this is kept of it. */
export interface BinaryBody {
  /** Such as `application/pdf`; empty where nobody says. */
  mediaType: string;
  bytes: number;
}

export interface Bodies {
  request: string | BinaryBody | null;
  answer: string | BinaryBody | null;
}
/** Both as they are kept. */
export type KeptBodies = Record<keyof Bodies, string | null>;

/** Both bodies of one exchange. `refused`: the answer is an error, so that its words are the vendor's and no title of a person. */
export function redactBodies(bodies: Bodies, disclosure: Disclosure, refused: boolean): KeptBodies {
  const told = new Set<string>();
  const { harmless, words } = fieldsOf(disclosure);
  const inRequest = marked(read(bodies.request), { harmless, words: none, told });
  const inAnswer = marked(read(bodies.answer), { harmless, words: refused ? words : none, told });
  return { request: written(inRequest, null), answer: written(inAnswer, refused ? partsOf(told) : null) };
}

const none: ReadonlySet<string> = new Set();
type Fields = Pick<Judge, 'harmless' | 'words'>;
const known = new WeakMap<Disclosure, Fields>();

/** Looked up for every value of every exchange, and therefore made once. */
function fieldsOf(disclosure: Disclosure): Fields {
  const fields = known.get(disclosure) ?? {
    harmless: new Set(disclosure.harmless),
    words: new Set(disclosure.words.map((field) => field.toLowerCase())),
  };
  known.set(disclosure, fields);
  return fields;
}

/** The value with its marks, for what is kept as JSON. */
export function redactValue(value: unknown, disclosure: Disclosure): unknown {
  return marked({ value, exact: false }, { harmless: fieldsOf(disclosure).harmless, words: none, told: new Set() })
    .value;
}

/** A text that the vendor wrote for people; what it repeats of people is struck out when all of them are known. */
class Words {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

interface Judge {
  harmless: ReadonlySet<string>;
  words: ReadonlySet<string>;
  told: Set<string>;
}
/** `exact`: it has numbers that JavaScript would round. */
type Body = { value: unknown; exact: boolean } | { mark: string } | null;

function read(body: string | BinaryBody | null): Body {
  if (body === null || body === '') return null;
  if (typeof body !== 'string') return { mark: `‹${body.mediaType || 'unknown media type'}, ${body.bytes} bytes›` };
  if (body.length > largest) return { mark: `‹${body.length} characters, too many to look through›` };
  try {
    // The exact reading is the slower one.
    const exact = /\d{16}/.test(body);
    return { value: exact ? parse(body) : (JSON.parse(body) as unknown), exact };
  } catch {
    return { mark: `‹no JSON, ${body.length} characters›` };
  }
}

function marked<Given extends Body>(body: Given, judge: Judge): Given {
  return body && 'value' in body ? { ...body, value: judged(body.value, '', '', judge) } : body;
}

/** `within`: the field whose value has the field, also where that is a list; empty at the top. */
function judged(value: unknown, field: string, within: string, judge: Judge): unknown {
  if (value === null || value === undefined) return value;
  if (judge.words.size > 0 && judge.words.has(field.toLowerCase())) return inWords(value);
  if (Array.isArray(value)) return value.map((entry) => judged(entry, field, within, judge));
  if (typeof value === 'object' && !(value instanceof LosslessNumber)) {
    const fieldOf = patchedField(value);
    const marks: Record<string, unknown> = {};
    const fields = value as Record<string, unknown>;
    for (const name in fields) {
      const inner = fields[name];
      marks[name] =
        fieldOf === null
          ? judged(inner, name, field, judge)
          : name === 'value'
            ? judged(inner, fieldOf, '', judge)
            : inner;
    }
    return marks;
  }
  if (judge.harmless.has(field) || judge.harmless.has(`${within}.${field}`)) return value;
  if (typeof value === 'string') judge.told.add(value.trim());
  return `‹${kindOf(value)} ${(typeof value === 'string' ? value : (stringify(value) ?? '')).length}›`;
}

/** The field that a JSON Patch operation (RFC 6902) is about, or null for any other object. */
function patchedField(value: object): string | null {
  if (!('op' in value && 'path' in value && typeof value.path === 'string')) return null;
  return value.path.split('/').at(-1) ?? '';
}

function inWords(value: unknown): unknown {
  if (typeof value === 'string') return new Words(value.slice(0, longestWords).toWellFormed());
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== 'object' || value === null || value instanceof LosslessNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inWords(inner)]));
}

function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return 'yes or no';
  if (typeof value !== 'string') return 'number';
  if (value.includes('@')) return 'e-mail';
  return /^[\d\s()+./-]+$/.test(value) ? 'digits' : 'text';
}

/** Values, and the words that they consist of, the longest first. */
function partsOf(told: ReadonlySet<string>): string[] {
  const parts = [...told].flatMap((text) => [text, ...text.split(/\s+/)]).filter((part) => part.length > 2);
  return [...new Set(parts)].sort((one, other) => other.length - one.length);
}

/** `told`: what is struck out of the vendor's words; null where there are none. */
function written(body: Body, told: readonly string[] | null): string | null {
  if (body === null) return null;
  const inWriting =
    told === null
      ? undefined
      : (_field: string, value: unknown): unknown => (value instanceof Words ? struck(value.text, told) : value);
  const text =
    'mark' in body
      ? body.mark
      : body.exact
        ? (stringify(body.value, inWriting) ?? '')
        : JSON.stringify(body.value, inWriting);
  return text.length <= kept ? text : `${text.slice(0, kept)}… ${text.length - kept} characters more`;
}

function struck(text: string, told: readonly string[]): string {
  const without = told.reduce(
    (rest, part) =>
      rest.replace(new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu'), `‹${kindOf(part)} ${part.length}›`),
    text,
  );
  return withoutTelling(without, '‹struck out›');
}
