import { generateKeyPair, exportJWK, CompactSign, type CryptoKey, type JWK } from 'jose';
import { bodyHash, signRequest, type RequestToSign, type Signer } from '@kontor/client/sign';
import { proofHeader, proofType } from '@kontor/shared/proof';
import type { KeyLookup } from './keys.ts';
import type { Issuer } from './principal.ts';
import { verifyProof, type RequestToProve } from './proof.ts';

const publicUrl = 'https://kontor.example.com/bridge';
const target = '/v1/shops/s1/events?batch=1';
const body = Buffer.from('{"events":[]}');
const noon = Date.parse('2026-03-01T12:00:00.400Z');

let privateKey: CryptoKey;
let publicKey: CryptoKey;
let privateJwk: JWK;
beforeAll(async () => {
  ({ privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true }));
  privateJwk = await exportJWK(privateKey);
});

const requestWith = (proof: string | undefined): RequestToProve => ({
  headers: { [proofHeader]: proof },
  shop: 's1',
  method: 'POST',
  target,
  body,
});
const verify = (
  proof: string | undefined,
  changed: Partial<RequestToProve> = {},
  lookup: KeyLookup = { kind: 'usable', key: publicKey, name: '' },
  issuer: string | null = 's1',
) =>
  verifyProof({ ...requestWith(proof), ...changed }, issuer as Issuer | null, {
    publicUrl,
    keys: { find: async () => lookup },
    now: () => noon,
  });
const sign = (changed: Partial<Signer & RequestToSign> = {}) => {
  const signer = { bridge: publicUrl, shop: 's1', keyId: 'k1', privateKey: privateJwk, ...changed };
  const request = { method: 'post', url: publicUrl + target, body, now: new Date(noon), id: 'a-sixteen-char-id' };
  return signRequest(signer, { ...request, ...changed });
};
const claims = () => ({
  iss: 's1',
  aud: publicUrl,
  iat: Math.floor(noon / 1000),
  jti: 'a-sixteen-char-id',
  htm: 'POST',
  htu: publicUrl + target,
  bh: bodyHash(body),
});
const signRaw = (payload: object, header: object = {}) =>
  new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', typ: proofType, kid: 'k1', ...header })
    .sign(privateKey);
/** The code of the refusal, or `accepted`. */
const code = async (verdict: ReturnType<typeof verify>) => {
  const proof = await verdict;
  return proof.ok ? 'accepted' : proof.error.code;
};

