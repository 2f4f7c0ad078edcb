import type pg from 'pg';
import { inTransaction, type Queryable } from '../../database/database.ts';
import type { TransferId } from '../../ids.ts';
import type { Handover } from '../../systems/contract-pulled.ts';
import type { KnownFile } from '../../systems/contract-files.ts';
import { reason } from '../../texts/reason.ts';
import { keptFilesOf, readFile } from '../../shops/files/store.ts';
import { openHandover, withOpenPlan } from '../transfer/plans.ts';
import { withLane, type LockedOrder } from '../transfer/current-order.ts';
import type { EventOf } from '../transfer/event.ts';
import { readTransfer } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import { planOf, type Transfer } from '../transfer/transfer.ts';
import { applyEvent, rowOf, type Timing } from '../transfer/transition.ts';

/**
 * The office's side of a pulled system: it lists the documents that are offered, fetches them and acknowledges them.
 * From the first fetch on the bytes stay as they are, so the office may fetch them as often as it likes. A second
 * acknowledgement changes nothing.
 */

/** One document that the office may fetch. */
export interface Offered {
  transferId: TransferId;
  /** The document's id, the same whenever it is fetched. */
  key: string;
  kind: string;
  /** The office has fetched it before and not acknowledged it in time. */
  again: boolean;
}

/**
 * SQL: whether a document that is handed over may be given out. What the office has fetched before, it may always fetch
 * again. A new document is held back while its connection is paused, and while a change in the shop that may concern it
 * has not been reviewed.
 */
const isGivenOutSql = (transfer: string): string => `(
         ${transfer}.fetched
      or (
               ${transfer}.review_at is null
           and not exists (
                 select from connections
                  where connections.shop_id = ${transfer}.shop_id
                    and connections.id = ${transfer}.connection_id
                    and connections.paused
               )
         )
   )`;

/** SQL: whether a transfer's document is offered now. */
export const isOfferedSql = (transfer: string): string => `(
         ${transfer}.state = 'handed_over'
     and ${transfer}.due_at <= now()
     and ${isGivenOutSql(transfer)}
   )`;

const offeredStatement = `
select id as "transferId",
       document_key as key,
       kind,
       fetched as again
  from transfers
 where shop_id = $1
   and connection_id = $2
   and ${isOfferedSql('transfers')}
 order by id
 limit $3`;

/** The documents that a connection offers now, in the order in which they were made. */
export async function listOffered(
  pool: pg.Pool,
  at: { shopId: string; connectionId: string },
  limit: number,
): Promise<Offered[]> {
  const { rows } = await pool.query<Offered>({
    name: 'handover.list',
    text: offeredStatement,
    values: [at.shopId, at.connectionId, limit],
  });
  return rows;
}

/** One document, for fetching and acknowledging: the office reaches only the transfers of its own connection. */
export interface OfficeAt {
  shopId: string;
  connectionId: string;
  transferId: TransferId;
}

const bytesStatement = `
select handover,
       handover_type,
       not ${isGivenOutSql('transfers')} as "isHeldBack"
  from transfers
 where shop_id = $1
   and id = $2`;

const awaitStatement = `
update transfers
   set due_at = now() + make_interval(secs => $3::float8)
 where shop_id = $1
   and id = $2
   and state = 'handed_over'
   and fetched`;

/** The SHA-256 of each file that a plan names, as a system knows it. */
export type FilesOfPlan = (plan: unknown) => readonly string[];

/** How a document is fetched. */
export interface Fetching {
  timing: Timing;
  /**
   * How many seconds the office has to acknowledge the document. Until then it is not listed again, so that the list has
   * room for newer documents.
   */
  within: number;
  filesOf?: FilesOfPlan | undefined;
}

/** A document as the office fetches it. `attachments`: the files that it names, as far as the bridge still has them. */
export interface FetchedDocument extends Handover {
  attachments: readonly KnownFile[];
}

