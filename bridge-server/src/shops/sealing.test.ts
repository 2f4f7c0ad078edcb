import { randomBytes } from 'node:crypto';
import { CannotOpen, createSealer, sealingKeyIdOf, sealedWith } from './sealing.ts';
import { keysFromSettings } from './sealing-keys.ts';

const place = { shop: 's1', connection: 'c1', field: 'credentials' };
const formerKey = randomBytes(32);
const currentKey = randomBytes(32);
/** The code with which a secret cannot be opened; `opened` if it can. */
const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (fault: unknown) => (fault instanceof CannotOpen ? fault.reason.code : fault),
  );

describe('sealed secrets', () => {
  const sealer = createSealer(formerKey);

  it('can be opened again, and show neither the secret nor the key', async () => {
    const sealed = await sealer.seal({ clientKey: 'very-secret' }, place, null);
    expect(sealed).not.toContain('very-secret');
    expect(JSON.stringify(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString())).not.toContain(
      formerKey.toString('base64url'),
    );
    expect(await sealer.open(sealed, place)).toEqual({ clientKey: 'very-secret' });
  });

  it.each([
    ['shop', { ...place, shop: 's2' }],
    ['connection', { ...place, connection: 'c2' }],
    ['field', { ...place, field: 'other' }],
  ])('cannot be opened for another %s', async (_part, otherPlace) => {
    const sealed = await sealer.seal('x', place, null);
    expect(await codeOf(sealer.open(sealed, otherPlace))).toBe('secret.unreadable');
    // The sealer keeps opened secrets in memory, which must not help either.
    await sealer.open(sealed, place);
    expect(await codeOf(sealer.open(sealed, otherPlace))).toBe('secret.unreadable');
  });

  it.each([
    ['header', 0],
    ['initialization vector', 2],
    ['ciphertext', 3],
    ['authentication tag', 4],
  ])('cannot be opened when their %s was changed', async (_part, index) => {
    const sealed = await sealer.seal('x', place, null);
    const header = JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: sealedWith(sealed), ...place, more: 1 });
    const changed = sealed
      .split('.')
      .with(index, Buffer.from(index === 0 ? header : randomBytes(16)).toString('base64url'))
      .join('.');
    expect(await codeOf(sealer.open(changed, place))).toBe('secret.unreadable');
  });

  it('cannot be opened when they are no sealed text at all', async () => {
    expect(await codeOf(sealer.open('no sealed text', place))).toBe('secret.unreadable');
  });

  it('name the key that the process lacks', async () => {
    const opening = createSealer(currentKey).open(await sealer.seal('x', place, null), place);
    await expect(opening).rejects.toMatchObject({
      reason: { code: 'key.missing', values: { key: await sealingKeyIdOf(formerKey) } },
    });
    expect(await codeOf(sealer.seal('x', place, await sealingKeyIdOf(currentKey)))).toBe('key.missing');
  });

  it('require keys of 32 bytes', async () => {
    expect(() => createSealer(randomBytes(16))).toThrow('32 bytes');
    await expect(createSealer(keysFromSettings(formerKey, [randomBytes(16)])).seal('x', place, null)).rejects.toThrow(
      '32 bytes',
    );
  });
});

describe('a sealer with several keys', () => {
  it('opens what any of them sealed, and seals with the first unless another key is in charge', async () => {
    const both = createSealer(keysFromSettings(currentKey, [formerKey]));
    expect(await both.keyIds()).toEqual([await sealingKeyIdOf(currentKey), await sealingKeyIdOf(formerKey)]);
    expect(await both.open(await createSealer(formerKey).seal('x', place, null), place)).toBe('x');
    expect(sealedWith(await both.seal('x', place, null))).toBe(await sealingKeyIdOf(currentKey));
    expect(sealedWith(await both.seal('x', place, await sealingKeyIdOf(formerKey)))).toBe(
      await sealingKeyIdOf(formerKey),
    );
  });

  it('reads its keys again when a text names an unknown key', async () => {
    let keys = [formerKey];
    const sealer = createSealer({ read: async () => keys, make: null });
    const newer = await createSealer(currentKey).seal('x', place, null);
    expect(await codeOf(sealer.open(newer, place))).toBe('key.missing');
    keys = [currentKey, formerKey];
    expect(await sealer.open(newer, place)).toBe('x');
  });
});
