import type { Guard, LookupOutcome, Outcome, Step } from '../../bridge-server/src/systems/contract.ts';
import { toyInput } from '../toys/pushed.ts';

/** The toy vendor's side: what it holds and how it answers. Times in seconds. */
export interface Document {
  id: string;
  key: string;
  total: number;
  made: number;
  signed: boolean;
  /** Somebody at the vendor made it of another one. */
  copy: boolean;
}

/** How the vendor is in one exploration. */
export interface Vendor {
  guard: Guard;
  /** Its list shows a document only so long after it was made. */
  lag: number;
  /** By how much the total that it makes is off. */
  rounds?: number;
}

/** Takes a request in: its effect and its answer. */
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
  // The refusal of a second one tells which it is: the create is its own look-up.
  if (held && guard === 'refuses_duplicates') return { documents, outcome: { kind: 'done', result: resultOf(held) } };
  const made = { id: nextId(documents), key, total: total + rounds, made: now, signed: false, copy: false };
  return { documents: [...documents, made], outcome: { kind: 'done', result: resultOf(made) } };
}

/** Answers from its list, which may lag. */
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

/** What the vendor says of a document. */
export const resultOf = ({ id, total }: Document) => ({ id, number: id, total });

/** The same document under another id. */
export const copied = (document: Document, documents: readonly Document[]): Document => ({
  ...document,
  id: nextId(documents),
  copy: true,
});

/** Of one that was deleted the number is not given again. */
const nextId = (documents: readonly Document[]): string =>
  `d${Math.max(0, ...documents.map(({ id }) => Number(id.slice(1)))) + 1}`;
