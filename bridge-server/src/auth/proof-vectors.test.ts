import { readFileSync } from 'node:fs';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import { signRequest, signToken } from '@kontor/client/sign';
import {
  identityClaims,
  identityType,
  pairingCode,
  protocol,
  readPairingCode,
  writePairingCode,
} from '@kontor/shared/pairing';
import { proofHeader, proofSkewSeconds, publicKey } from '@kontor/shared/proof';
import { provePairing, verifyPairingProof } from '../shops/pairing/proof.ts';
import { proveShopPossession, verifyShopPossession } from '../shops/pairing/reach.ts';
import { keyIdOf, readToken } from './token.ts';
import { verifyCaller } from './verifiers.ts';

// The plugin's tests read the same file. So both sides agree on every token.
const testKey = z.object({ seed: z.string(), key: publicKey, keyId: z.string() });
const vector = <Inputs extends z.ZodType>(inputs: Inputs) =>
  z.object({ name: z.string(), what: z.string(), token: z.string(), inputs, expected: z.string() });
const body = z.union([z.object({ text: z.string() }), z.object({ repeat: z.string(), times: z.number() })]);
const at = z.iso.datetime().transform((text) => new Date(text));
const vectors = z
  .object({
    publicUrl: z.string(),
    now: at,
    keys: z.object({ shop: testKey, other: testKey, bridge: testKey }),
    requests: vector(
      z.object({
        shop: z.string(),
        method: z.string(),
        target: z.string(),
        url: z.string(),
        body,
        at,
        id: z.string(),
        key: z.literal('revoked').optional(),
      }),
    ).array(),
    pairings: vector(
      z.object({ key: publicKey, keyId: z.string(), pairing: z.string(), secret: z.string(), at }),
    ).array(),
    possessions: vector(z.object({ key: publicKey, keyId: z.string(), nonce: z.string(), at })).array(),
    identities: vector(
      z.object({
        key: publicKey,
        thumbprint: z.string(),
        nonce: z.string(),
        at,
        version: z.string().optional(),
        protocol: identityClaims.shape.protocol.optional(),
      }),
    ).array(),
    codes: z.object({ name: z.string(), what: z.string(), text: z.string(), expected: pairingCode.nullable() }).array(),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../tests/fixtures/proofs.json', import.meta.url), 'utf8')));
const { publicUrl, keys } = vectors;
const now = vectors.now.getTime();

const privateJwk = ({ seed, key }: z.infer<typeof testKey>): JWK => ({
  ...key,
  d: Buffer.from(seed, 'hex').toString('base64url'),
});
const textOf = (source: z.infer<typeof body>) => ('text' in source ? source.text : source.repeat.repeat(source.times));
const named = <Vector extends { name: string }>(group: readonly Vector[]) =>
  group.map((vector) => [vector.name, vector] as const);
const isValid = ({ expected }: { expected: string }) => expected === 'ok';
/** A group must have valid and invalid vectors, or it proves nothing; and each vector needs a name of its own. */
const expectValidAndInvalid = (group: readonly { name: string; expected: string }[]) => {
  expect(new Set(group.map(isValid))).toEqual(new Set([true, false]));
  expect(new Set(group.map(({ name }) => name)).size).toBe(group.length);
};

it('each key is made from its seed, and its id is its thumbprint', async () => {
  for (const key of Object.values(keys)) {
    expect(await keyIdOf(key.key)).toBe(key.keyId);
    // The public part verifies what the seed signed, so both belong together.
    const token = signToken(privateJwk(key), identityType, {}, key.keyId);
    expect(await readToken(token, key.key, { type: identityType, claims: z.object({}) })).toMatchObject({
      kind: 'claims',
    });
  }
});

describe('the proof of a request', () => {
  let shopKey: CryptoKey;
  beforeAll(async () => {
    const imported = await importJWK(keys.shop.key, 'EdDSA');
    if (imported instanceof Uint8Array) throw new TypeError('the key of the shop is no public key');
    shopKey = imported;
  });

  it.each(named(vectors.requests))('%s', async (_name, { token, inputs, expected }) => {
    const { shop, method, target, body: requestBody, key } = inputs;
    const verified = await verifyCaller(
      { headers: { [proofHeader]: token }, shop, method, target, body: Buffer.from(textOf(requestBody)) },
      {
        publicUrl,
        now: () => now,
        keys: {
          find: async (_issuer, keyId) => {
            if (keyId !== keys.shop.keyId) return { kind: 'unknown_key' };
            return key === 'revoked' ? { kind: 'revoked' } : { kind: 'usable', key: shopKey, name: '' };
          },
        },
      },
    );
    expect(verified.ok ? 'ok' : verified.error.code).toBe(expected);
    expect(inputs.url).toBe(publicUrl + target);
  });

  it.each(named(vectors.requests.filter(isValid)))('%s is signed the same again', (_name, { token, inputs }) => {
    const signer = {
      bridge: publicUrl,
      shop: inputs.shop,
      keyId: keys.shop.keyId,
      privateKey: privateJwk(keys.shop),
    };
    const { method, url, at: now, id } = inputs;
    expect(signRequest(signer, { method, url, body: textOf(inputs.body), now, id })).toBe(token);
  });

  it('has valid and invalid vectors', () => expectValidAndInvalid(vectors.requests));
});

describe('the proof for a pairing', () => {
  it.each(named(vectors.pairings))('%s', async (_name, { token, inputs, expected }) => {
    const { key, keyId, pairing, secret } = inputs;
    const verified = await verifyPairingProof(token, key, { publicUrl, pairing, secret, now });
    expect(verified.ok ? 'ok' : verified.error.code).toBe(expected);
    if (verified.ok) expect(verified.value).toBe(keyId);
  });

  it.each(named(vectors.pairings.filter(isValid)))('%s is signed the same again', async (_name, { token, inputs }) => {
    const { key, pairing, secret } = inputs;
    expect(
      await provePairing(privateJwk(keys.shop), key, { publicUrl, pairing, secret, now: inputs.at.getTime() }),
    ).toBe(token);
  });

  it('has valid and invalid vectors', () => expectValidAndInvalid(vectors.pairings));
});

describe("the answer at a shop's address", () => {
  it.each(named(vectors.possessions))('%s', async (_name, { token, inputs: { key, nonce }, expected }) => {
    const verified = await verifyShopPossession(token, key, { publicUrl, nonce, now });
    expect(verified.ok ? 'ok' : verified.why.code).toBe(expected);
  });

  it.each(named(vectors.possessions.filter(isValid)))(
    '%s is signed the same again',
    async (_name, { token, inputs }) => {
      const { key, nonce } = inputs;
      expect(
        await proveShopPossession(privateJwk(keys.shop), key, { publicUrl, nonce, now: inputs.at.getTime() }),
      ).toBe(token);
    },
  );

  it('has valid and invalid vectors', () => expectValidAndInvalid(vectors.possessions));
});

/** Judges the bridge's answer about its identity as a plugin with protocol 1 does. */
async function judgeIdentity({ token, inputs }: (typeof vectors.identities)[number]): Promise<string> {
  if ((await keyIdOf(inputs.key)) !== inputs.thumbprint) return 'identity.wrong_key';
  const read = await readToken(token, inputs.key, { type: identityType, claims: identityClaims });
  if (read.kind === 'wrong_claims') return 'identity.unreadable';
  if (read.kind !== 'claims') return `identity.${read.kind}`;
  const { iss, nonce, iat, protocol: spoken } = read.claims;
  if (iss !== publicUrl) return 'identity.wrong_issuer';
  if (nonce !== inputs.nonce) return 'identity.wrong_nonce';
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000) return 'identity.skewed_clock';
  if (spoken.oldest > protocol.newest) return 'identity.plugin_too_old';
  return spoken.newest < protocol.oldest ? 'identity.bridge_too_old' : 'ok';
}

describe("the bridge's answer about its identity", () => {
  it.each(named(vectors.identities))('%s', async (_name, vector) =>
    expect(await judgeIdentity(vector)).toBe(vector.expected),
  );

  it.each(named(vectors.identities.filter(isValid)))('%s is signed the same again', (_name, { token, inputs }) => {
    const { nonce, version, protocol: spoken, thumbprint } = inputs;
    const claims = { iss: publicUrl, nonce, iat: inputs.at.getTime() / 1000, version, protocol: spoken };
    expect(signToken(privateJwk(keys.bridge), identityType, claims, thumbprint)).toBe(token);
  });

  it('has valid and invalid vectors', () => expectValidAndInvalid(vectors.identities));
});

describe('a pairing code', () => {
  it.each(named(vectors.codes))('%s', (_name, { text, expected }) => expect(readPairingCode(text)).toEqual(expected));

  it('is written the same again', () => {
    const [valid] = vectors.codes;
    expect(valid?.expected && writePairingCode(valid.expected)).toBe(valid?.text);
  });
});
