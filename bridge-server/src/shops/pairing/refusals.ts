import { refusalFrom, type Refusal, type Statuses, type ReasonWithCode } from '../../auth/refusal.ts';

/** The HTTP status of each reason for which a pairing is refused. */
const pairingStatuses = {
  'pairing.wrong': 404,
  'pairing.exhausted': 409,
  'pairing.used': 409,
  'pairing.expired': 409,
  'pairing.unproved': 422,
  'pairing.skewed_clock': 422,
  'pairing.shop_exists': 409,
  'pairing.key_ended': 409,
  'pairing.protocol': 409,
} as const satisfies Statuses;

/** Refuses a pairing for that reason. */
export const refusePairing = (
  why: ReasonWithCode<keyof typeof pairingStatuses>,
  more: Pick<Refusal, 'clocks'> = {},
): { ok: false; error: Refusal } => ({ ok: false, error: refusalFrom(pairingStatuses, why, more) });
