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

/** What the office has fetched and not acknowledged, or accepted. */
interface Fetched {
  bytes: Uint8Array;
  /** When it was last fetched, in seconds. */
  at: number;
  accepted: boolean;
}

/** The office's own words for a refusal. */
export const refusalCause = 'The article is not known here.';
/** How often an office that says nothing lets a document be offered again. */
const silences = 3;

/** The document that a transfer makes, by a name that is the same in every run of a scenario. */
export const documentName = ({ kind, reference }: Pick<Transfer, 'kind' | 'reference'>): string =>
  `${kind} ${reference}`.trim();

/**
 * An office that fetches, as `handover.ts` serves it. It throws when it is offered what a bridge must not offer: other bytes than it
 * fetched before, a document too early, or one that it refused and nobody had tried again.
 */
export class Office {
  mode: OfficeMode = 'fetches and accepts';
  /** Whether it did the odd thing. */
  wasOdd = false;
  /** The documents that it was offered, each once, in their order. */
  readonly offered: string[] = [];
  private readonly store: MemoryStore;
  private readonly within: number;
  private readonly odd: { document: string; does: Oddity } | null;
  private readonly fetched = new Map<number, Fetched>();
  private readonly keys = new Map<string, number>();
  private readonly refused = new Set<number>();
  private silent = 0;

  /** `within`: how long it has to acknowledge, in seconds. `odd`: what it does once with one document. */
  constructor(store: MemoryStore, within: number, odd: { document: string; does: Oddity } | null) {
    this.store = store;
    this.within = within;
    this.odd = odd;
  }

  /** What it has accepted, by our keys. */
  get accepted(): ReadonlyMap<string, Uint8Array> {
    const entries = [...this.keys].flatMap(([key, id]): [string, Uint8Array][] => {
      const its = this.fetched.get(id);
      return its?.accepted ? [[key, its.bytes]] : [];
    });
    return new Map(entries);
  }

  /** Deals with the next document that is offered. False: there is nothing that it would deal with. */
  acts(): boolean {
    if (this.mode === 'is away') return false;
    const next = this.store.offered().find(({ id }) => this.mode !== 'only fetches' || !this.fetched.has(id));
    if (!next) return false;
    this.deal(next);
    return true;
  }

  private deal(transfer: Transfer): void {
    const { id } = transfer;
    const name = documentName(transfer);
    if (!this.offered.includes(name)) this.offered.push(name);
    const before = this.fetched.get(id);
    if (before && this.store.now < before.at + this.within) throw new Error(`${name} was offered again too early`);
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
        // What it refuses it throws away.
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

  /** It gets the same bytes whenever it asks. */
  private fetch({ id, documentKey, ...named }: Transfer): void {
    const bytes = this.store.fetchOffered(id, this.within)?.bytes;
    if (!bytes) throw new Error(`${documentName(named)} is offered without its bytes`);
    const before = this.fetched.get(id);
    if (before && !Buffer.from(before.bytes).equals(Buffer.from(bytes)))
      throw new Error(`the bytes of ${documentName(named)} changed after the office had fetched them`);
    this.fetched.set(id, { bytes, at: this.store.now, accepted: false });
    this.keys.set(documentKey, id);
  }

  private accept({ id, ...named }: Transfer, expected: Acknowledged = 'acknowledged'): void {
    const said = this.store.acknowledge(id, { kind: 'accepted' });
    if (said !== expected) throw new Error(`the office accepted ${documentName(named)}, and was told: ${said}`);
    const its = this.fetched.get(id);
    if (its) its.accepted = true;
  }
}

/**
 * A person retries what the office refused, once nothing else happens any more, and once only. False: there is nothing refused. It
 * throws when the transfer does not tell what the office said.
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
