import type { Request } from 'express';
import type pg from 'pg';
import type { Result } from '@kontor/shared/problem';
import { accessRefusalOf } from '../auth/admit.ts';
import { officePrincipal, type OfficePrincipal } from '../auth/principal.ts';
import type { ProofJudge } from '../auth/proof.ts';
import { refusalFrom, type Refusal } from '../auth/refusal.ts';
import { proofStatuses } from '../auth/refusals.ts';
import type { Log } from '../log.ts';
import { officeConnectionOf } from '../shops/office/keys.ts';
import type { WrongTries } from '../shops/office/tries.ts';
import type { OfficeVisits } from '../shops/office/visits.ts';
import { fetchingSettingsIn, isAllowedComputer } from '../systems/contract-fetching.ts';
import { reason } from '../texts/reason.ts';
import { authenticate } from './authenticate.ts';
import { requestStatuses } from './refusals.ts';

/** What is needed to verify the key of an office. `judge`: for callers that sign, who are told why they are refused. */
export interface OfficeJudge {
  pool: pg.Pool;
  judge: ProofJudge;
  tries: WrongTries;
  visits: OfficeVisits;
}

/** The office that makes a request, and the key of its connection's system. */
export interface VerifiedOffice {
  principal: OfficePrincipal;
  system: string;
}

const bearer = /^Bearer +(\S+) *$/i;

/**
 * The office that makes the request, by the key in the header `Authorization: Bearer …`. It may ask only below its own
 * connection's address, and from a computer that the connection allows. Everybody else is refused.
 */
export async function authenticateOffice(
  req: Request<{ shop: string; connection: string }>,
  { pool, judge, tries, visits }: OfficeJudge,
  log: Log,
): Promise<Result<VerifiedOffice, Refusal>> {
  const [, key] = bearer.exec(req.headers.authorization ?? '') ?? [];
  if (key === undefined) {
    // Nobody who signs has the scope, so this names the reason of the refusal.
    const signed = await authenticate(req as Request, 'documents:fetch', judge, log);
    return signed.ok ? refused(reason('office.wrong_key')) : signed;
  }
  const address = req.ip ?? '';
  const now = judge.now();
  const retryAfterSeconds = tries.waitOf(address, now);
  if (retryAfterSeconds !== null) return refused(reason('office.too_many_tries'), { retryAfterSeconds });
  const office = await officeConnectionOf(pool, key);
  if (!office) {
    tries.note(address, now);
    return refused(reason('office.wrong_key'));
  }
  const principal = officePrincipal(office.shopId, office.connectionId);
  const place = { shopId: office.shopId, connectionId: office.connectionId };
  const { shop, connection } = req.params;
  // The key is right, so the caller may know what is wrong with the address.
  if (shop !== office.shopId) return { ok: false, error: refusalFrom(proofStatuses, reason('shop.unknown:of_office')) };
  const refusal = accessRefusalOf(principal, { scope: 'documents:fetch', shop });
  if (refusal) return { ok: false, error: refusal };
  if (connection !== office.connectionId) return refused(reason('connection.unknown:of_office'));
  if (!isAllowedComputer(fetchingSettingsIn(office.settings).allowedComputers, address)) {
    log.warn({ ...place, address }, 'an office asked from a computer that its connection does not allow');
    await visits.noteRefused(place, address, principal.actor);
    return refused(reason('office.computer_not_allowed', { address }));
  }
  await visits.noteAsked(place, now);
  return { ok: true, value: { principal, system: office.system } };
}

const refused = (
  why: Parameters<typeof refusalFrom<keyof typeof requestStatuses>>[1],
  more: Partial<Refusal> = {},
): { ok: false; error: Refusal } => ({ ok: false, error: refusalFrom(requestStatuses, why, more) });
