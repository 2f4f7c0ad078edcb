import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Knex } from 'knex';
import { signToken } from '@kontor/client/sign';
import { identityType, protocol, type IdentityClaims } from '@kontor/shared/pairing';
import { publicKey, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf } from '../auth/token.ts';
import { version } from '../metrics/version.ts';
import { keyInCharge } from './key-check.ts';
import { CannotOpen, type Sealer } from './sealing.ts';

/** The bridge's own key, as everybody may know it. */
export interface Identity {
  keyId: string;
  key: PublicKey;
}

/** Whose secret the private part is, bound into the sealed text. */
export const identitySecret = { shop: 'bridge', connection: 'bridge', field: 'signing_key' };

interface IdentityRow {
  id: string;
  public_jwk: PublicKey;
  private_jwk: string;
}

const read = (knex: Knex) => knex<IdentityRow>('identity').first('id', 'public_jwk', 'private_jwk');

/** The bridge's own key; the first process that asks makes it. Its private part is sealed with the key in charge. */
export async function ensureIdentity(knex: Knex, sealer: Sealer): Promise<Identity> {
  const { id, public_jwk: key } = await ensureRow(knex, sealer);
  return { keyId: id, key };
}

async function ensureRow(knex: Knex, sealer: Sealer): Promise<IdentityRow> {
  const known = await read(knex);
  if (known) return known;
  const made = await generateKeyPair('EdDSA', { extractable: true });
  const key = publicKey.parse(await exportJWK(made.publicKey));
  const privateJwk = await exportJWK(made.privateKey);
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
  const row = await read(knex);
  if (!row) throw new Error('the key of the bridge was taken away while it was made');
  return row;
}

/**
 * The bridge's key, and what it signs for whoever asks: that it is the one at `publicUrl`, and which protocols it speaks. Throws
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

/** Without its key the bridge is a stranger to whoever holds a printed code, and to nobody else. */
function tellRemedy(fault: unknown): never {
  if (!(fault instanceof CannotOpen)) throw fault;
  throw new CannotOpen(ofIdentity(fault.reason));
}

/** The same of the bridge's own signing key, about which something else is to be done. */
export const ofIdentity = (why: CannotOpen['reason']): CannotOpen['reason'] => ({ ...why, case: 'identity' });
