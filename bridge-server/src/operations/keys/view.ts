import { z } from 'zod';

/** A key as its owner gets it. */
export const newKey = z.object({
  keyId: z.string(),
  /** Shown this once: the bridge keeps the public part only. */
  privateKey: z.record(z.string(), z.unknown()),
});
/** How a new key is shown on the command line. */
export const newKeyOutput = {
  copied: ['privateKey'],
  hint: [
    'The private key is shown this once, and the bridge does not keep it. Keep the text in braces as it is, in a file that only your',
    'program reads: an Ed25519 key as a JWK. Each request carries a JWS in its header kontor-proof, signed with this key; its kid is the keyId.',
  ].join('\n'),
};
export const listedKey = z.object({
  keyId: z.string(),
  name: z.string(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
});
