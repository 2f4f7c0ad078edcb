import { decimalsOf, formatMinor } from '@kontor/shared/money';
import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import type { NumberedOutcome } from '../../systems/contract.ts';
import type { RemoteDocument } from '../../systems/contract-document.ts';
import { connect, type Mirror } from '../mirror.ts';
import { readTransfer, storeTransition, withLane } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, rowOf } from '../transfer/transition.ts';
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
  at: { shopId: string; id: number },
  number: string,
  by: string,
): Promise<FoundResult> {
  const { pool } = mirror.database;
  const asked = await readTransfer(pool, at.shopId, at.id);
  if (!asked)
    return refused(
      404,
      'transfer.unknown',
      `There is no transfer ${at.id} in shop ${at.shopId}.`,
      'List them with: kontor transfers.',
    );
  const { intent } = asked;
  if (!isInDoubt(asked) || !intent) {
    return refused(
      409,
      'transfer.not_now',
      `Transfer ${at.id} is ${asked.state} (${asked.reason}). Only what is blocked by a doubt (doubt.*) can be said to be found.`,
      'Look at it with: kontor show.',
    );
  }
  const connected = await connect(mirror, asked.shopId, asked.connectionId);
  if (!connected)
    return refused(
      409,
      'connection.not_set_up',
      `The system ${asked.system} is not set up on this bridge.`,
      'Set it up, then say it again.',
    );
  const { system, timing } = connected;
  const { delivery } = system;
  const answer: NumberedOutcome =
    delivery.how === 'pushed' && delivery.documentByNumber
      ? await delivery
          .documentByNumber(connected.context({ correlationId: asked.correlationId }), intent, number)
          .catch((fault: unknown) => ({
            kind: 'unknown' as const,
            cause: fault instanceof Error ? fault.message : String(fault),
          }))
      : { kind: 'unaskable', cause: `${system.label} cannot be asked for a document by its number.` };
  if (answer.kind !== 'found') return notFound(answer, asked.id);
  const { document, result, rounding } = answer;
  const differs = totalDiffers(asked, document, rounding);
  if (differs) return differs;

  return withLane(pool, asked, async (client): Promise<FoundResult> => {
    const other = await holderOf(client, asked, document);
    if (other) {
      return refused(
        409,
        'found.taken',
        `Document ${document.number} is that of transfer ${other.id} (order ${other.order}, ${other.kind}).`,
        "Look at both with: kontor show, and give the number of this one's own document.",
      );
    }
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? asked;
    const isSame = transfer.intentAt?.getTime() === asked.intentAt?.getTime();
    const event = { name: 'said_found' as const, result, document };
    if (isSame && rowOf(transfer, event.name)) {
      const transition = applyEvent(transfer, event, timing, 0);
      if (await storeTransition(client, transfer, event, transition, by, { review: transition.next.state === 'done' }))
        return { ok: true, value: transition.next };
    }
    return refused(
      409,
      'transfer.moved',
      `Transfer ${at.id} went on while the system was asked.`,
      'Look at it with: kontor show; say it again if it still applies.',
    );
  });
}

function notFound(answer: Exclude<NumberedOutcome, { kind: 'found' }>, id: number): FoundResult {
  switch (answer.kind) {
    case 'absent':
      return refused(
        404,
        'found.absent',
        answer.cause,
        `Look at the number again. If the document is not there, say so: kontor absent ${id}.`,
      );
    case 'unlike':
      return refused(409, 'found.unlike', answer.cause, 'Give the number of the document that was made of this order.');
    case 'unaskable':
      return refused(
        409,
        'found.not_askable',
        answer.cause,
        `Let the system be asked in its own way with: kontor retry ${id}; or settle it there by hand, then: kontor elsewhere ${id}.`,
      );
    case 'unknown':
      return refused(502, 'found.unanswered', answer.cause, 'Say it again when the system answers.');
  }
}

/** A document of another total is not this one; what rounding may still explain is left to the steps that follow. */
function totalDiffers(
  { id, total, currency }: Transfer,
  document: RemoteDocument,
  rounding: number,
): FoundResult | null {
  if (total === null || Math.abs(document.total - total) <= rounding) return null;
  const show = (amount: number) => `${formatMinor(amount, decimalsOf(currency ?? ''))} ${currency ?? ''}`.trim();
  return refused(
    409,
    'found.total_differs',
    `Document ${document.number} comes to ${show(document.total)}, transfer ${id} to ${show(total)}.`,
    `Give the number of the right document, mend its total at the target, or settle it there by hand, then: kontor elsewhere ${id}.`,
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

const refused = (status: FoundRefusal['status'], code: string, cause: string, remedy: string): FoundResult => ({
  ok: false,
  error: { status, code, cause, remedy },
});
