import type { Reason } from '@kontor/shared/problem';
import type pg from 'pg';
import { advisoryLocks } from '../../database/advisory-locks.ts';
import { transferId, type TransferId } from '../../ids.ts';
import type { AttachedFile } from '../../office-folder/attachments.ts';
import { FolderFault } from '../../office-folder/fault.ts';
import {
  readFolder,
  removeAnswer,
  writeDocument,
  type FolderAnswer,
  type FolderContent,
} from '../../office-folder/folder.ts';
import { removeLoneAttachments, removeUnfinished } from '../../office-folder/leftovers.ts';
import { documentOfAttachments, documentOfFile, fileNameOf, isFileOf } from '../../office-folder/names.ts';
import { ReasonPatience } from '../../office-folder/reason-patience.ts';
import { readFile } from '../../shops/files/store.ts';
import type { KnownFile } from '../../systems/contract-files.ts';
import { timingOf, type Mirror } from '../mirror.ts';
import { readTransfer } from '../transfer/rows.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { acknowledge, awaitAcknowledgement, fetchOffered, isOfferedSql, type Acknowledgement } from './handover.ts';

/**
 * Folder delivery: the documents of a connection are written as files into a folder of the operator's choosing, and
 * acknowledged by moving the files. It promises the same as fetching over HTTP, since it is the same: the bridge itself
 * fetches what is offered.
 *
 * 1. The first fetch freezes the bytes, and leaves the document due.
 * 2. The attachments appear in a folder of their own, and then the file, each whole and under a name that the document
 *    alone has.
 * 3. Only then is the document awaited. A process that dies between 1 and 3 leaves it due, and the next round writes the
 *    same bytes, unless the file is there.
 *
 * A document that is awaited for too long is due again. If its file is still somewhere in the folder, it only goes on
 * waiting; if somebody has taken the file away without an answer, it is written again.
 */

/** A connection whose documents are written into a folder. */
export interface OfficeFolder {
  shopId: string;
  connectionId: string;
  folder: string;
}

/** Serves the folders of this process, one after the other. */
export interface FolderDelivery {
  /** True: there may be more to do at once. */
  round(): Promise<boolean>;
}

/** The number of documents that one round writes for a connection. */
const mostWritten = 100;
/** How often a folder that is well is noted to be served, in milliseconds. */
const noteMilliseconds = 60_000;

interface DueDocument {
  id: TransferId;
  key: string;
  system: string;
  mediaType: string;
}

const dueStatement = `
select transfer.id,
       transfer.document_key as key,
       transfer.system,
       transfer.handover_type as "mediaType"
  from transfers transfer
  join connections connection
    on connection.shop_id = transfer.shop_id
   and connection.id = transfer.connection_id
 where transfer.shop_id = $1
   and transfer.connection_id = $2
   and ${isOfferedSql('transfer')}
   and connection.archived_at is null
 order by transfer.id
 limit $3`;

const servedStatement = `
insert into office_fetching as known (shop_id, connection_id, folder_at, folder_failed_since, folder_why)
select shop_id,
       id,
       now(),
       case when $3::jsonb is not null then now() end,
       $3
  from connections
 where shop_id = $1
   and id = $2
    on conflict (shop_id, connection_id) do update set
       folder_at = now(),
       folder_failed_since = case
         when excluded.folder_why is not null then coalesce(known.folder_failed_since, now())
       end,
       folder_why = excluded.folder_why`;

