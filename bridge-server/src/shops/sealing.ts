import { CompactEncrypt, compactDecrypt, errors } from 'jose';

/** Whose secret it is; bound into the sealed text, so that values cannot be swapped between rows. */
export interface SecretOf { shop: string; connection: string; field: string }

/** Seals secrets at rest with AES-256-GCM (JWE, direct key). */
export interface Sealer {
  seal(secret: unknown, of: SecretOf): Promise<string>;
  /** Throws when the text was sealed with another key, for another row, or was tampered with. */
  open(sealed: string, of: SecretOf): Promise<unknown>;
}

const mostKept = 1000;

/** `key`: 32 bytes. What was opened is kept in memory under its sealed text, which is another one whenever the secret is sealed anew. */
export function createSealer(key: Uint8Array): Sealer {
  if (key.byteLength !== 32) throw new Error('the sealing key must have 32 bytes');
  const opened = new Map<string, unknown>();
  return {
    seal: (secret, of) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secret)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...of })
        .encrypt(key),
    async open(sealed, of) {
      const entry = JSON.stringify([sealed, of.shop, of.connection, of.field]);
      if (opened.has(entry)) return opened.get(entry);
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
        keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'],
      });
      const named = protectedHeader as Partial<SecretOf>;
      if (named.shop !== of.shop || named.connection !== of.connection || named.field !== of.field) {
        throw new errors.JWEInvalid('the sealed value belongs to another row');
      }
      const secret: unknown = JSON.parse(new TextDecoder().decode(plaintext));
      if (opened.size >= mostKept) opened.clear();
      opened.set(entry, secret);
      return secret;
    },
  };
}
