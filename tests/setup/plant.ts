import { randomUUID } from 'node:crypto';
import { shopItself } from '@kontor/shared/order';
import { transferIdOf } from './ids.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { readTransfer } from '../../bridge-server/src/mirror/transfer/rows.ts';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { Database } from '../../bridge-server/src/database/database.ts';
import type { DocumentKind } from '../../bridge-server/src/systems/contract.ts';
import { everydayRules } from './rules.ts';

/** How long a document key may be at the planted connections. */
const longestKey = 50;

/** Rows put straight into the tables, for tests of one part of the bridge that need what other parts write. */

/** Times for tests that move planted transfers without a worker. */
export const plantedTiming = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

export async function plantShop(database: Database, shopId = `s${randomUUID().slice(0, 11)}`): Promise<ShopId> {
  const id = shopId as ShopId;
  await database.knex('shops').insert({ id, name: 'Nordlys', url: 'https://nordlys.example' });
  return id;
}

export async function plantConnection(
  database: Database,
  shopId: string,
  {
    id = `c${randomUUID().slice(0, 8)}`,
    system = 'poweroffice',
    account = 'account-1',
  }: { id?: string; system?: string; account?: string } = {},
): Promise<string> {
  await database.knex('connections').insert({
    shop_id: shopId,
    id,
    system,
    account,
    account_name: 'Demo AS',
    longest_key: longestKey,
    rules: JSON.stringify(everydayRules()),
    settings: '{}',
    credentials: 'sealed',
  });
  return id;
}

export async function plantOrder(
  database: Database,
  shopId: string,
  orderId: string,
  { revision = 1, snapshot = '{}' }: { revision?: number; snapshot?: string } = {},
): Promise<void> {
  await database.knex('subjects').insert({
    shop_id: shopId,
    kind: 'order',
    id: orderId,
    source: shopItself,
    number: orderId,
    status: 'processing',
    currency: 'NOK',
    total: 34_900,
    generation: 1,
    content_generation: 1,
    modified_gmt: '2026-11-22T01:18:35',
    revision,
    tombstone: false,
    snapshot,
    content_hash: randomUUID(),
    settings_version: 1,
    correlation_id: randomUUID(),
  });
}

/** A transfer with these columns; all others are as intake leaves them. */
export async function plantTransfer(
  database: Database,
  at: { shopId: string; connectionId: string; orderId: string },
  columns: Record<string, unknown> = {},
): Promise<Transfer> {
  const { kind, reference } = { kind: 'order', reference: '', ...columns } as { kind: DocumentKind; reference: string };
  const subject = { shopId: at.shopId, subjectKind: 'order', subjectId: at.orderId };
  const [row] = (await database
    .knex('transfers')
    .insert({
      shop_id: at.shopId,
      connection_id: at.connectionId,
      system: 'poweroffice',
      account: 'account-1',
      subject_kind: subject.subjectKind,
      subject_id: subject.subjectId,
      kind,
      reference,
      about_kind: kind === 'refund' || kind === 'payment' ? kind : 'order',
      about_reference: reference,
      document_key: documentKey(subject, kind, reference, longestKey),
      state: 'waiting',
      reason: 'wanted.status',
      currency: 'NOK',
      total: 34_900,
      correlation_id: randomUUID(),
      ...columns,
    })
    .returning('id')) as [{ id: number }];
  return readBack(database, at.shopId, row.id);
}

/** The transfer as it is stored now. */
export async function readBack(database: Database, shopId: string, id: number): Promise<Transfer> {
  const transfer = await readTransfer(database.pool, shopId, transferIdOf(id));
  if (!transfer) throw new Error(`no transfer ${id}`);
  return transfer;
}
