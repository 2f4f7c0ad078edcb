import { z } from 'zod';

/** A key as its owner gets it. */
export const newKey = z.object({
  keyId: z.string(),
  /** Shown this once: the bridge keeps the public part only. */
  privateKey: z.record(z.string(), z.unknown()),
});
export const keyHint = 'The private key is shown this once. Requests are signed with it; the bridge does not keep it.';
export const listedKey = z.object({
  keyId: z.string(),
  name: z.string(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
});
