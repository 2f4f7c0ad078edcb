import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey } from 'node:crypto';

/** Signs the text of header and claims, and gives the signature in base64url. */
export type Sign = (text: string) => string;

const written = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A compact JWS of exactly these members in exactly this order, right or wrong. */
export function jws(header: object, claims: unknown, signed: Sign): string {
  const text = `${written(header)}.${written(claims)}`;
  return `${text}.${signed(text)}`;
}

/** Signs with an Ed25519 key: the same text has the same signature. */
export function ed25519(key: JsonWebKey): Sign {
  const made = createPrivateKey({ key, format: 'jwk' });
  return (text) => sign(null, Buffer.from(text), made).toString('base64url');
}

/** Two signatures with P-256 differ, so one that was there before stays as long as it is right. */
export function p256(key: JsonWebKey, former: ReadonlySet<string>): Sign {
  const made = createPrivateKey({ key, format: 'jwk' });
  const known = createPublicKey(made);
  const kept = new Map<string, string>(
    [...former].map((token) => {
      const [header, claims, signature] = token.split('.');
      return [`${header}.${claims}`, signature ?? ''] as const;
    }),
  );
  return (text) => {
    const before = kept.get(text);
    const isRight =
      before !== undefined &&
      verify('sha256', Buffer.from(text), { key: known, dsaEncoding: 'ieee-p1363' }, Buffer.from(before, 'base64url'));
    return isRight
      ? before
      : sign('sha256', Buffer.from(text), { key: made, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  };
}
