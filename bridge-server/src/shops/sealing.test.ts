import { randomBytes } from 'node:crypto';
import { CannotOpen, createSealer, sealingKeyIdOf, sealedWith } from './sealing.ts';
import { givenKeys } from './sealing-keys.ts';

const of = { shop: 's1', connection: 'c1', field: 'credentials' };
const [former, current] = [randomBytes(32), randomBytes(32)];
const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (fault: unknown) => (fault instanceof CannotOpen ? fault.reason.code : fault),
  );

describe('sealed secrets', () => {
  const sealer = createSealer(former);

  it('come back, and show nothing of what they are nor of the key', async () => {
    const sealed = await sealer.seal({ clientKey: 'very-secret' }, of, null);
    expect(sealed).not.toContain('very-secret');
    expect(JSON.stringify(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString())).not.toContain(
      former.toString('base64url'),
    );
    expect(await sealer.open(sealed, of)).toEqual({ clientKey: 'very-secret' });
  });

  it.each([
    ['shop', { ...of, shop: 's2' }],
    ['connection', { ...of, connection: 'c2' }],
    ['field', { ...of, field: 'other' }],
  ])('cannot be moved to another %s', async (_what, other) => {
    const sealed = await sealer.seal('x', of, null);
    expect(await codeOf(sealer.open(sealed, other))).toBe('secret.unreadable');
    // Nor after it was opened for its own row, and is known.
    await sealer.open(sealed, of);
    expect(await codeOf(sealer.open(sealed, other))).toBe('secret.unreadable');
  });

  it('cannot be opened when any part of them was changed', async () => {
    const sealed = await sealer.seal('x', of, null);
    const parts = sealed.split('.');
    for (const place of [0, 2, 3, 4]) {
      const changed = parts.map((part, at) =>
        at === place
          ? Buffer.from(
              place === 0
                ? JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: sealedWith(sealed), ...of, more: 1 })
                : randomBytes(16),
            ).toString('base64url')
          : part,
      );
      expect(await codeOf(sealer.open(changed.join('.'), of))).toBe('secret.unreadable');
    }
    expect(await codeOf(sealer.open('no sealed text', of))).toBe('secret.unreadable');
  });

  it('name the key that is missing', async () => {
    const opening = createSealer(current).open(await sealer.seal('x', of, null), of);
    await expect(opening).rejects.toMatchObject({
      reason: { code: 'key.missing', values: { key: await sealingKeyIdOf(former) } },
    });
    expect(await codeOf(sealer.seal('x', of, await sealingKeyIdOf(current)))).toBe('key.missing');
  });

  it('want keys of 32 bytes', async () => {
    expect(() => createSealer(randomBytes(16))).toThrow('32 bytes');
    await expect(createSealer(givenKeys(former, [randomBytes(16)])).seal('x', of, null)).rejects.toThrow('32 bytes');
  });
});

describe('several keys', () => {
  it('open whatever one of them sealed; the first one seals unless the database has another in charge', async () => {
    const both = createSealer(givenKeys(current, [former]));
    expect(await both.keyIds()).toEqual([await sealingKeyIdOf(current), await sealingKeyIdOf(former)]);
    expect(await both.open(await createSealer(former).seal('x', of, null), of)).toBe('x');
    expect(sealedWith(await both.seal('x', of, null))).toBe(await sealingKeyIdOf(current));
    expect(sealedWith(await both.seal('x', of, await sealingKeyIdOf(former)))).toBe(await sealingKeyIdOf(former));
  });

  it('are read again when a text names one that is not known', async () => {
    let keys = [former];
    const sealer = createSealer({ read: async () => keys, make: null });
    const newer = await createSealer(current).seal('x', of, null);
    expect(await codeOf(sealer.open(newer, of))).toBe('key.missing');
    keys = [current, former];
    expect(await sealer.open(newer, of)).toBe('x');
  });
});
