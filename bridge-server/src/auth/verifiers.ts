import { proofHeader } from '@kontor/shared/proof';
import { claimsToBeBrowser, verifyBrowser } from './browser.ts';
import { browserPrincipal, operatorPrincipal, readerPrincipal, shopPrincipal, type Principal } from './principal.ts';
import { operator, shopIdOf } from '../ids.ts';
import { claimedIssuer, refuse, verifyProof } from './proof.ts';
import type { Verdict, ProofJudge, RequestToProve, VerifiedProof } from './proof.ts';
import { claimedReaderToken } from './readers.ts';
import type { PrincipalKind } from './scopes.ts';
import { reason } from '../texts/reason.ts';

/** Who made a request, and the verified proof; null for a reader, whose token counts for every request. */
export interface VerifiedCaller {
  principal: Principal;
  proof: VerifiedProof | null;
}

/**
 * Verifies the callers of one kind. Null: the request does not claim to come from this kind. Each verifier makes
 * principals of its own kind only, so that an id of one kind never counts as an id of another. The exception: a shop
 * may also act for an admin.
 */
type Verifier = (request: RequestToProve, judge: ProofJudge) => Promise<Verdict<VerifiedCaller> | null>;

/** An operator with a key made by `kontor key create`. */
const operatorKey: Verifier = async (request, judge) => {
  if (claimedIssuer(request) !== operator) return null;
  const proof = await verifyProof(request, operator, judge);
  return proof.ok
    ? { ok: true, value: { principal: operatorPrincipal(proof.value.keyName), proof: proof.value } }
    : proof;
};

/**
 * A shop that signs a request below its own address: for itself or, with the claim `act`, for an admin whose browser
 * cannot sign. `act` gives the shop no new power, because its key can also make a token for any admin. A proof for
 * another shop gets the same answer as one for a shop that does not exist, and neither key is looked up.
 */
const shopKey: Verifier = async (request, judge) => {
  if (!request.headers[proofHeader] || claimedIssuer(request) === operator) return null;
  const shopId = request.shop === null ? null : shopIdOf(request.shop);
  const proof = await verifyProof(request, shopId, judge);
  if (!proof.ok || shopId === null) return proof.ok ? refuse(reason('shop.unknown')) : proof;
  const { act, keyId } = proof.value;
  const principal = act ? browserPrincipal(shopId, act, true) : shopPrincipal(shopId, keyId);
  return { ok: true, value: { principal, proof: proof.value } };
};

/** An admin's browser with a token that the shop signed, below the shop's own address. */
const browserToken: Verifier = async (request, judge) => {
  if (!claimsToBeBrowser(request)) return null;
  const shopId = request.shop === null ? null : shopIdOf(request.shop);
  if (shopId === null) return refuse(reason(request.shop === null ? 'caller.not_operator' : 'shop.unknown'));
  const verified = await verifyBrowser(request, shopId, judge);
  if (!verified.ok) return verified;
  const { proof, user } = verified.value;
  return { ok: true, value: { principal: browserPrincipal(shopId, user, false), proof } };
};

/** A shop's server with a reader token, below the shop's own address. */
const readerToken: Verifier = async ({ headers }, { readers }) => {
  const token = claimedReaderToken(headers['authorization']);
  if (token === null) return null;
  const shopId = await readers?.find(token);
  return !shopId
    ? refuse(reason('reader.wrong_token'))
    : { ok: true, value: { principal: readerPrincipal(shopId), proof: null } };
};

/**
 * One verifier for each kind of caller, in this order: a token is ignored when the request has a proof as well. An office
 * is not among them: http/authenticate-office.ts verifies its key.
 */
const verifiers: Readonly<Record<Exclude<PrincipalKind, 'office'>, Verifier>> = {
  operator: operatorKey,
  shop: shopKey,
  browser: browserToken,
  reader: readerToken,
};

/**
 * Verifies who made exactly this request, now. Whether the proof was used before is not checked here, but where the
 * effect of the request is written. Throws only what the judge's `keys` throw.
 */
export async function verifyCaller(request: RequestToProve, judge: ProofJudge): Promise<Verdict<VerifiedCaller>> {
  for (const verify of Object.values(verifiers)) {
    const verified = await verify(request, judge);
    if (verified) return verified;
  }
  return refuse(reason('proof.missing'));
}
