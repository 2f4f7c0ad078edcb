import type { Acknowledged } from '../../bridge-server/src/mirror/office/handover.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { MemoryStore } from './memory-store.ts';
import { causeOf } from '../setup/telling.ts';

/** What an office may do with a document instead of fetching it and accepting it. */
export const oddities = [
  'fetches it twice',
  'refuses it, and a person retries',
  'says nothing until it is offered again',
  'accepts it twice',
] as const;
export type Oddity = (typeof oddities)[number];

/** `only fetches`: it acknowledges nothing for now. */
export type OfficeMode = 'fetches and accepts' | 'only fetches' | 'is away';

/** A document that the office has fetched, and has accepted or not acknowledged yet. */
interface FetchedDocument {
  bytes: Uint8Array;
  /** When it was last fetched, in seconds. */
  at: number;
  accepted: boolean;
}

/** The office's own words for a refusal. */
export const refusalCause = 'The article is not known here.';
/** How many times in a row an office says nothing about a document before it accepts. */
const silences = 3;

/** A name for the document that a transfer makes; it is the same in every run of a scenario. */
export const documentName = ({ kind, reference }: Pick<Transfer, 'kind' | 'reference'>): string =>
  `${kind} ${reference}`.trim();

/**
 * An office that fetches, as `handover.ts` serves it. It throws when the bridge breaks a rule: when a document's bytes
 * differ from those of an earlier fetch, when a document is offered again too early, or when a refused document is
 * offered again though no person retried it.
 */
export class Office {
  mode: OfficeMode = 'fetches and accepts';
  /** Whether the office has done its oddity. */
  wasOdd = false;
  /** The names of the documents that were offered, each once, in their order. */
  readonly offered: string[] = [];
  private readonly store: MemoryStore;
  private readonly within: number;
  private readonly odd: { document: string; does: Oddity } | null;
  private readonly fetched = new Map<number, FetchedDocument>();
  private readonly keys = new Map<string, number>();
  private readonly refused = new Set<number>();
  private silent = 0;

  /** `within`: how long the office has to acknowledge, in seconds. `odd`: what it does once with one document. */
  constructor(store: MemoryStore, within: number, odd: { document: string; does: Oddity } | null) {
    this.store = store;
    this.within = within;
    this.odd = odd;
  }

  /** The bytes that the office has accepted, by our document keys. */
  get accepted(): ReadonlyMap<string, Uint8Array> {
    const entries = [...this.keys].flatMap(([key, id]): [string, Uint8Array][] => {
      const document = this.fetched.get(id);
      return document?.accepted ? [[key, document.bytes]] : [];
    });
    return new Map(entries);
  }

  /** The office handles the next offered document. False: it has nothing to do. */
  acts(): boolean {
    if (this.mode === 'is away') return false;
    const next = this.store.offered().find(({ id }) => this.mode !== 'only fetches' || !this.fetched.has(id));
    if (!next) return false;
    this.handle(next);
    return true;
  }

  private handle(transfer: Transfer): void {
    const { id } = transfer;
    const name = documentName(transfer);
    if (!this.offered.includes(name)) this.offered.push(name);
    const earlier = this.fetched.get(id);
    if (earlier && this.store.now < earlier.at + this.within) throw new Error(`${name} was offered again too early`);
    if (this.refused.has(id) && !this.store.retried.has(id)) throw new Error(`${name} was offered again by itself`);
    this.fetch(transfer);
    if (this.mode === 'only fetches') return;
    switch (this.odd?.document === name && !this.wasOdd ? this.odd.does : null) {
      case 'fetches it twice':
        this.fetch(transfer);
        this.wasOdd = true;
        break;
      case 'says nothing until it is offered again':
        this.silent += 1;
        this.wasOdd = this.silent === silences;
        return;
      case 'refuses it, and a person retries':
        this.wasOdd = true;
        this.store.acknowledge(id, { kind: 'refused', cause: refusalCause });
        // The office throws away the document that it refuses.
        this.fetched.delete(id);
        this.refused.add(id);
        return;
      case 'accepts it twice':
        this.wasOdd = true;
        this.accept(transfer);
        this.accept(transfer, 'already');
        return;
      case null:
        break;
    }
    this.accept(transfer);
  }

  /** Fetches the bytes; throws when they differ from those of an earlier fetch. */
  private fetch({ id, documentKey, ...named }: Transfer): void {
    const bytes = this.store.fetchOffered(id, this.within)?.bytes;
    if (!bytes) throw new Error(`${documentName(named)} is offered without its bytes`);
    const earlier = this.fetched.get(id);
    if (earlier && !Buffer.from(earlier.bytes).equals(Buffer.from(bytes)))
      throw new Error(`the bytes of ${documentName(named)} changed after the office had fetched them`);
    this.fetched.set(id, { bytes, at: this.store.now, accepted: false });
    this.keys.set(documentKey, id);
  }

  private accept({ id, ...named }: Transfer, expected: Acknowledged = 'acknowledged'): void {
    const answer = this.store.acknowledge(id, { kind: 'accepted' });
    if (answer !== expected) throw new Error(`the office accepted ${documentName(named)}, and was told: ${answer}`);
    const document = this.fetched.get(id);
    if (document) document.accepted = true;
  }
}

/**
 * A person retries a document that the office refused, once for each document. False: there is none to retry. Throws
 * when the transfer does not tell what the office said.
 */
export function refusalIsRetried(store: MemoryStore): boolean {
  const refused = store.transfers.find(
    ({ id, state, reason }) => state === 'blocked' && reason === 'refused.by_office' && !store.retried.has(id),
  );
  if (!refused) return false;
  if (causeOf(refused) !== refusalCause)
    throw new Error(`${documentName(refused)} does not tell why the office refused it: ${causeOf(refused)}`);
  store.retried.add(refused.id);
  store.move(refused, { name: 'retry_asked' }, 'person');
  return true;
}
