import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Knex } from 'knex';
import { signToken } from '@kontor/client/sign';
import { identityType, protocol, type IdentityClaims } from '@kontor/shared/pairing';
import { publicKey, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf } from '../auth/token.ts';
import { version } from '../metrics/version.ts';
import { keyInCharge } from './key-check.ts';
import { CannotOpen, type Sealer } from './sealing.ts';

/** The public part of the bridge's own key. */
export interface Identity {
  keyId: string;
  key: PublicKey;
}

/** The place of the private part, which is bound into the sealed text. */
export const identitySecret = { shop: 'bridge', connection: 'bridge', field: 'signing_key' };

interface IdentityRow {
  id: string;
  public_jwk: PublicKey;
  private_jwk: string;
}

const readRow = (knex: Knex) => knex<IdentityRow>('identity').first('id', 'public_jwk', 'private_jwk');

/**
 * The bridge's own key. The first process that needs it makes it, and seals the private part with the key in charge.
 */
export async function ensureIdentity(knex: Knex, sealer: Sealer): Promise<Identity> {
  const { id, public_jwk: key } = await ensureRow(knex, sealer);
  return { keyId: id, key };
}

async function ensureRow(knex: Knex, sealer: Sealer): Promise<IdentityRow> {
  const existing = await readRow(knex);
  if (existing) return existing;
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const key = publicKey.parse(await exportJWK(pair.publicKey));
  const privateJwk = await exportJWK(pair.privateKey);
  await knex.transaction(async (transaction) => {
    const keyId = await keyInCharge(transaction);
    await transaction('identity')
      .insert({
        id: await keyIdOf(key),
        public_jwk: JSON.stringify(key),
        private_jwk: await sealer.seal(privateJwk, identitySecret, keyId),
      })
      .onConflict('only_row')
      .ignore();
  });
  const row = await readRow(knex);
  if (!row) throw new Error('the key of the bridge was taken away while it was made');
  return row;
}

/**
 * The bridge's key, and a token that it signs for whoever asks: it states the bridge's address and its protocols.
 * Throws
 * `CannotOpen` without the sealing key. `now`: milliseconds since 1970.
 */
export async function showIdentity(
  knex: Knex,
  sealer: Sealer,
  { publicUrl, nonce, now }: { publicUrl: string; nonce: string; now: number },
): Promise<{ key: PublicKey; identity: string }> {
  const row = await ensureRow(knex, sealer);
  const privateJwk = await sealer.open(row.private_jwk, identitySecret).catch(tellRemedy);
  const claims: IdentityClaims = {
    iss: publicUrl,
    nonce,
    iat: Math.floor(now / 1000),
    version,
    protocol: { ...protocol },
  };
  return { key: row.public_jwk, identity: signToken(privateJwk as JWK, identityType, claims, row.id) };
}

/**
 * Names the remedy for the bridge's own key. Without that key nobody can use a printed pairing code; all else works.
 */
function tellRemedy(fault: unknown): never {
  if (!(fault instanceof CannotOpen)) throw fault;
  throw new CannotOpen(aboutIdentity(fault.reason));
}

/** The reason when the secret is the bridge's own signing key, for which the remedy is another. */
export const aboutIdentity = (why: CannotOpen['reason']): CannotOpen['reason'] => ({ ...why, case: 'identity' });