/** The bytes, as they were first fetched; null where nothing is offered under that id. */
export async function fetchOffered(
  pool: pg.Pool,
  at: OfficeAt,
  { timing, within, filesOf }: Fetching,
): Promise<FetchedDocument | null> {
  return asOffice(pool, at, async (client, transfer) => {
    const event: EventOf<'fetched'> = { name: 'fetched', afterSeconds: within };
    if (!rowOf(transfer, event.name)) return null;
    const {
      rows: [row],
    } = await client.query<{ handover: Uint8Array; handover_type: string; isHeldBack: boolean }>(bytesStatement, [
      at.shopId,
      at.transferId,
    ]);
    if (!row || row.isHeldBack) return null;
    const bytes = await openHandover(client, transfer, row.handover);
    const attachments = filesOf
      ? await keptFilesOf(client, at.shopId, await filesNamed(client, transfer, filesOf))
      : [];
    if (isFetchTold(transfer))
      await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'office');
    else await client.query(awaitStatement, [at.shopId, at.transferId, within]);
    return { mediaType: row.handover_type, bytes, attachments };
  });
}

/** The SHA-256 of each file that the transfer's document names. */
async function filesNamed(database: Queryable, transfer: Transfer, filesOf: FilesOfPlan): Promise<readonly string[]> {
  const plan = planOf(await withOpenPlan(database, transfer));
  return plan ? filesOf(plan.plan) : [];
}

/** Lists a fetched document again only after so many seconds, unless it is acknowledged. */
export async function awaitAcknowledgement(pool: pg.Pool, at: OfficeAt, within: number): Promise<void> {
  await pool.query(awaitStatement, [at.shopId, at.transferId, within]);
}

/**
 * A file that the document names, for as long as the document is given out and afterwards until it is removed; null: the
 * document names no such file.
 */
export async function fetchAttachment(
  pool: pg.Pool,
  { shopId, connectionId, transferId }: OfficeAt,
  sha256: string,
  filesOf: FilesOfPlan,
): Promise<Handover | null> {
  const transfer = await readTransfer(pool, shopId, transferId);
  if (transfer?.connectionId !== connectionId) return null;
  const isReadable = transfer.state === 'done' || (await isGivenOut(pool, transfer));
  if (!isReadable || !(await filesNamed(pool, transfer, filesOf)).includes(sha256)) return null;
  return readFile(pool, shopId, sha256);
}

const givenOutStatement = `
select from transfers
 where shop_id = $1
   and id = $2
   and state = 'handed_over'
   and ${isGivenOutSql('transfers')}`;

async function isGivenOut(database: Queryable, { shopId, id }: Transfer): Promise<boolean> {
  const { rowCount } = await database.query(givenOutStatement, [shopId, id]);
  return rowCount === 1;
}

/**
 * Whether a fetch becomes the transfer's reason. It does not where the reason tells what the shop has changed or
 * cancelled since the first fetch.
 */
export const isFetchTold = ({ reason }: Pick<Transfer, 'reason'>): boolean => !/\.after_fetch$/.test(reason);

/** What the office says of a document that it has fetched. */
export type Acknowledgement =
  /** `number`: the document's number there; our key where the office does not say. */
  | { kind: 'accepted'; number?: string }
  /** `cause`: in the office's words; null: it gave none. */
  | { kind: 'refused'; cause: string | null };

export type Acknowledged =
  | 'acknowledged'
  /** The office has said the same before. */
  | 'already'
  /** The document was never fetched, or is not handed over any more. */
  | 'not_handed_over'
  | 'unknown';

