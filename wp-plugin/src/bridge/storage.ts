import type { KeyStorage } from './key.ts';

const database = 'kontor-bridge';
const store = 'keys';

/** How many milliseconds to wait for IndexedDB. */
const patience = 3000;

/**
 * Keeps the key of one shop in IndexedDB, where no script can export it. In some browsers IndexedDB never answers, for
 * example while another tab holds up an update. Then every call fails, and only the first call waits.
 */
export function keysInIndexedDb(shop: string, wait = patience): KeyStorage {
  let isSilent = false;
  const inTime = async (operation: () => Promise<unknown>): Promise<unknown> => {
    if (isSilent) throw new Error('IndexedDB does not answer');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isSilent = true;
        reject(new Error('IndexedDB does not answer'));
      }, wait);
    });
    return Promise.race([operation(), late]).finally(() => clearTimeout(timer));
  };
  return {
    load: () => inTime(() => inStore('readonly', (keys) => keys.get(shop))),
    keepFirst: (pair) =>
      inTime(() =>
        inStore('readwrite', (keys) => {
          // The request fails if another page was first. That error must not abort the transaction.
          const adding = keys.add(pair, shop);
          adding.addEventListener('error', (event) => {
            event.preventDefault();
            event.stopPropagation();
          });
          return keys.get(shop);
        }),
      ),
  };
}

async function inStore(mode: IDBTransactionMode, act: (keys: IDBObjectStore) => IDBRequest): Promise<unknown> {
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
