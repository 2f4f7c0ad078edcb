import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { withoutEndingSlashes } from '@kontor/shared/address';
import { signToken } from '@kontor/client/sign';
import { possessionAnswer, possessionClaims, possessionType, type PossessionClaims } from '@kontor/shared/pairing';
import { proofSkewSeconds, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf, readToken } from '../../auth/token.ts';
import type { NotSent, Sent, Unanswered } from '../../egress/request.ts';
import type { Egress } from '../../egress/send.ts';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { reason } from '../../texts/reason.ts';

/** The name under which the egress knows the addresses of shops. No system has this name. */
export const shopWay = 'shop';
/** The environment variable with the private hosts at which shops may be. */
export const shopHostsVariable = 'KONTOR_SHOP_PRIVATE_HOSTS';

/** Whether a shop's address has proved its key, as it is stored. The caller puts the reason of a failure into words. */
export const reachOutcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), why: reasonSchema }),
]);
export type ReachOutcome = z.infer<typeof reachOutcome>;
type NotReached = Extract<ReachOutcome, { ok: false }>;

const notReached = (why: Reason): NotReached => ({ ok: false, why });

/**
 * How long the bridge waits for an answer from the shop's address. Meanwhile the plugin waits for the bridge, for 15
 * seconds. The time must be shorter, so that a shop behind a silent firewall can still be paired.
 */
export const reachTimeoutMs = 8000;

/** The shop's address and the key that it must prove. `now`: milliseconds since 1970, read when the answer is there. */
export interface ReachQuestion {
  url: string;
  key: PublicKey;
  publicUrl: string;
  correlationId: string;
  now: () => number;
}

/**
 * Asks the shop's address to prove that it has the key. Nobody sees the answer itself, since the address may lead into
 * the operator's own network. No redirect is followed, since it could lead to somebody else's address.
 */
export async function reachShop(egress: Egress, question: ReachQuestion): Promise<ReachOutcome> {
  const nonce = randomBytes(24).toString('base64url');
  const { correlationId } = question;
  const send = egress.forCall({ budget: null, correlationId, system: shopWay, timeoutMs: reachTimeoutMs });
  const sent = await send({ method: 'GET', url: possessionAddress(question.url, nonce), budget: 'free' });
  if (sent.kind !== 'answer') return noAnswer(sent);
  if (sent.status >= 300 && sent.status < 400) return notReached(reason('reach.redirected', { status: sent.status }));
  const answer = possessionAnswer.safeParse(jsonOf(sent));
  if (sent.status !== 200 || !answer.success) return notReached(reason('reach.not_kontor', { status: sent.status }));
  return verifyShopPossession(answer.data.possession, question.key, {
    publicUrl: question.publicUrl,
    nonce,
    now: question.now(),
  });
}

function noAnswer(sent: NotSent | Unanswered): NotReached {
  const because = sent.what;
  return sent.kind === 'not_sent' && sent.why === 'address_refused'
    ? notReached(reason('reach.address_refused:because', { because, variable: shopHostsVariable }))
    : notReached(reason('reach.unreachable:because', { because }));
}

/** The address at which the plugin answers. It works with and without pretty permalinks. */
export function possessionAddress(shopUrl: string, nonce: string): string {
  const url = new URL(shopUrl);
  url.pathname = `${withoutEndingSlashes(url.pathname)}/`;
  url.search = `?rest_route=/kontor/v1/possession&nonce=${nonce}`;
  url.hash = '';
  return url.href;
}

function jsonOf(sent: Extract<Sent, { kind: 'answer' }>): unknown {
  try {
    return JSON.parse(sent.body);
  } catch {
    return undefined;
  }
}

/** What the shop's proof is about. `now`: milliseconds since 1970. */
export interface ShopPossession {
  publicUrl: string;
  nonce: string;
  now: number;
}

/** Checks that the answer from the shop's address was just signed with the shop's key, for this question. */
export async function verifyShopPossession(
  token: string,
  key: PublicKey,
  { publicUrl, nonce, now }: ShopPossession,
): Promise<ReachOutcome> {
  const read = await readToken(token, key, { type: possessionType, claims: possessionClaims });
  if (read.kind === 'wrong_signature') return notReached(reason('reach.unproved:not_signed'));
  if (read.kind !== 'claims') return notReached(reason('reach.unproved:other_purpose'));
  const keyId = await keyIdOf(key);
  const { iss, aud, nonce: signedNonce, iat } = read.claims;
  if (read.keyId !== keyId || iss !== keyId) return notReached(reason('reach.unproved:other_key'));
  if (aud !== publicUrl) return notReached(reason('reach.unproved:other_bridge'));
  if (signedNonce !== nonce) return notReached(reason('reach.unproved:other_question'));
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000) return notReached(reason('reach.unproved:skewed_clock'));
  return { ok: true };
}

/** The token that the shop signs when the bridge asks its address. */
export async function proveShopPossession(
  privateJwk: JWK,
  key: PublicKey,
  { publicUrl, nonce, now }: ShopPossession,
): Promise<string> {
  const keyId = await keyIdOf(key);
  const claims: PossessionClaims = { iss: keyId, aud: publicUrl, nonce, iat: Math.floor(now / 1000) };
  return signToken(privateJwk, possessionType, claims, keyId);
}