/** Makes the delivery into folders. `now`: milliseconds since 1970, by this process's clock. */
export function createFolderDelivery(
  mirror: Mirror,
  folders: readonly OfficeFolder[],
  now: () => number = Date.now,
): FolderDelivery {
  const { pool } = mirror.database;
  const reasonsByFolder = new Map(folders.map(({ folder }) => [folder, new ReasonPatience()]));
  /** Answers that were not taken. Each is written to the log once. */
  const notTaken = new Set<string>();
  /** What was last noted of each folder, and when. */
  const noted = new Map<string, { state: string; at: number }>();

  async function noteServed({ shopId, connectionId, folder }: OfficeFolder, why: Reason | null): Promise<void> {
    const state = why ? JSON.stringify(why) : '';
    const last = noted.get(folder);
    if (last?.state === state && now() - last.at < noteMilliseconds) return;
    if (why && last?.state !== state)
      mirror.log.warn({ folder, connection: connectionId, why: why.code }, 'a folder for an office cannot be used');
    const { rowCount } = await pool.query(servedStatement, [shopId, connectionId, why && JSON.stringify(why)]);
    if (rowCount === 0 && !last)
      mirror.log.warn({ folder, shop: shopId, connection: connectionId }, 'there is no connection for this folder');
    noted.set(folder, { state, at: now() });
  }

  /** True: the folder is served, and there may be more to do. False: done, or another process serves the folder. */
  async function serve(place: OfficeFolder): Promise<boolean> {
    const served = await withLock(pool, place, async (isHeld) => {
      try {
        const content = await readFolder(place.folder);
        await removeUnfinished(place.folder);
        await takeAnswers(place, content);
        await removeLoneAttachments(place.folder, content, (name) => isOver(place, name));
        const isMore = await writeDue(place, content, isHeld);
        await noteServed(place, null);
        return isMore;
      } catch (fault) {
        if (!(fault instanceof FolderFault)) throw fault;
        await noteServed(place, fault.why);
        return false;
      }
    });
    return served ?? false;
  }

  async function takeAnswers(place: OfficeFolder, { answers }: FolderContent): Promise<void> {
    const reasons = reasonsByFolder.get(place.folder);
    for (const answer of answers) {
      const path = `${place.folder}/${answer.kind}/${answer.name}`;
      if (reasons?.isWaiting(answer, now())) continue;
      if (await takeAnswer(place, answer)) {
        await removeAnswer(place.folder, answer);
        reasons?.forget(answer);
        continue;
      }
      if (notTaken.has(path)) continue;
      notTaken.add(path);
      mirror.log.warn({ file: path, connection: place.connectionId }, 'no document waits for this answer of an office');
    }
  }

  /** The transfer whose document, or whose attachments, have that name; null: no transfer of the shop has. */
  async function transferNamed(shopId: string, name: string): Promise<Transfer | null> {
    const id = transferId.safeParse(documentOfFile(name) ?? documentOfAttachments(name)).data;
    const transfer = id === undefined ? null : await readTransfer(pool, shopId, id);
    return transfer && isFileOf(name, { id: transfer.id, key: transfer.documentKey }) ? transfer : null;
  }

  /** Whether the document of these attachments has ended, so that nothing is written for it any more. */
  async function isOver({ shopId, connectionId }: OfficeFolder, attachments: string): Promise<boolean> {
    const transfer = await transferNamed(shopId, attachments);
    return transfer?.connectionId === connectionId && transfer.state !== 'handed_over';
  }

  /** True: the file is not needed any more. */
  async function takeAnswer({ shopId, connectionId }: OfficeFolder, answer: FolderAnswer): Promise<boolean> {
    const transfer = await transferNamed(shopId, answer.name);
    if (!transfer) return false;
    const said: Acknowledgement =
      answer.kind === 'accepted' ? { kind: 'accepted' } : { kind: 'refused', cause: answer.cause };
    const outcome = await acknowledge(
      pool,
      { shopId, connectionId, transferId: transfer.id },
      said,
      timingOf(mirror, systemOf(transfer.system)),
    );
    if (outcome === 'acknowledged' || outcome === 'already') return true;
    // The document is offered anew and not written yet, so the answer is about its former content.
    return outcome === 'not_handed_over' && transfer.state === 'handed_over' && !transfer.fetched;
  }

  async function writeDue(
    { shopId, connectionId, folder }: OfficeFolder,
    { waiting, answers }: FolderContent,
    isHeld: () => Promise<boolean>,
  ): Promise<boolean> {
    const { rows } = await pool.query<DueDocument>(dueStatement, [shopId, connectionId, mostWritten]);
    const there = new Set([...waiting, ...answers.map(({ name }) => name)]);
    let handled = 0;
    for (const document of rows) {
      const at = { shopId, connectionId, transferId: document.id };
      const name = fileNameOf(document);
      const system = systemOf(document.system);
      if (system?.delivery.how !== 'pulled') continue;
      const { acknowledgedWithin } = system.delivery;
      const { attachments } = system;
      if (!there.has(name)) {
        const filesOf = attachments && ((plan: unknown) => attachments.of(plan));
        const fetched = await fetchOffered(pool, at, { timing: timingOf(mirror, system), within: 0, filesOf });
        if (!fetched) continue;
        const files = { files: fetched.attachments, open: () => readAttached(pool, shopId, fetched.attachments) };
        const written = { name, bytes: fetched.bytes, attachments: files };
        if (!(await writeDocument(folder, written, isHeld))) return false;
      }
      await awaitAcknowledgement(pool, at, acknowledgedWithin);
      handled += 1;
    }
    return handled === mostWritten;
  }

  const systemOf = (key: string) => mirror.systems(key)?.system ?? null;

  return {
    async round() {
      let isMore = false;
      const faults: unknown[] = [];
      // A folder that fails keeps no other folder from being served.
      for (const place of folders)
        isMore =
          (await serve(place).catch((fault: unknown) => {
            faults.push(fault);
            return false;
          })) || isMore;
      if (faults.length > 0) throw faults[0];
      return isMore;
    },
  };
}

/** The files, one after the other. One that was removed meanwhile is left out. */
async function* readAttached(
  pool: pg.Pool,
  shopId: string,
  files: readonly KnownFile[],
): AsyncGenerator<AttachedFile, void> {
  for (const { sha256 } of files) {
    const file = await readFile(pool, shopId, sha256);
    if (file) yield { sha256, ...file };
  }
}

/**
 * Works on a folder while no other process does; null: another process does. `isHeld`: whether the database still knows
 * of the lock. A process that was paused for long asks before a file appears.
 */
async function withLock<T>(
  pool: pg.Pool,
  { shopId, connectionId }: OfficeFolder,
  work: (isHeld: () => Promise<boolean>) => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  const values = [advisoryLocks.officeFolder, `${shopId}/${connectionId}`];
  let isBroken = false;
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as held',
      values,
    );
    if (!rows[0]?.held) return null;
    const isHeld = (): Promise<boolean> =>
      client.query('select 1').then(
        () => true,
        () => false,
      );
    try {
      return await work(isHeld);
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', values).catch(() => (isBroken = true));
    }
  } finally {
    client.release(isBroken);
  }
}
