import type { KeyPair } from './key.ts';
import { keysInIndexedDb } from './storage.ts';

const globals = globalThis as { indexedDB?: unknown };
afterEach(() => {
  delete globals.indexedDB;
});
const pair = {} as KeyPair;

it('fails if IndexedDB never answers, and waits only for the first call', async () => {
  let opened = 0;
  globals.indexedDB = {
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

it('fails if IndexedDB throws', async () => {
  globals.indexedDB = {
    open: () => {
      throw new Error('not in a private window');
    },
  };
  await expect(keysInIndexedDb('s1').load()).rejects.toThrow('not in a private window');
});
