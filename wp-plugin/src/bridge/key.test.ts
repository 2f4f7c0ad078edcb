import { webcrypto } from 'node:crypto';
import { createKeyRing, type KeyPair, type KeyStorage } from './key.ts';

const { subtle } = webcrypto;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const makePair = (extractable = false) => subtle.generateKey(algorithm, extractable, ['sign', 'verify']);

/** The browser's storage, which all pages share. */
function storageOf(kept: { pair: unknown }): KeyStorage {
  return { load: async () => kept.pair, keepFirst: async (pair) => (kept.pair ??= pair) };
}
const noStorage: KeyStorage = {
  load: () => Promise.reject(new Error('no IndexedDB here')),
  keepFirst: () => Promise.reject(new Error('no IndexedDB here')),
};

describe('the key of a site', () => {
  it('is the same on every page', async () => {
    const kept = { pair: null };
    const first = await createKeyRing(subtle, storageOf(kept))();
    const second = await createKeyRing(subtle, storageOf(kept))();
    expect(second.jkt).toBe(first.jkt);
    expect(second.jkt).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('cannot be exported', async () => {
    const kept: { pair: unknown } = { pair: null };
    await createKeyRing(subtle, storageOf(kept))();
    const { privateKey } = kept.pair as KeyPair;
    await expect(subtle.exportKey('jwk', privateKey)).rejects.toThrow();
  });

  it('is made once, however many ask at the same time', async () => {
    const keys = createKeyRing(subtle, noStorage);
    const [first, second] = await Promise.all([keys(), keys()]);
    expect(first.jkt).toBe(second.jkt);
  });

  it('is the first one if two pages make one at the same time', async () => {
    const kept: { pair: unknown } = { pair: null };
    const storage = storageOf(kept);
    const [first, second] = await Promise.all([createKeyRing(subtle, storage)(), createKeyRing(subtle, storage)()]);
    expect(first.jkt).toBe(second.jkt);
  });

  it('lives as long as the page if the browser stores nothing', async () => {
    const keys = createKeyRing(subtle, noStorage);
    expect((await keys()).jkt).toBe((await keys()).jkt);
    expect((await createKeyRing(subtle, noStorage)()).jkt).not.toBe((await keys()).jkt);
  });

  it.each([
    ['nothing', async () => null],
    ['a text', async () => 'key'],
    ['an object without keys', async () => ({})],
    ['a key that can be exported', () => makePair(true)],
    ['a key of another kind', () => subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])],
    [
      'a key of another curve',
      () => subtle.generateKey({ ...algorithm, namedCurve: 'P-384' }, false, ['sign', 'verify']),
    ],
    ['a key that may not sign', async () => ({ ...(await makePair()), privateKey: (await makePair()).publicKey })],
  ])('is made anew if %s was stored', async (_title, makeStored) => {
    const stored = await makeStored();
    const kept = { pair: stored };
    const key = await createKeyRing(subtle, { load: async () => kept.pair, keepFirst: async (pair) => pair })();
    const { publicKey } = (stored ?? {}) as Partial<KeyPair>;
    const former = publicKey ? await subtle.exportKey('jwk', publicKey) : null;
    expect(key.jwk.x).not.toBe(former?.x);
    expect(await key.sign('text')).toMatch(/^[A-Za-z0-9_-]{86}$/);
  });

  it('is made at the next call if the first attempt failed', async () => {
    let isBroken = true;
    const broken: typeof subtle = Object.create(subtle, {
      generateKey: {
        value: (...args: Parameters<typeof subtle.generateKey>) =>
          isBroken ? Promise.reject(new Error('not now')) : subtle.generateKey(...args),
      },
      exportKey: { value: subtle.exportKey.bind(subtle) },
      digest: { value: subtle.digest.bind(subtle) },
    }) as typeof subtle;
    const keys = createKeyRing(broken, noStorage);
    await expect(keys()).rejects.toThrow('not now');
    isBroken = false;
    expect((await keys()).jkt).toHaveLength(43);
  });
});
