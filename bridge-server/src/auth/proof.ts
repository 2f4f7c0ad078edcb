import { z } from 'zod';
import { bodyHash } from '@kontor/client/sign';
import type { ActClaim } from '@kontor/shared/browser';
import type { Result } from '@kontor/shared/problem';
import { proofClaims, proofHeader, proofSkewSeconds, proofType, type ProofClaims } from '@kontor/shared/proof';
import type { KeyLookup, Keys } from './keys.ts';
import type { Issuer } from './principal.ts';
import type { Readers } from './readers.ts';
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

/** A request as it arrived, before anything in it is trusted. */
export interface RequestToProve {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The shop that the path names; null for a path that is not below a shop. */
  shop: string | null;
  method: string;
  /** Path and query as they were received. */
  target: string;
  body: Uint8Array;
}

/**
 * A valid proof. Its id must be stored until `expiresAt`, together with the effect of the request, so that it counts
 * once.
 */
export interface VerifiedProof {
  issuer: string;
  id: string;
  expiresAt: Date;
  keyId: string;
  keyName: string;
  /** The user for whom the issuer asks; left out when the issuer asks for itself. */
  act?: ActClaim;
}

/** What verifying a proof needs. `publicUrl`: where shops reach the bridge. `now`: milliseconds since 1970. */
export interface ProofJudge {
  publicUrl: string;
  keys: Keys;
  /** Left out: nobody reads with a token. */
  readers?: Readers;
  now: () => number;
}

const protectedHeader = z
  .object({ alg: z.string(), typ: z.string().optional(), kid: z.string().refine(isIdentifier).optional() })
  .loose();

/** The result of a verification. */
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

/** The issuer that the request claims to come from. Nothing is verified here. */
export function claimedIssuer(request: RequestToProve): string | null {
  const payload = tokenOf(request)?.slice(0, longestToken).split('.')[1];
  const claims = payload === undefined ? undefined : decoded(payload);
  const { iss } = z.object({ iss: z.string() }).safeParse(claims).data ?? { iss: null };
  return iss;
}

/**
 * Verifies that the issuer made exactly this request, now. `issuer` is null when the address names no possible issuer;
 * the request is then refused. Throws only what `keys` throws.
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

  const usable = await usableKey(judge.keys, issuer, keyId, 'proof');
  if (!usable.ok) return usable;
  const { key, name, since } = usable.value;
  if (!(await isSignedWith(token, key))) return refuse(reason('proof.wrong_signature'));

  if (isFromBeforeRestore(claims, since)) return refuse(reason('proof.before_restore'));
  const mismatch = firstMismatch(claims, request, judge);
  if (mismatch) return mismatch;
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

/** Reads header and claims. They are not trusted before the signature is verified. */
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

/**
 * The named key, unless it is unknown or revoked. `what`: whether a proof or a token names the key; the refusals
 * differ.
 */
export async function usableKey(
  keys: Keys,
  issuer: Issuer,
  keyId: string,
  what: 'proof' | 'token',
): Promise<Verdict<Extract<KeyLookup, { kind: 'usable' }>>> {
  const lookup = await keys.find(issuer, keyId);
  switch (lookup.kind) {
    case 'unknown_issuer':
      return refuse(reason('shop.unknown'));
    case 'unknown_key':
      return refuse(reason(`${what}.unknown_key`));
    case 'revoked':
      return refuse(reason(`${what}.revoked_key`));
    case 'usable':
      return { ok: true, value: lookup };
  }
}

/** Whether a proof was made before the database was restored. Then nobody knows whether the proof was used. */
export const isFromBeforeRestore = ({ iat }: { iat: number }, since: Date | undefined): boolean =>
  since !== undefined && iat * 1000 < since.getTime();

/**
 * Until when the id of a proof is kept: twice as long as this process accepts the proof, because another's clock may be
 * behind.
 */
export const proofExpiry = ({ iat }: { iat: number }): Date => new Date((iat + 2 * proofSkewSeconds) * 1000);

/**
 * The refusal of the first check that fails; null when none does. Each check says whether it fails, its code, and the
 * clocks.
 */
export function firstRefusalOf(checks: readonly (readonly [boolean, ProofRefusalCode, Refusal['clocks']?])[]) {
  const first = checks.find(([fails]) => fails);
  if (!first) return null;
  const [, code, clocks] = first;
  return { ok: false as const, error: refusalFrom(proofStatuses, reason(code), clocks ? { clocks } : {}) };
}

/** The check that a proof was made close enough to the time of the bridge, with what both clocks said. */
export const clockSkewOf = ({ iat }: { iat: number }, bridge: number) =>
  [
    Math.abs(iat * 1000 - bridge) > proofSkewSeconds * 1000,
    'proof.skewed_clock',
    { bridge: clockText(bridge), caller: clockText(iat * 1000) },
  ] as const;

/** Why the proof does not belong to this request; null when it does. */
const firstMismatch = (claims: ProofClaims, request: RequestToProve, { publicUrl, now }: ProofJudge) =>
  firstRefusalOf([
    [claims.aud !== publicUrl, 'proof.wrong_audience'],
    clockSkewOf(claims, now()),
    [claims.htm !== request.method, 'proof.wrong_method'],
    // Compared with the bridge's own address, not with the Host header, which the sender of the request chooses.
    [claims.htu !== publicUrl + request.target, 'proof.wrong_address'],
    [claims.bh !== bodyHash(request.body), 'proof.wrong_body'],
  ]);

/** A time as people read it. A claim may name a time that is too large for a date; that is written in seconds. */
export const clockText = (milliseconds: number): string =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : `${milliseconds / 1000} s`;
