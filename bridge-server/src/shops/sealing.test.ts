import { randomBytes } from 'node:crypto';
import { createSealer } from './sealing.ts';

const of = { shop: 's1', connection: 'c1', field: 'credentials' };

describe('sealed secrets', () => {
  const sealer = createSealer(randomBytes(32));

  it('come back, and show nothing of what they are', async () => {
    const sealed = await sealer.seal({ clientKey: 'very-secret' }, of);
    expect(sealed).not.toContain('very-secret');
    expect(await sealer.open(sealed, of)).toEqual({ clientKey: 'very-secret' });
  });

  it.each([['shop', { ...of, shop: 's2' }], ['connection', { ...of, connection: 'c2' }], ['field', { ...of, field: 'other' }]])('cannot be moved to another %s', async (_what, other) => {
    await expect(sealer.open(await sealer.seal('x', of), other)).rejects.toThrow();
  });

  it('cannot be opened with another key, nor when tampered with', async () => {
    const sealed = await sealer.seal('x', of);
    await expect(createSealer(randomBytes(32)).open(sealed, of)).rejects.toThrow();
    const parts = sealed.split('.');
    parts[3] = Buffer.from('other').toString('base64url');
    await expect(sealer.open(parts.join('.'), of)).rejects.toThrow();
  });

  it('want a key of 32 bytes', () => expect(() => createSealer(randomBytes(16))).toThrow('32 bytes'));
});