/** Takes the office's word for a document. The same word a second time changes nothing. */
export async function acknowledge(
  pool: pg.Pool,
  at: OfficeAt,
  acknowledgement: Acknowledgement,
  timing: Timing,
): Promise<Acknowledged> {
  const acknowledged = await asOffice(pool, at, async (client, transfer, order): Promise<Acknowledged> => {
    const event = acknowledgementEvent(acknowledgement, transfer);
    if (!rowOf(transfer, event.name)) return isSaid(acknowledgement, transfer) ? 'already' : 'not_handed_over';
    const review = isReviewed(acknowledgement, transfer, order);
    await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'office', { review });
    if (acknowledgement.kind === 'refused') await reviewBeside(client, transfer);
    return 'acknowledged';
  });
  return acknowledged ?? 'unknown';
}

/**
 * Pure: whether a change in the shop since the fetch is looked at now. A refused document waits for a person, except
 * where the shop has changed the order since: then the document is made anew.
 */
export const isReviewed = (
  { kind }: Acknowledgement,
  { plannedRevision }: Transfer,
  { revision }: Pick<LockedOrder, 'revision'>,
): boolean => kind === 'accepted' || revision !== plannedRevision;

const reviewBesideStatement = `
update transfers
   set review_at = now()
 where shop_id = $1
   and connection_id = $2
   and subject_id = $3
   and subject_kind = $4
   and id <> $5
   and (state = 'sending' or (state = 'handed_over' and not fetched))`;

/**
 * Has documents reviewed that are offered beside a refused one, or are about to be: they may be worth nothing without
 * it.
 */
async function reviewBeside(
  client: pg.PoolClient,
  { shopId, connectionId, subjectId, subjectKind, id }: Transfer,
): Promise<void> {
  await client.query(reviewBesideStatement, [shopId, connectionId, subjectId, subjectKind, id]);
}

/** Pure: the event of the office's word for a document. */
export function acknowledgementEvent(
  acknowledgement: Acknowledgement,
  { documentKey, total }: Transfer,
): EventOf<'accepted'> | EventOf<'refused_by_office'> {
  if (acknowledgement.kind === 'refused') {
    const { cause } = acknowledgement;
    const why = cause === null ? reason('refused.by_office') : reason('refused.by_office:said', { said: cause });
    return { name: 'refused_by_office', detail: { why } };
  }
  const { number = documentKey } = acknowledgement;
  return { name: 'accepted', document: { id: documentKey, number, total: total ?? 0 } };
}

/** Whether the office has said the same before. */
export const isSaid = ({ kind }: Acknowledgement, { state, reason }: Transfer): boolean =>
  kind === 'accepted' ? state === 'done' : state === 'blocked' && reason === 'refused.by_office';

/**
 * Works on a transfer of the office's own connection, with its order's row locked; null where there is no such
 * transfer.
 */
async function asOffice<T>(
  pool: pg.Pool,
  { shopId, connectionId, transferId }: OfficeAt,
  work: (client: pg.PoolClient, transfer: Transfer, order: LockedOrder) => Promise<T>,
): Promise<T | null> {
  const unlocked = await readTransfer(pool, shopId, transferId);
  if (unlocked?.connectionId !== connectionId) return null;
  return withLane(pool, unlocked, async (client, order) => {
    const transfer = await readTransfer(client, shopId, transferId);
    return transfer ? work(client, transfer, order) : null;
  });
}

const notAcknowledgedStatement = `
select shop_id,
       id
  from transfers
 where state = 'handed_over'
   and reason = 'fetched'
   and due_at <= now()
 order by shop_id, id
 limit 100
   for update skip locked`;

/** Offers again what was fetched and not acknowledged in time. Returns how many documents it offered. */
export async function offerAgain(pool: pg.Pool, timing: Timing): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ shop_id: string; id: TransferId }>(notAcknowledgedStatement);
    for (const { shop_id: shopId, id } of rows) {
      const transfer = await readTransfer(client, shopId, id);
      const event: EventOf<'not_acknowledged'> = { name: 'not_acknowledged' };
      if (transfer) await storeTransition(client, transfer, event, applyEvent(transfer, event, timing, 0), 'janitor');
    }
    return rows.length;
  });
}
