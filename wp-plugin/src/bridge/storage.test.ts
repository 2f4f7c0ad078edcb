import { webcrypto } from 'node:crypto';
import { createKeyRing } from './key.ts';
import { keysInIndexedDb } from './storage.ts';

const around = globalThis as { indexedDB?: unknown };
afterEach(() => {
  delete around.indexedDB;
});

describe('the key where IndexedDB does not work', () => {
  it('lives as long as the page where IndexedDB never answers, and is waited for once', async () => {
    let opened = 0;
    around.indexedDB = {
      open: () => {
        opened += 1;
        return new EventTarget();
      },
    };
    const keys = createKeyRing(webcrypto.subtle, keysInIndexedDb('s1', 20));
    expect((await keys()).jkt).toBe((await keys()).jkt);
    expect(opened).toBe(1);
  });

  it('lives as long as the page where IndexedDB throws', async () => {
    around.indexedDB = {
      open: () => {
        throw new Error('not in a private window');
      },
    };
    const keys = createKeyRing(webcrypto.subtle, keysInIndexedDb('s1'));
    expect((await keys()).jkt).toHaveLength(43);
  });
});
