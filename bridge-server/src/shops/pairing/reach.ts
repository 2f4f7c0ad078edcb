import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import { signToken } from '@kontor/client/sign';
import { possessionAnswer, possessionClaims, possessionType, type PossessionClaims } from '@kontor/shared/pairing';
import { proofSkewSeconds, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf, readToken } from '../../auth/token.ts';
import type { NotSent, Sent, Unanswered } from '../../egress/request.ts';
import type { Egress } from '../../egress/send.ts';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { reason } from '../../texts/reason.ts';

/** The name under which the way out keeps the addresses of shops; no system has it. */
export const shopWay = 'shop';
/** The variable that allows shops private hosts. */
export const shopHostsVariable = 'KONTOR_SHOP_PRIVATE_HOSTS';

/** Whether a shop's address proved its key, as it is kept; why not is said by whoever answers. */
export const tried = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), why: reasonSchema }),
]);
export type Tried = z.infer<typeof tried>;
type NotReached = Extract<Tried, { ok: false }>;

const notReached = (why: Reason): NotReached => ({ ok: false, why });

/**
 * How long the shop's address has for its answer. The plugin waits 15 seconds for the bridge meanwhile, and a shop that the bridge
 * cannot reach, such as one behind a firewall that answers nothing, is to be paired all the same.
 */
export const reachTimeoutMs = 8000;

/** What is asked of a shop's address. `now`: milliseconds since 1970, asked once the answer is there. */
export interface ReachQuestion {
  url: string;
  key: PublicKey;
  publicUrl: string;
  correlationId: string;
  now: () => number;
}

/**
 * Asks the shop's address whether it has the key. The answer of the shop is never shown: the address may be one of the
 * operator's own network. No redirect is followed: it could lead from the shop's address to somebody else's.
 */
export async function reachShop(egress: Egress, question: ReachQuestion): Promise<Tried> {
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

/** The address of the plugin's answer: it is the same whether the shop has pretty permalinks or not. */
export function possessionAddress(shopUrl: string, nonce: string): string {
  const url = new URL(shopUrl);
  url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, '')}/`;
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

/** What the shop must have signed. `now`: milliseconds since 1970. */
export interface ShopPossession {
  publicUrl: string;
  nonce: string;
  now: number;
}

/** Whether whoever answered at the shop's address has the shop's key. */
export async function verifyShopPossession(
  token: string,
  key: PublicKey,
  { publicUrl, nonce, now }: ShopPossession,
): Promise<Tried> {
  const read = await readToken(token, key, { type: possessionType, claims: possessionClaims });
  if (read.kind === 'wrong_signature') return notReached(reason('reach.unproved:not_signed'));
  if (read.kind !== 'claims') return notReached(reason('reach.unproved:other_purpose'));
  const keyId = await keyIdOf(key);
  const { iss, aud, nonce: answered, iat } = read.claims;
  if (read.keyId !== keyId || iss !== keyId) return notReached(reason('reach.unproved:other_key'));
  if (aud !== publicUrl) return notReached(reason('reach.unproved:other_bridge'));
  if (answered !== nonce) return notReached(reason('reach.unproved:other_question'));
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000) return notReached(reason('reach.unproved:skewed_clock'));
  return { ok: true };
}

/** What the shop signs when its address is asked. */
export async function proveShopPossession(
  privateJwk: JWK,
  key: PublicKey,
  { publicUrl, nonce, now }: ShopPossession,
): Promise<string> {
  const keyId = await keyIdOf(key);
  const claims: PossessionClaims = { iss: keyId, aud: publicUrl, nonce, iat: Math.floor(now / 1000) };
  return signToken(privateJwk, possessionType, claims, keyId);
}
