import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import {
  possessionAnswer,
  possessionClaims,
  possessionType,
  type PossessionClaims,
  type Reached,
} from '@kontor/shared/pairing';
import { proofSkewSeconds, type PublicKey } from '@kontor/shared/proof';
import { keyIdOf, readToken, signToken } from '../../auth/token.ts';
import type { NotSent, Sent, Unanswered } from '../../egress/request.ts';
import type { Egress } from '../../egress/send.ts';

/** The name under which the way out keeps the addresses of shops; no system has it. */
export const shopWay = 'shop';
/** The variable that allows shops private hosts. */
export const shopHostsVariable = 'KONTOR_SHOP_PRIVATE_HOSTS';

type NotReached = Extract<Reached, { ok: false }>;

/** Why a shop's address did not prove its key; where more is known, another cause is said. */
const reasons = {
  'reach.address_refused': {
    cause: `The address is private or without https, and its host is not among ${shopHostsVariable}.`,
    remedy: `Nothing, if the shop is meant to be out of the bridge's reach: it fetches its results itself. Otherwise let the shop be reached with https at a public address, or add its host to ${shopHostsVariable}.`,
  },
  'reach.unreachable': {
    cause: "The shop's address gave no answer.",
    remedy:
      "Nothing, if the shop is meant to be out of the bridge's reach: it fetches its results itself. Otherwise see that the address is right and that no firewall keeps the bridge away.",
  },
  'reach.redirected': {
    cause: "The shop's address answered with a redirect.",
    remedy:
      'Enter the address that the shop really has in WordPress (Settings, General: Site Address), then pair again.',
  },
  'reach.not_kontor': {
    cause: "The shop's address answered, but not as the plugin Kontor does.",
    remedy:
      'See that the plugin is active at this address, and that no firewall, login or maintenance page stands before it.',
  },
  'reach.unproved': {
    cause: "The answer at the shop's address does not prove the shop's key.",
    remedy:
      'See that the address is that of this shop and not of its copy, and that no cache answers in its place. Then pair again.',
  },
} as const satisfies Record<string, { cause: string; remedy: string }>;
type ReachCode = keyof typeof reasons;

const notReached = (code: ReachCode, cause: string = reasons[code].cause): NotReached => ({
  ok: false,
  code,
  cause,
  remedy: reasons[code].remedy,
});

/**
 * How long the shop's address has for its answer. The plugin waits 15 seconds for the bridge meanwhile, and a shop that the bridge
 * cannot reach, such as one behind a firewall that answers nothing, is to be paired all the same.
 */
export const reachTimeoutMs = 8000;

/** What is asked of a shop's address. `now`: milliseconds since 1970, asked once the answer is there. */
export interface Question {
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
export async function reachShop(egress: Egress, question: Question): Promise<Reached> {
  const nonce = randomBytes(24).toString('base64url');
  const { correlationId } = question;
  const send = egress.forCall({ budget: null, correlationId, system: shopWay, timeoutMs: reachTimeoutMs });
  const sent = await send({ method: 'GET', url: possessionAddress(question.url, nonce), budget: 'free' });
  if (sent.kind !== 'answer') return noAnswer(sent);
  if (sent.status >= 300 && sent.status < 400)
    return notReached('reach.redirected', `The shop's address answered with a redirect (${sent.status}).`);
  const answer = possessionAnswer.safeParse(jsonOf(sent));
  if (sent.status !== 200 || !answer.success)
    return notReached(
      'reach.not_kontor',
      `The shop's address answered (${sent.status}), but not as the plugin Kontor does.`,
    );
  return verifyShopPossession(answer.data.possession, question.key, {
    publicUrl: question.publicUrl,
    nonce,
    now: question.now(),
  });
}

function noAnswer(sent: NotSent | Unanswered): NotReached {
  return sent.kind === 'not_sent' && sent.why === 'address_refused'
    ? notReached('reach.address_refused', sent.cause)
    : notReached('reach.unreachable', sent.cause);
}

/** The address of the plugin's answer: it is the same whether the shop has pretty permalinks or not. */
export function possessionAddress(shopUrl: string, nonce: string): string {
  const url = new URL(shopUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/`;
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
): Promise<Reached> {
  const unproved = (cause: string) => notReached('reach.unproved', cause);
  const read = await readToken(token, key, { type: possessionType, claims: possessionClaims });
  if (read.kind === 'wrong_signature')
    return unproved("The answer at the shop's address is not signed with the shop's key.");
  if (read.kind !== 'claims') return unproved("The answer at the shop's address is signed, but for something else.");
  const keyId = await keyIdOf(key);
  const { iss, aud, nonce: answered, iat } = read.claims;
  if (read.keyId !== keyId || iss !== keyId)
    return unproved("The answer at the shop's address names another key (kid, iss).");
  if (aud !== publicUrl) return unproved("The answer at the shop's address is made (aud) for another bridge.");
  if (answered !== nonce) return unproved("The answer at the shop's address is one to an earlier question (nonce).");
  if (Math.abs(iat * 1000 - now) > proofSkewSeconds * 1000)
    return unproved("The clock at the shop's address differs from that of the bridge by more than 60 seconds.");
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
