import type { Request, RequestHandler, Response } from 'express';
import {
  acknowledgementBody,
  attachmentsHeader,
  attachmentsHeaderOf,
  type AcknowledgementAnswer,
  type OfferedDocuments,
} from '@kontor/shared/api/handover';
import { canBeStored, unstorable } from '../../../database/storable.ts';
import { transferId, type TransferId } from '../../../ids.ts';
import { timingOf } from '../../../mirror/mirror.ts';
import {
  acknowledge,
  fetchAttachment,
  fetchOffered,
  listOffered,
  type Acknowledgement,
  type OfficeAt,
} from '../../../mirror/office/handover.ts';
import type { Parts } from '../../../operations/operation.ts';
import { CannotOpen } from '../../../shops/sealing.ts';
import type { Handover } from '../../../systems/contract-pulled.ts';
import { reason } from '../../../texts/reason.ts';
import { answerRefusal, refuseRequest } from '../../answer.ts';
import { authenticateOffice, type OfficeJudge, type VerifiedOffice } from '../../authenticate-office.ts';
import { busyRetrySeconds } from '../../refusals.ts';
import { bytesOf, parseJson } from '../../middleware/body.ts';

/** The number of documents that one list has at most. */
const mostListed = 100;

type OfficeParams = Record<'shop' | 'connection' | 'document', string>;
type OfficeHandler = RequestHandler<OfficeParams>;

export interface OfficeParts {
  parts: Pick<Parts, 'mirror' | 'systems'>;
  judge: OfficeJudge;
}

/** `GET …/documents`: what the office may fetch now. */
export const listDocuments =
  ({ parts, judge }: OfficeParts): OfficeHandler =>
  async (req, res) => {
    const office = await officeOf(req, res, judge);
    if (!office) return;
    const { shopId, connectionId } = office.principal;
    const offered = await listOffered(parts.mirror.database.pool, { shopId, connectionId }, mostListed + 1);
    const documents = offered.slice(0, mostListed).map(({ transferId: document, ...more }) => ({ document, ...more }));
    res.status(200).json({ documents, more: offered.length > mostListed } satisfies OfferedDocuments);
  };

/** `GET …/documents/{document}`: the bytes. The first fetch freezes them. */
export const getOfferedDocument =
  ({ parts, judge }: OfficeParts): OfficeHandler =>
  async (req, res) => {
    // Express answers HEAD by the handler of GET, but who fetches no body has not fetched the document.
    if (req.method === 'HEAD') return refuseRequest(res, reason('route.wrong_method'));
    const office = await officeOf(req, res, judge);
    if (!office) return;
    const { document } = req.params;
    const at = placeOf(office, document);
    const { delivery, attachments } = parts.systems(office.system)?.system ?? {};
    const { pool } = parts.mirror.database;
    const handover =
      at && delivery?.how === 'pulled'
        ? await fetchOffered(pool, at, {
            timing: timingIn(parts, office),
            within: delivery.acknowledgedWithin,
            filesOf: attachments && ((plan) => attachments.of(plan)),
          }).catch(sealedReason)
        : null;
    if (!handover) return refuseRequest(res, reason('document.unknown', { document }));
    const named = 'code' in handover ? [] : handover.attachments.map(({ sha256 }) => sha256);
    answerBytes(res, handover, named.length > 0 ? { [attachmentsHeader]: attachmentsHeaderOf(named) } : {});
  };

/** `GET …/documents/{document}/attachments/{sha256}`: a file that the document names. */
export const getAttachment =
  ({ parts, judge }: OfficeParts): RequestHandler<OfficeParams & { sha256: string }> =>
  async (req, res) => {
    const office = await officeOf(req, res, judge);
    if (!office) return;
    const { document, sha256 } = req.params;
    const at = placeOf(office, document);
    const attaching = parts.systems(office.system)?.system.attachments;
    const { pool } = parts.mirror.database;
    const file =
      at && attaching
        ? await fetchAttachment(pool, at, sha256, (plan) => attaching.of(plan)).catch(sealedReason)
        : null;
    if (!file) return refuseRequest(res, reason('attachment.unknown', { document }));
    answerBytes(res, file, { 'content-disposition': 'attachment' });
  };

/** `POST …/documents/{document}/acknowledgement`: the office accepts or refuses what it has fetched. */
export const postAcknowledgement =
  ({ parts, judge }: OfficeParts): OfficeHandler =>
  async (req, res) => {
    const office = await officeOf(req, res, judge);
    if (!office) return;
    const { document } = req.params;
    const json = parseJson(bytesOf(req));
    if (!json.ok) return refuseRequest(res, reason(json.error));
    if (!canBeStored(json.value)) return refuseRequest(res, wrongInput('reason', unstorable));
    const body = acknowledgementBody.safeParse(json.value);
    if (!body.success) {
      const [issue] = body.error.issues;
      return refuseRequest(res, wrongInput(issue?.path.join('.') || 'outcome', issue?.message ?? 'unreadable'));
    }
    const at = placeOf(office, document);
    const { pool } = parts.mirror.database;
    const outcome = at ? await acknowledge(pool, at, acknowledgementOf(body.data), timingIn(parts, office)) : 'unknown';
    switch (outcome) {
      case 'acknowledged':
      case 'already':
        res.status(200).json({ acknowledged: outcome === 'already' ? outcome : 'now' } satisfies AcknowledgementAnswer);
        return;
      case 'not_handed_over':
        return refuseRequest(res, reason('document.not_fetched', { document }));
      case 'unknown':
        return refuseRequest(res, reason('document.unknown', { document }));
    }
  };

/** Why the bytes cannot be opened; any other fault is thrown on. */
function sealedReason(fault: unknown): CannotOpen['reason'] {
  if (fault instanceof CannotOpen) return fault.reason;
  throw fault;
}

/** Answers with the bytes, or with the reason why they cannot be opened now. */
function answerBytes(
  res: Response,
  handover: Handover | CannotOpen['reason'],
  headers: Readonly<Record<string, string>> = {},
): void {
  if ('code' in handover) answerRefusal(res, { ...handover, status: 503, retryAfterSeconds: busyRetrySeconds });
  else
    res
      .status(200)
      .set({ 'content-type': handover.mediaType, ...headers })
      .end(Buffer.from(handover.bytes));
}

/** The office that makes the request; null: the request was refused. */
async function officeOf(
  req: Request<OfficeParams | (OfficeParams & { sha256: string })>,
  res: Response,
  judge: OfficeJudge,
): Promise<VerifiedOffice | null> {
  const office = await authenticateOffice(req, judge, res.locals.context.log);
  if (office.ok) return office.value;
  answerRefusal(res, office.error);
  return null;
}

function placeOf({ principal }: VerifiedOffice, document: string): OfficeAt | null {
  const id: TransferId | undefined = /^\d{1,15}$/.test(document)
    ? transferId.safeParse(Number(document)).data
    : undefined;
  return id === undefined ? null : { shopId: principal.shopId, connectionId: principal.connectionId, transferId: id };
}

const timingIn = ({ mirror, systems }: OfficeParts['parts'], { system }: VerifiedOffice) =>
  timingOf(mirror, systems(system)?.system ?? null);

function acknowledgementOf(body: ReturnType<typeof acknowledgementBody.parse>): Acknowledgement {
  if (body.outcome === 'refused') return { kind: 'refused', cause: body.reason };
  return { kind: 'accepted', ...(body.number === undefined ? {} : { number: body.number }) };
}

const wrongInput = (field: string, said: string) => reason('input.wrong', { field, said });
