import type { Guard, LookupOutcome, Outcome, Step } from '../../bridge-server/src/systems/contract.ts';
import { toyInput } from '../toys/pushed.ts';

/** A document that the toy vendor holds. Times in seconds. */
export interface Document {
  id: string;
  key: string;
  total: number;
  made: number;
  signed: boolean;
  /** Whether somebody at the vendor made it by copying another document. */
  copy: boolean;
}

/** How the vendor behaves in one exploration. */
export interface Vendor {
  guard: Guard;
  /** After how many seconds the vendor's list shows a new document. */
  lag: number;
  /** By how much the totals of its documents are off. */
  rounds?: number;
}

/** The vendor handles a request: what it holds afterwards, and what it answers. */
export function take(
  documents: readonly Document[],
  step: Step,
  now: number,
  { guard, rounds = 0 }: Vendor,
): { documents: readonly Document[]; outcome: Outcome } {
  const { key, total } = toyInput.parse(step.input);
  const held = documents.find((document) => document.key === key);
  if (step.kind === 'toy.document.sign') {
    return {
      documents: documents.map((document) => (document === held ? { ...document, signed: true } : document)),
      outcome: { kind: 'done', result: { signed: true } },
    };
  }
  // The refusal of a second document names the first one, so the create is its own look-up.
  if (held && guard === 'refuses_duplicates') return { documents, outcome: { kind: 'done', result: resultOf(held) } };
  const made = { id: nextId(documents), key, total: total + rounds, made: now, signed: false, copy: false };
  return { documents: [...documents, made], outcome: { kind: 'done', result: resultOf(made) } };
}

/** The vendor answers a look-up from its list, which may lag. */
export function lookUp(documents: readonly Document[], step: Step, now: number, { lag }: Vendor): LookupOutcome {
  const { key } = toyInput.parse(step.input);
  const shown = documents.filter((document) => document.key === key && document.made + lag <= now);
  const [first, second] = shown;
  if (!first) return { kind: 'absent' };
  if (step.kind === 'toy.document.sign')
    return first.signed ? { kind: 'found', result: { signed: true } } : { kind: 'absent' };
  if (second) return { kind: 'several', code: 'doubt.several', values: { count: shown.length, key } };
  return { kind: 'found', result: resultOf(first), document: resultOf(first) };
}

/** A document as the vendor's answer shows it. */
export const resultOf = ({ id, total }: Document) => ({ id, number: id, total });

/** The same document under another id. */
export const copied = (document: Document, documents: readonly Document[]): Document => ({
  ...document,
  id: nextId(documents),
  copy: true,
});

/** The next free id; the newest document's id is not reused while an older one exists. */
const nextId = (documents: readonly Document[]): string =>
  `d${Math.max(0, ...documents.map(({ id }) => Number(id.slice(1)))) + 1}`;
