import { base64url, compactVerify, errors } from 'jose';
import { z } from 'zod';
import type { Result } from '@kontor/shared/problem';
import { proofClaims, proofSkewSeconds, proofType, type ProofClaims } from '@kontor/shared/proof';
import { operator, type Keys } from './keys.ts';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofRefusals, type ProofRefusalCode } from './refusals.ts';
import { bodyHash } from './sign.ts';

/** A request together with its proof, before anything of it is believed. */
export interface RequestToProve {
  /** The header `kontor-proof`. */
  proof: string | undefined;
  /** Who may make it: the shop that the path names, the operator, or either. */
  issuers: readonly string[];
  method: string;
  /** Path and query as they were received. */
  target: string;
  body: Uint8Array;
}

/** Who made the request. Its id must be stored, together with the effect, until `expiresAt`. */
export interface VerifiedProof {
  issuer: string;
  id: string;
  expiresAt: Date;
  keyId: string;
  keyName: string;
}

/** What a proof is judged by. `publicUrl`: where shops reach the bridge. `now`: milliseconds since 1970. */
export interface ProofJudge {
  publicUrl: string;
  keys: Keys;
  now: () => number;
}

const algorithms = ['EdDSA', 'Ed25519'];
// Control characters, NUL above all, would be no text to PostgreSQL.
const identifier = /^[\x21-\x7e]{1,128}$/;
const longestProof = 4096;

const protectedHeader = z
  .object({ alg: z.string(), typ: z.string().optional(), kid: z.string().regex(identifier).optional() })
  .loose();
const selfMadeTrust = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64'];

type Judged<T> = Result<T, Refusal>;
const refuse = (code: ProofRefusalCode, more: Partial<Refusal> = {}): { ok: false; error: Refusal } => ({
  ok: false,
  error: refusalFrom(proofRefusals, code, more),
});

/**
 * Verifies that one of those who may make this request made exactly it, now. Whether the request was made before is not seen
 * here: the proof's id is checked where its effect is written. Throws only what `keys` throws.
 *
 * A proof for another shop is answered like one for a shop that does not exist, without looking either up.
 */
export async function verifyProof(request: RequestToProve, judge: ProofJudge): Promise<Judged<VerifiedProof>> {
  const read = readProof(request.proof);
  if (!read.ok) return read;
  const { token, keyId, claims } = read.value;
  const issuer = request.issuers.find((one) => one === claims.iss && identifier.test(one));
  if (issuer === undefined)
    return refuse(request.issuers.every((one) => one === operator) ? 'caller.not_operator' : 'shop.unknown');

  const found = await judge.keys.find(issuer, keyId);
  switch (found.kind) {
    case 'unknown_issuer':
      return refuse('shop.unknown');
    case 'unknown_key':
      return refuse('proof.unknown_key');
    case 'revoked':
      return refuse('proof.revoked_key');
    case 'usable':
  }
  try {
    await compactVerify(token, found.key, { algorithms });
  } catch (error) {
    if (error instanceof errors.JOSEError) return refuse('proof.wrong_signature');
    throw error;
  }

  if (found.since && claims.iat * 1000 < found.since.getTime()) return refuse('proof.before_restore');
  const wrong = firstDifference(claims, request, judge);
  if (wrong) return { ok: false, error: wrong };
  // Twice as long as the proof is taken here, because another process may have a clock that is behind.
  return {
    ok: true,
    value: {
      issuer,
      keyId,
      keyName: found.name,
      id: claims.jti,
      expiresAt: new Date((claims.iat + 2 * proofSkewSeconds) * 1000),
    },
  };
}

/** Reads header and claims; nothing of them is believed before the signature is verified. */
function readProof(token: string | undefined): Judged<{ token: string; keyId: string; claims: ProofClaims }> {
  if (token === undefined || token === '') return refuse('proof.missing');
  const [header, payload, , surplus] = token.split('.');
  if (token.length > longestProof || header === undefined || payload === undefined || surplus !== undefined)
    return refuse('proof.unreadable');

  const readHeader = protectedHeader.safeParse(decoded(header));
  if (!readHeader.success) return refuse('proof.unreadable');
  if (readHeader.data.typ !== proofType) return refuse('proof.wrong_type');
  if (!algorithms.includes(readHeader.data.alg)) return refuse('proof.wrong_algorithm');
  if (selfMadeTrust.some((name) => name in readHeader.data)) return refuse('proof.foreign_key');

  const claims = proofClaims.safeParse(decoded(payload));
  if (!claims.success || !identifier.test(claims.data.jti) || readHeader.data.kid === undefined)
    return refuse('proof.unreadable');
  return { ok: true, value: { token, keyId: readHeader.data.kid, claims: claims.data } };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part)));
  } catch {
    return undefined;
  }
}

function firstDifference(claims: ProofClaims, request: RequestToProve, { publicUrl, now }: ProofJudge): Refusal | null {
  const bridge = now();
  const differences: readonly [boolean, ProofRefusalCode, Partial<Refusal>?][] = [
    [claims.aud !== publicUrl, 'proof.wrong_audience'],
    [
      Math.abs(claims.iat * 1000 - bridge) > proofSkewSeconds * 1000,
      'proof.skewed_clock',
      { clocks: { bridge: clock(bridge), caller: clock(claims.iat * 1000) } },
    ],
    [claims.htm !== request.method, 'proof.wrong_method'],
    // Never compared with Host: whoever sends the request chooses that header.
    [claims.htu !== publicUrl + request.target, 'proof.wrong_address'],
    [claims.bh !== bodyHash(request.body), 'proof.wrong_body'],
  ];
  const first = differences.find(([differs]) => differs);
  return first ? refusalFrom(proofRefusals, first[1], first[2]) : null;
}

// A claim may name a time that no date can hold.
const clock = (milliseconds: number): string =>
  Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : `${milliseconds / 1000} s`;
