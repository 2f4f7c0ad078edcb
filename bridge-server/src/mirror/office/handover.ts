import type pg from 'pg';
import type { TransferId } from '../../ids.ts';
import { inTransaction } from '../../database/database.ts';
import { reason } from '../../texts/reason.ts';
import type { Handover } from '../../systems/contract.ts';
import { readTransfer, storeTransition, withLane, type CurrentOrder } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, rowOf, type Timing, type TransferEvent } from '../transfer/transition.ts';

/**
 * The office's side of a system that fetches for itself: it lists what is offered, fetches it and acknowledges it. From the first
 * fetch on the bytes stay as they are, so that the office may fetch as often as it likes; acknowledging twice changes nothing.
 */

/** One document that the office may fetch. */
export interface Offered {
  transferId: TransferId;
  /** The document's id, the same whenever it is fetched. */
  key: string;
  kind: string;
  /** Offered before, fetched, and not acknowledged in time. */
  again: boolean;
}

/**
 * What is offered at a connection now, in the order in which it was made. A document that nobody has fetched and that a change in
 * the shop may concern is left out until it has been looked at.
 */
export async function listOffered(
  pool: pg.Pool,
  at: { shopId: string; connectionId: string },
  limit: number,
): Promise<Offered[]> {
  const { rows } = await pool.query<Offered>({
    name: 'handover.list',
    text: `select id as "transferId", document_key as key, kind, fetched as again
             from transfers
            where shop_id = $1 and connection_id = $2 and state = 'handed_over' and due_at <= now()
              and (fetched or review_at is null)
            order by id limit $3`,
    values: [at.shopId, at.connectionId, limit],
  });
  return rows;
}

/** What fetching and acknowledging work with: the office may only reach the transfers of its own connection. */
export interface OfficeAt {
  shopId: string;
  connectionId: string;
  transferId: TransferId;
}

/** The bytes, as they were first fetched. Null: nothing is offered under that id. `within`: how long the office has to acknowledge. */
export async function fetchOffered(
  pool: pg.Pool,
  at: OfficeAt,
  timing: Timing,
  within: number,
): Promise<Handover | null> {
  return asOffice(pool, at, async (client, transfer) => {
    const event: TransferEvent = { name: 'fetched', afterSeconds: within };
    if (!rowOf(transfer, event.name)) return null;
    const { rows } = await client.query<{ handover: Uint8Array; handover_type: string; outdated: boolean }>(
      `select handover, handover_type, not fetched and review_at is not null as outdated
         from transfers where shop_id = $1 and id = $2`,
      [at.shopId, at.transferId],
    );
    const [row] = rows;
    if (!row || row.outdated) return null;
    // Either way it is listed again only once the time is over, so that it leaves the list to newer ones.
    if (isFetchTold(transfer))
      await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'office');
    else
      await client.query(
        'update transfers set due_at = now() + make_interval(secs => $3::float8) where shop_id = $1 and id = $2',
        [at.shopId, at.transferId, within],
      );
    return { mediaType: row.handover_type, bytes: row.handover };
  });
}

/** Whether a fetch is told in the reason: what the shop has changed or cancelled since the first fetch stays to be seen. */
export const isFetchTold = ({ reason }: Pick<Transfer, 'reason'>): boolean => !/\.after_fetch$/.test(reason);

/** What the office says of a document that it has fetched. */
export type Acknowledgement =
  /** `number`: what people call it there; our key where the office does not say. */
  { kind: 'accepted'; number?: string } | { kind: 'refused'; cause: string };

export type Acknowledged =
  | 'acknowledged'
  /** The office has said so before. */
  | 'already'
  /** It was never fetched, or is not handed over any more. */
  | 'not_handed_over'
  | 'unknown';

/** Takes the office's word for a document. Said twice it changes nothing. */
export async function acknowledge(
  pool: pg.Pool,
  at: OfficeAt,
  said: Acknowledgement,
  timing: Timing,
): Promise<Acknowledged> {
  const acknowledged = await asOffice(pool, at, async (client, transfer, order): Promise<Acknowledged> => {
    const event = acknowledgementEvent(said, transfer);
    if (!rowOf(transfer, event.name)) return isSaid(said, transfer) ? 'already' : 'not_handed_over';
    const review = isReviewed(said, transfer, order);
    await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'office', { review });
    if (said.kind === 'refused') await reviewBeside(client, transfer);
    return 'acknowledged';
  });
  return acknowledged ?? 'unknown';
}

/**
 * Pure: whether what the shop has changed meanwhile is looked at. What was refused waits for a person, unless the refusal is of
 * something that the shop has changed since: then it is made anew.
 */
export const isReviewed = (
  said: Acknowledgement,
  { plannedRevision }: Transfer,
  { revision }: Pick<CurrentOrder, 'revision'>,
): boolean => said.kind === 'accepted' || revision !== plannedRevision;

/** What is offered beside a document that the office refused, or about to be, may be worth nothing without it: it is looked at again. */
async function reviewBeside(
  client: pg.PoolClient,
  { shopId, connectionId, subjectId, subjectKind, id }: Transfer,
): Promise<void> {
  await client.query(
    `update transfers set review_at = now()
      where shop_id = $1 and connection_id = $2 and subject_id = $3 and subject_kind = $4 and id <> $5
        and (state = 'sending' or (state = 'handed_over' and not fetched))`,
    [shopId, connectionId, subjectId, subjectKind, id],
  );
}

/** Pure: what the office's word means for a document. */
export function acknowledgementEvent(said: Acknowledgement, transfer: Transfer): TransferEvent {
  if (said.kind === 'refused')
    return {
      name: 'refused_by_office',
      detail: { why: reason('refused.by_office:said', { said: said.cause }) },
    };
  const { documentKey, total } = transfer;
  return { name: 'accepted', document: { id: documentKey, number: said.number ?? documentKey, total: total ?? 0 } };
}

/** Whether the office has said so before. */
export const isSaid = (said: Acknowledgement, { state, reason }: Transfer): boolean =>
  said.kind === 'accepted' ? state === 'done' : state === 'blocked' && reason === 'refused.by_office';

/** Works on a transfer of the office's own connection, with its order's row locked. */
async function asOffice<T>(
  pool: pg.Pool,
  { shopId, connectionId, transferId }: OfficeAt,
  work: (client: pg.PoolClient, transfer: Transfer, order: CurrentOrder) => Promise<T>,
): Promise<T | null> {
  const found = await readTransfer(pool, shopId, transferId);
  if (found?.connectionId !== connectionId) return null;
  return withLane(pool, found, async (client, order) => {
    const transfer = await readTransfer(client, shopId, transferId);
    return transfer ? work(client, transfer, order) : null;
  });
}

/** Offers again what was fetched and not acknowledged in time. Returns how many it offered. */
export async function offerAgain(pool: pg.Pool, timing: Timing): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ shop_id: string; id: TransferId }>(
      `select shop_id, id from transfers
        where state = 'handed_over' and reason = 'fetched' and due_at <= now()
        order by shop_id, id limit 100 for update skip locked`,
    );
    for (const { shop_id: shopId, id } of rows) {
      const transfer = await readTransfer(client, shopId, id);
      const event: TransferEvent = { name: 'not_acknowledged' };
      if (transfer) await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'janitor');
    }
    return rows.length;
  });
}