describe('a proof of a request', () => {
  it('names its shop and its id, and how long the id must be kept', async () => {
    expect(await verify(sign())).toEqual({
      ok: true,
      value: {
        issuer: 's1',
        keyId: 'k1',
        keyName: '',
        id: 'a-sixteen-char-id',
        expiresAt: new Date('2026-03-01T12:02:00.000Z'),
      },
    });
  });

  it('may name its algorithm Ed25519 as well as EdDSA', async () => {
    expect(await code(verify(await signRaw(claims(), { alg: 'Ed25519' })))).toBe('accepted');
  });

  it.each([
    [-60, 'accepted'],
    [60, 'accepted'],
    [-61, 'proof.skewed_clock'],
    [61, 'proof.skewed_clock'],
  ])('made %d s away from the time of the bridge: %s', async (seconds, expected) => {
    const exact = Math.floor(noon / 1000) * 1000;
    const proof = sign({ now: new Date(exact + seconds * 1000) });
    const result = verifyProof(requestWith(proof), 's1' as Issuer, {
      publicUrl,
      keys: { find: async () => ({ kind: 'usable', key: publicKey, name: '' }) },
      now: () => exact,
    });
    expect(await code(result)).toBe(expected);
  });

  it('shows both clocks when they differ', async () => {
    expect(await verify(sign({ now: new Date('2026-03-01T10:00:00Z') }))).toMatchObject({
      error: {
        code: 'proof.skewed_clock',
        status: 401,
        clocks: { bridge: '2026-03-01T12:00:00.400Z', caller: '2026-03-01T10:00:00.000Z' },
      },
    });
    expect(await code(verify(await signRaw({ ...claims(), iat: Number.MAX_SAFE_INTEGER })))).toBe('proof.skewed_clock');
  });

  it('is valid for one request only', async () => {
    const proof = sign();
    expect(await code(verify(proof, { body: Buffer.from('{"events":[1]}') }))).toBe('proof.wrong_body');
    expect(await code(verify(proof, { target: '/v1/shops/s1/events?batch=2' }))).toBe('proof.wrong_address');
    expect(await code(verify(proof, { target: '/v1/shops/s1/events' }))).toBe('proof.wrong_address');
    expect(await code(verify(proof, { method: 'PUT' }))).toBe('proof.wrong_method');
    expect(await code(verify(proof, { shop: 's2' }, undefined, 's2'))).toBe('shop.unknown');
    expect(await code(verify(proof, { shop: null }, undefined, null))).toBe('caller.not_operator');
    expect(await code(verify(sign({ bridge: 'https://other.example.com' })))).toBe('proof.wrong_audience');
  });

  it.each([
    [{ typ: 'JWT' }, 'proof.wrong_type'],
    [{ typ: 'dpop+jwt' }, 'proof.wrong_type'],
    [{ kid: undefined }, 'proof.unreadable'],
    [{ kid: 'a\u0000b' }, 'proof.unreadable'],
    [{ jku: 'https://evil.example/keys' }, 'proof.foreign_key'],
    [{ x5u: 'https://evil.example/x' }, 'proof.foreign_key'],
    [{ jwk: { kty: 'OKP' } }, 'proof.foreign_key'],
  ])('with the header %j is refused', async (header, expected) => {
    expect(await code(verify(await signRaw(claims(), header)))).toBe(expected);
  });

  it.each([{ jti: 'short' }, { jti: `a-sixteen-char-i\u0000d` }, { iat: 1.5 }, { bh: undefined }, { htu: 7 }])(
    'with the claim %j is refused',
    async (wrong) => {
      expect(await code(verify(await signRaw({ ...claims(), ...wrong })))).toBe('proof.unreadable');
    },
  );

  const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each(['none', 'HS256', 'RS256', 'ES256', 'eddsa'])(
    'that names the algorithm %s is refused without looking at its signature',
    async (alg) => {
      expect(await code(verify(`${segment({ alg, typ: proofType, kid: 'k1' })}.${segment(claims())}.`))).toBe(
        'proof.wrong_algorithm',
      );
    },
  );

  it('is refused when it is signed with the public key as an HMAC secret', async () => {
    const secret = Buffer.from(JSON.stringify(await exportJWK(publicKey)));
    const forged = await new CompactSign(Buffer.from(JSON.stringify(claims())))
      .setProtectedHeader({ alg: 'HS256', typ: proofType, kid: 'k1' })
      .sign(secret);
    expect(await code(verify(forged))).toBe('proof.wrong_algorithm');
    expect(await code(verify(forged.replace(/^[^.]+/, segment({ alg: 'EdDSA', typ: proofType, kid: 'k1' }))))).toBe(
      'proof.wrong_signature',
    );
  });

  it('is refused when it is missing, cannot be read or lacks a signature', async () => {
    const proof = sign();
    for (const broken of [
      'x',
      'a.b.c',
      `${proof}.x`,
      proof.split('.').slice(0, 2).join('.').repeat(200),
      `${proof}, ${proof}`,
      '..',
      '....',
    ]) {
      expect(await code(verify(broken))).toBe('proof.unreadable');
    }
    for (const unsigned of [
      proof.replace(/[^.]+$/, ''),
      proof.replace(/[^.]+$/, '!!'),
      proof.split('.').slice(0, 2).join('.'),
    ]) {
      expect(await code(verify(unsigned))).toBe('proof.wrong_signature');
    }
    expect(await code(verify(undefined))).toBe('proof.missing');
  });

  it('is refused unless its key is known, in use and the one that signed', async () => {
    const proof = sign();
    expect(await code(verify(proof, {}, { kind: 'unknown_key' }))).toBe('proof.unknown_key');
    expect(await code(verify(proof, {}, { kind: 'revoked' }))).toBe('proof.revoked_key');
    expect(await code(verify(proof, {}, { kind: 'unknown_issuer' }))).toBe('shop.unknown');
    const otherPair = await generateKeyPair('EdDSA');
    expect(await code(verify(proof, {}, { kind: 'usable', key: otherPair.publicKey, name: '' }))).toBe(
      'proof.wrong_signature',
    );
  });
});
