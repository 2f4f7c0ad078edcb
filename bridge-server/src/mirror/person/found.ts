import type { Reason } from '@kontor/shared/problem';
import type { TransferId } from '../../ids.ts';
import type { Queryable } from '../../database/database.ts';
import type { NumberedOutcome } from '../../systems/contract.ts';
import type { RemoteDocument } from '../../systems/contract-document.ts';
import { connect, type Mirror } from '../mirror.ts';
import { readTransfer, storeTransition, withLane } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, rowOf } from '../transfer/transition.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { isInDoubt } from './verbs.ts';

/** Why a number was not taken: it is not there (404), does not go now (409), or the system did not answer (502). */
export type FoundRefusal = Reason & { status: 404 | 409 | 502 };
export type FoundResult = { ok: true; value: Transfer } | { ok: false; error: FoundRefusal };

/**
 * A person says which document at the target is the one in doubt. The system is asked for it by its number; it must come to what
 * is expected and be nobody else's. Then the transfer goes on from there. `by` names the person in the journal.
 */
export async function sayFound(
  mirror: Mirror,
  at: { shopId: string; id: TransferId },
  number: string,
  by: string,
): Promise<FoundResult> {
  const { pool } = mirror.database;
  const asked = await readTransfer(pool, at.shopId, at.id);
  if (!asked) return refused(404, reason('transfer.unknown', { id: at.id }));
  const { intent } = asked;
  if (!isInDoubt(asked) || !intent) {
    return refused(409, reason('transfer.not_now:found', { state: asked.state, reason: asked.reason }));
  }
  const connected = await connect(mirror, asked.shopId, asked.connectionId);
  if (!connected) return refused(409, reason('connection.not_set_up', { system: asked.system }));
  const { system, timing } = connected;
  const { delivery } = system;
  const answer: NumberedOutcome =
    delivery.how === 'pushed' && delivery.documentByNumber
      ? await delivery
          .documentByNumber(connected.context({ correlationId: asked.correlationId }), intent, number)
          .catch((fault: unknown) => ({
            kind: 'unknown' as const,
            ...reason('found.unanswered:fault', { said: fault instanceof Error ? fault.message : String(fault) }),
          }))
      : { kind: 'unaskable', ...reason('found.not_askable:by_number', { target: system.label, id: asked.id }) };
  if (answer.kind !== 'found') return notFound(answer, asked.id);
  const { document, result, rounding } = answer;
  const differs = totalDiffers(asked, document, rounding);
  if (differs) return differs;

  return withLane(pool, asked, async (client): Promise<FoundResult> => {
    const other = await holderOf(client, asked, document);
    if (other) {
      const { id, order, kind } = other;
      return refused(409, reason('found.taken', { number: document.number, other: id, order, kind }));
    }
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? asked;
    const isSame = transfer.intentAt?.getTime() === asked.intentAt?.getTime();
    const event = { name: 'said_found' as const, result, document };
    if (isSame && rowOf(transfer, event.name)) {
      const transition = applyEvent(transfer, event, timing, 0);
      if (await storeTransition(client, transfer, event, transition, by, { review: transition.next.state === 'done' }))
        return { ok: true, value: transition.next };
    }
    return refused(409, reason('transfer.moved:meanwhile'));
  });
}

function notFound(answer: Exclude<NumberedOutcome, { kind: 'found' }>, id: number): FoundResult {
  const because = { because: reasonOf(answer) };
  switch (answer.kind) {
    case 'absent':
      return refused(404, reason('found.absent', { because, id }));
    case 'unlike':
      return refused(409, reason('found.unlike', { because }));
    case 'unaskable':
      return refused(409, reason('found.not_askable', { because, id }));
    case 'unknown':
      return refused(502, reason('found.unanswered', { because }));
  }
}

/** A document of another total is not this one; what rounding may still explain is left to the steps that follow. */
function totalDiffers(
  { id, total, currency }: Transfer,
  document: RemoteDocument,
  rounding: number,
): FoundResult | null {
  if (total === null || Math.abs(document.total - total) <= rounding) return null;
  const money = (amount: number) => ({ amount, currency: currency ?? '' });
  return refused(
    409,
    reason('found.total_differs', {
      number: document.number,
      found: money(document.total),
      expected: money(total),
      id,
    }),
  );
}

/** The transfer that has the document already. Two persons who give one number at the same time come one after the other. */
async function holderOf(
  client: Queryable,
  { shopId, id, subjectKind, subjectId, system, account }: Transfer,
  document: RemoteDocument,
): Promise<{ id: number; order: string; kind: string } | null> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `document ${system} ${account} ${document.id}`,
  ]);
  const { rows } = await client.query<{ id: number; order: string; kind: string }>(
    `select t.id, o.number as "order", t.kind from transfers t join subjects o on o.shop_id = t.shop_id and o.id = t.subject_id and o.kind = t.subject_kind
      where t.system = $1 and t.account = $2 and t.document_id = $3 and (t.shop_id, t.id) <> ($4, $5)
        -- What mended the order's document, or found nothing to give back of it, has none of its own.
        and t.kind <> 'amendment' and ((t.subject_id, t.subject_kind) <> ($6, $7) or t.target_total <> 0)
      order by t.id limit 1`,
    [system, account, document.id, shopId, id, subjectId, subjectKind],
  );
  return rows[0] ?? null;
}

const refused = (status: FoundRefusal['status'], why: Reason): FoundResult => ({
  ok: false,
  error: { ...why, status },
});
