import type { KeyPair } from './key.ts';
import { keysInIndexedDb } from './storage.ts';

const around = globalThis as { indexedDB?: unknown };
afterEach(() => {
  delete around.indexedDB;
});
const pair = {} as KeyPair;

it('an IndexedDB that never answers fails as one that throws does, and is waited for once', async () => {
  let opened = 0;
  around.indexedDB = {
    open: () => {
      opened += 1;
      return new EventTarget();
    },
  };
  const keys = keysInIndexedDb('s1', 20);
  await expect(keys.load()).rejects.toThrow('IndexedDB does not answer');
  await expect(keys.keepFirst(pair)).rejects.toThrow('IndexedDB does not answer');
  expect(opened).toBe(1);
});

it('an IndexedDB that throws fails', async () => {
  around.indexedDB = {
    open: () => {
      throw new Error('not in a private window');
    },
  };
  await expect(keysInIndexedDb('s1').load()).rejects.toThrow('not in a private window');
});
