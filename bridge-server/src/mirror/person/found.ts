import type { Reason } from '@kontor/shared/problem';
import type { TransferId } from '../../ids.ts';
import type { Queryable } from '../../database/database.ts';
import type { NumberedOutcome, Step } from '../../systems/contract.ts';
import type { RemoteDocument } from '../../systems/contract-document.ts';
import { connect, type Connected, type Mirror } from '../mirror.ts';
import { withLane } from '../transfer/current-order.ts';
import type { EventOf } from '../transfer/event.ts';
import { readTransfer } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, rowOf } from '../transfer/transition.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { isInDoubt } from './verbs.ts';

/**
 * Why the number is refused: there is no such document (404), it is not allowed now (409), or the system did not answer
 * (502).
 */
export type FoundRefusal = Reason & { status: 404 | 409 | 502 };
export type FoundResult = { ok: true; value: Transfer } | { ok: false; error: FoundRefusal };

/**
 * A person says which document at the target is the one in doubt. The system is asked for it by its number. The
 * document must come to the expected total and belong to no other transfer. Then the transfer goes on from there. `by`
 * names the person in the journal.
 */
export async function nameDocument(
  mirror: Mirror,
  at: { shopId: string; id: TransferId },
  number: string,
  by: string,
): Promise<FoundResult> {
  const { pool } = mirror.database;
  const unlocked = await readTransfer(pool, at.shopId, at.id);
  if (!unlocked) return refused(404, reason('transfer.unknown', { id: at.id }));
  const { intent } = unlocked;
  if (!isInDoubt(unlocked) || !intent)
    return refused(409, reason('transfer.not_now:found', { state: unlocked.state, reason: unlocked.reason }));
  const connected = await connect(mirror, unlocked.shopId, unlocked.connectionId);
  if (!connected) return refused(409, reason('connection.not_set_up', { system: unlocked.system }));
  const answer = await askByNumber(connected, unlocked, intent, number);
  if (answer.kind !== 'found') return notFound(answer, unlocked.id);
  const { document, result, rounding } = answer;
  const differs = totalDiffers(unlocked, document, rounding);
  if (differs) return differs;

  return withLane(pool, unlocked, async (client): Promise<FoundResult> => {
    const holder = await holderOf(client, unlocked, document);
    if (holder) {
      const { id, order, kind } = holder;
      return refused(409, reason('found.taken', { number: document.number, other: id, order, kind }));
    }
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? unlocked;
    const isSameIntent = transfer.intentAt?.getTime() === unlocked.intentAt?.getTime();
    const event: EventOf<'said_found'> = { name: 'said_found', result, document };
    if (isSameIntent && rowOf(transfer, event.name)) {
      const transition = applyEvent(transfer, event, connected.timing, 0);
      const review = transition.next.state === 'done';
      if (await storeTransition(client, transfer, event, transition, by, { review }))
        return { ok: true, value: transition.next };
    }
    return refused(409, reason('transfer.moved:meanwhile'));
  });
}

async function askByNumber(
  connected: Connected,
  { id, correlationId }: Transfer,
  intent: Step,
  number: string,
): Promise<NumberedOutcome> {
  const { label, delivery } = connected.system;
  if (delivery.how !== 'pushed' || !delivery.documentByNumber)
    return { kind: 'unaskable', ...reason('found.not_askable:by_number', { target: label, id }) };
  const context = connected.context({ correlationId });
  return delivery.documentByNumber(context, intent, number).catch((fault: unknown) => ({
    kind: 'unknown' as const,
    ...reason('found.unanswered:fault', { said: fault instanceof Error ? fault.message : String(fault) }),
  }));
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

/** Refuses a document with another total. A difference that later steps may round off is no other total. */
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

const lockDocumentStatement = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

// An amendment of the order's document, and a refund of the same order with nothing to give back, have no document of
// their own.
const holderStatement = `
select t.id,
       subject.number as "order",
       t.kind
  from transfers t
  join subjects subject
    on subject.shop_id = t.shop_id
   and subject.id = t.subject_id
   and subject.kind = t.subject_kind
 where t.system = $1
   and t.account = $2
   and t.document_id = $3
   and (t.shop_id, t.id) <> ($4, $5)
   and t.kind <> 'amendment'
   and ((t.subject_id, t.subject_kind) <> ($6, $7) or t.target_total <> 0)
 order by t.id
 limit 1`;

interface Holder {
  id: number;
  order: string;
  kind: string;
}

/**
 * The transfer that has the document already. If two people give one number at the same time, the second waits for the
 * first.
 */
async function holderOf(
  client: Queryable,
  { shopId, id, subjectKind, subjectId, system, account }: Transfer,
  document: RemoteDocument,
): Promise<Holder | null> {
  await client.query(lockDocumentStatement, [`document ${system} ${account} ${document.id}`]);
  const { rows } = await client.query<Holder>(holderStatement, [
    system,
    account,
    document.id,
    shopId,
    id,
    subjectId,
    subjectKind,
  ]);
  return rows[0] ?? null;
}

const refused = (status: FoundRefusal['status'], why: Reason): FoundResult => ({
  ok: false,
  error: { ...why, status },
});
