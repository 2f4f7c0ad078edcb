import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey } from 'node:crypto';

/** Signs the text of header and claims, and returns the signature in base64url. */
export type Sign = (text: string) => string;

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A compact JWS with exactly these members in exactly this order, valid or not. */
export function jws(header: object, claims: unknown, signText: Sign): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${signText(text)}`;
}

/** Signs with an Ed25519 key. The same text always has the same signature. */
export function ed25519(key: JsonWebKey): Sign {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  return (text) => sign(null, Buffer.from(text), privateKey).toString('base64url');
}

/**
 * Signs with a P-256 key. Each signature of a text is different, so a former signature is used again as long as it is
 * valid.
 */
export function p256(key: JsonWebKey, former: ReadonlySet<string>): Sign {
  const privateKey = createPrivateKey({ key, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  const formerSignatures = new Map<string, string>(
    [...former].map((token) => {
      const [header, claims, signature] = token.split('.');
      return [`${header}.${claims}`, signature ?? ''] as const;
    }),
  );
  return (text) => {
    const signature = formerSignatures.get(text);
    const verifying = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const isValid =
      signature !== undefined && verify('sha256', Buffer.from(text), verifying, Buffer.from(signature, 'base64url'));
    return isValid
      ? signature
      : sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  };
}
