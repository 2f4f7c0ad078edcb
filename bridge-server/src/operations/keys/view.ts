import { z } from 'zod';

/** A new key, as its owner receives it. */
export const newKey = z.object({
  keyId: z.string(),
  /** Part of this answer only: the bridge stores just the public part. */
  privateKey: z.record(z.string(), z.unknown()),
});
/** How the command line shows a new key. */
export const newKeyOutput = {
  copied: ['privateKey'],
  hint: [
    'The private key is shown only now; the bridge does not store it. Save the text in braces unchanged,',
    'in a file that only your program can read. It is an Ed25519 key as a JWK. Sign each request with it:',
    'the header kontor-proof holds a JWS whose kid is the keyId.',
  ].join('\n'),
};
export const listedKey = z.object({
  keyId: z.string(),
  name: z.string(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
});
