import type { MemoryStore } from './memory-store.ts';

/** How long the office takes for its acknowledgement, in seconds; it is shorter than any system allows. */
const fetchedWithin = 600;

/**
 * An office that fetches: it takes the next document, fetches it once more, accepts it, and says so twice. What it fetched first is
 * what it keeps. False: nothing is offered.
 */
export function officeActs(store: MemoryStore, fetched: Map<string, Uint8Array>): boolean {
  const [next] = store.offered();
  if (!next) return false;
  const { documentKey, total } = next.transfer;
  let { transfer } = next;
  for (let time = 0; time < 2; time++) {
    transfer = store.move(transfer, { name: 'fetched', afterSeconds: fetchedWithin }, 'office');
    const bytes = fetched.get(documentKey);
    if (bytes && !Buffer.from(bytes).equals(Buffer.from(next.handover.bytes)))
      throw new Error(`the bytes of ${documentKey} changed after the office had fetched them`);
    fetched.set(documentKey, next.handover.bytes);
  }
  const document = { id: documentKey, number: documentKey, total: total ?? 0 };
  store.move(transfer, { name: 'accepted', document }, 'office');
  return true;
}
