import { z } from 'zod';
import { bodyHash } from '@kontor/client/sign';
import type { ActClaim } from '@kontor/shared/browser';
import type { Result } from '@kontor/shared/problem';
import { proofClaims, proofHeader, proofSkewSeconds, proofType, type ProofClaims } from '@kontor/shared/proof';
import type { KeyLookup, Keys } from './keys.ts';
import type { Issuer } from './principal.ts';
import { isIdentifier } from '../ids.ts';
import { refusalFrom, type Refusal, type ReasonWithCode } from './refusal.ts';
import { proofStatuses, type ProofRefusalCode } from './refusals.ts';
import {
  algorithms,
  decodedPart as decoded,
  isSignedWith,
  longestToken,
  forbiddenHeaders,
  unverifiedParts,
} from './token.ts';
import { reason } from '../texts/reason.ts';

/** A request as it came, before anything of it is believed. */
export interface RequestToProve {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The shop that the path names; null where the path lies below no shop. */
  shop: string | null;
  method: string;
  /** Path and query as they were received. */
  target: string;
  body: Uint8Array;
}

/** A proof that holds. Its id must be stored, together with the effect, until `expiresAt`. */
export interface VerifiedProof {
  issuer: string;
  id: string;
  expiresAt: Date;
  keyId: string;
  keyName: string;
  /** For whom the issuer asks; left out where it asks for itself. */
  act?: ActClaim;
}

/** What a proof is judged by. `publicUrl`: where shops reach the bridge. `now`: milliseconds since 1970. */
export interface ProofJudge {
  publicUrl: string;
  keys: Keys;
  now: () => number;
}

const protectedHeader = z
  .object({ alg: z.string(), typ: z.string().optional(), kid: z.string().refine(isIdentifier).optional() })
  .loose();

/** What a verifier comes to. */
export type Verdict<T> = Result<T, Refusal>;
export const refuse = (why: ReasonWithCode<ProofRefusalCode>): { ok: false; error: Refusal } => ({
  ok: false,
  error: refusalFrom(proofStatuses, why),
});

/** The value of the header `kontor-proof`. */
const tokenOf = ({ headers }: RequestToProve): string | undefined => {
  const token = headers[proofHeader];
  return typeof token === 'string' ? token : undefined;
};

/** Who the request says that it comes from; nothing of it is believed. */
export function claimedIssuer(request: RequestToProve): string | null {
  const payload = tokenOf(request)?.slice(0, longestToken).split('.')[1];
  const claims = payload === undefined ? undefined : decoded(payload);
  const { iss } = z.object({ iss: z.string() }).safeParse(claims).data ?? { iss: null };
  return iss;
}

/**
 * Verifies that the issuer made exactly this request, now. Null as the issuer: nobody of that kind can have made it. Throws only what
 * `keys` throws.
 */
export async function verifyProof(
  request: RequestToProve,
  issuer: Issuer | null,
  judge: ProofJudge,
): Promise<Verdict<VerifiedProof>> {
  const read = readProof(tokenOf(request));
  if (!read.ok) return read;
  const { token, keyId, claims } = read.value;
  if (issuer === null || claims.iss !== issuer)
    return refuse(reason(request.shop === null ? 'caller.not_operator' : 'shop.unknown'));

  const found = await usableKey(judge.keys, issuer, keyId, 'proof');
  if (!found.ok) return found;
  const { key, name, since } = found.value;
  if (!(await isSignedWith(token, key))) return refuse(reason('proof.wrong_signature'));

  if (isFromBeforeRestore(claims, since)) return refuse(reason('proof.before_restore'));
  const wrong = firstDifference(claims, request, judge);
  if (wrong) return wrong;
  return {
    ok: true,
    value: {
      issuer,
      keyId,
      keyName: name,
      id: claims.jti,
      expiresAt: proofExpiry(claims),
      ...(claims.act ? { act: claims.act } : {}),
    },
  };
}

/** Reads header and claims; nothing of them is believed before the signature is verified. */
function readProof(token: string | undefined): Verdict<{ token: string; keyId: string; claims: ProofClaims }> {
  if (token === undefined || token === '') return refuse(reason('proof.missing'));
  const parts = unverifiedParts(token);
  const readHeader = protectedHeader.safeParse(parts?.header);
  if (!readHeader.success) return refuse(reason('proof.unreadable'));
  if (readHeader.data.typ !== proofType) return refuse(reason('proof.wrong_type'));
  if (!algorithms.includes(readHeader.data.alg)) return refuse(reason('proof.wrong_algorithm'));
  if (forbiddenHeaders.some((name) => name in readHeader.data)) return refuse(reason('proof.foreign_key'));

  const claims = proofClaims.safeParse(parts?.payload);
  if (!claims.success || !isIdentifier(claims.data.jti) || readHeader.data.kid === undefined)
    return refuse(reason('proof.unreadable'));
  return { ok: true, value: { token, keyId: readHeader.data.kid, claims: claims.data } };
}

/** The key that is named, where it counts. `what` names it: the refusals of a proof's key and of a token's are told apart. */
export async function usableKey(
  keys: Keys,
  issuer: Issuer,
  keyId: string,
  what: 'proof' | 'token',
): Promise<Verdict<Extract<KeyLookup, { kind: 'usable' }>>> {
  const found = await keys.find(issuer, keyId);
  switch (found.kind) {
    case 'unknown_issuer':
      return refuse(reason('shop.unknown'));
    case 'unknown_key':
      return refuse(reason(`${what}.unknown_key`));
    case 'revoked':
      return refuse(reason(`${what}.revoked_key`));
    case 'usable':
      return { ok: true, value: found };
  }
}

/** Whether it was made before the database was restored, so that nobody knows whether it was used. */
export const isFromBeforeRestore = ({ iat }: { iat: number }, since: Date | undefined): boolean =>
  since !== undefined && iat * 1000 < since.getTime();

/** Until when the id of a proof is kept: twice as long as the proof is taken here, because another process may have a clock that is behind. */
export const proofExpiry = ({ iat }: { iat: number }): Date => new Date((iat + 2 * proofSkewSeconds) * 1000);

/** The first of the differences that is there, as a refusal; with the clocks where they are what differs. */
export function firstRefusalOf(differences: readonly (readonly [boolean, ProofRefusalCode, Refusal['clocks']?])[]) {
  const first = differences.find(([differs]) => differs);
  if (!first) return null;
  const [, code, clocks] = first;
  return { ok: false as const, error: refusalFrom(proofStatuses, reason(code), clocks ? { clocks } : {}) };
}

/** Whether it was made too long before or after the time of the bridge, and what both clocks said. */
export const clockSkewOf = ({ iat }: { iat: number }, bridge: number) =>
  [
    Math.abs(iat * 1000 - bridge) > proofSkewSeconds * 1000,
    'proof.skewed_clock',
    { bridge: clockText(bridge), caller: clockText(iat * 1000) },
  ] as const;

const firstDifference = (claims: ProofClaims, request: RequestToProve, { publicUrl, now }: ProofJudge) =>
  firstRefusalOf([
    [claims.aud !== publicUrl, 'proof.wrong_audience'],
    clockSkewOf(claims, now()),
    [claims.htm !== request.method, 'proof.wrong_method'],
    // Never compared with Host: whoever sends the request chooses that header.
    [claims.htu !== publicUrl + request.target, 'proof.wrong_address'],
    [claims.bh !== bodyHash(request.body), 'proof.wrong_body'],
  ]);

/** A time as people read it; a claim may name one that no date can hold. */
export const clockText = (milliseconds: number): string =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : `${milliseconds / 1000} s`;
