import type { KeyStorage } from './key.ts';

const database = 'kontor-bridge';
const store = 'keys';

/** Keeps the key of one shop in IndexedDB, where a key stays one that nobody can read out. */
export const keysInIndexedDb = (shop: string): KeyStorage => ({
  load: () => within('readonly', (keys) => keys.get(shop)),
  keepFirst: (pair) =>
    within('readwrite', (keys) => {
      // Fails without harm where another page was first.
      const adding = keys.add(pair, shop);
      adding.addEventListener('error', (event) => {
        event.preventDefault();
        event.stopPropagation();
      });
      return keys.get(shop);
    }),
});

async function within(mode: IDBTransactionMode, act: (keys: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(database, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store));
  const open = await resultOf(opening);
  try {
    return (await resultOf<unknown>(act(open.transaction(store, mode).objectStore(store)))) ?? null;
  } finally {
    open.close();
  }
}

const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
  });
