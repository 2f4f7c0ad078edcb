import type { Statuses } from './refusal.ts';

/**
 * The HTTP status of each refusal of a caller: 401 for a wrong proof, 403 for a missing right, 404 for the shop of
 * somebody else.
 */
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
  'token.missing': 401,
  'token.unreadable': 401,
  'token.wrong_type': 401,
  'token.unknown_key': 401,
  'token.revoked_key': 401,
  'token.wrong_signature': 401,
  'token.wrong_audience': 401,
  'token.too_long': 401,
  'token.expired': 401,
  'dpop.missing': 401,
  'dpop.unreadable': 401,
  'dpop.wrong_type': 401,
  'dpop.wrong_key': 401,
  'dpop.wrong_token': 401,
  'reader.wrong_token': 401,
  'caller.reads_only': 403,
  'caller.not_admin': 403,
  'caller.not_operator': 403,
  'shop.unknown': 404,
} as const satisfies Statuses;
export type ProofRefusalCode = keyof typeof proofStatuses;
