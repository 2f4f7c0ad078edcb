import type { Statuses } from './refusal.ts';

/** With which status it is told why a caller is not believed. What is wrong with a proof is 401; a shop that the caller has nothing to do with is 404. */
export const proofStatuses = {
  'proof.missing': 401,
  'proof.unreadable': 401,
  'proof.wrong_type': 401,
  'proof.wrong_algorithm': 401,
  'proof.foreign_key': 401,
  'proof.unknown_key': 401,
  'proof.revoked_key': 401,
  'proof.wrong_signature': 401,
  'proof.wrong_audience': 401,
  'proof.wrong_method': 401,
  'proof.wrong_address': 401,
  'proof.wrong_body': 401,
  'proof.skewed_clock': 401,
  'proof.replayed': 409,
  'proof.before_restore': 401,
  'caller.not_operator': 403,
  'shop.unknown': 404,
} as const satisfies Statuses;
export type ProofRefusalCode = keyof typeof proofStatuses;
