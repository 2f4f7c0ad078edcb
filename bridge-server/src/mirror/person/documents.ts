import type { Verb } from '@kontor/shared/api/view';
import { unreadOrder, type UnreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import { rules as rulesSchema } from '../../shops/rules.ts';
import type { SystemsAtHand } from '../mirror.ts';
import type { Sibling } from '../delivery/siblings.ts';
import { openSnapshotOrNone } from '../transfer/order-contents.ts';
import { namedColumns, type TransferField } from '../transfer/rows.ts';
import { transfer } from '../transfer/transfer.ts';
import { decisiveOrder, type Standing } from '../transfer/wanted.ts';
import { asksByNumber, verbsOf } from './verbs.ts';

/** The fields of a transfer that are read: neither its plan nor what it sent, which are long. */
const shownFields = [
  'id',
  'connectionId',
  'system',
  'subjectId',
  'kind',
  'reference',
  'aboutKind',
  'aboutReference',
  'documentKey',
  'state',
  'reason',
  'detail',
  'results',
  'intentOpen',
  'insisted',
  'replayedFrom',
  'documentId',
  'documentNumber',
  'plannedRevision',
  'currency',
  'total',
  'targetTotal',
  'fetched',
  'office',
  'changedAt',
] as const satisfies readonly TransferField[];

const shownDocument = z.compile(
  transfer
    .pick(Object.fromEntries(shownFields.map((field) => [field, true])) as Record<(typeof shownFields)[number], true>)
    .extend({ intent: z.literal(true).nullable() }),
);
type ShownDocument = z.infer<typeof shownDocument>;

/** One document of an order, with what stands behind its reason and what a person may say of it now. */
export interface OrderDocument extends ShownDocument {
  /** A newer content of the order that cannot be read. */
  unread: UnreadOrder | null;
  verbs: Verb[];
}

const documentsStatement = `
select ${namedColumns(shownFields)},
  case when intent is not null then true end as intent
  from transfers
 where shop_id = $1
   and subject_kind = 'order'
   and subject_id = any($2)
 order by id`;

const ordersStatement = `
select id,
       tombstone,
       snapshot,
       unread
  from subjects
 where shop_id = $1
   and kind = 'order'
   and id = any($2)`;

interface OrderRow {
  id: string;
  tombstone: boolean;
  snapshot: string | null;
  unread: unknown;
}

const connectionsStatement = `
select id,
       rules,
       archived_at is not null as archived
  from connections
 where shop_id = $1`;

interface ConnectionRow {
  id: string;
  rules: unknown;
  archived: boolean;
}

/** The documents of the shop's orders, oldest first, by the order's id. */
export async function readDocuments(
  database: Queryable,
  systems: SystemsAtHand,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, OrderDocument[]>> {
  const { rows } = await database.query({ name: 'documents.of', text: documentsStatement, values: [shopId, orderIds] });
  const orders = await database.query<OrderRow>({
    name: 'documents.orders',
    text: ordersStatement,
    values: [shopId, orderIds],
  });
  const connections = await database.query<ConnectionRow>({
    name: 'documents.connections',
    text: connectionsStatement,
    values: [shopId],
  });
  const connectionsById = new Map(
    connections.rows.map(({ id, rules, archived }) => [id, { rules: rulesSchema.parse(rules), archived }]),
  );
  const documentsByOrder = new Map<string, ShownDocument[]>();
  for (const row of rows) {
    const document = shownDocument.parse(row);
    const { subjectId } = document;
    documentsByOrder.set(subjectId, [...(documentsByOrder.get(subjectId) ?? []), document]);
  }
  const entries = await Promise.all(
    orders.rows.map(async (row) => {
      const unread = unreadOrder.nullable().parse(row.unread);
      const documents = documentsByOrder.get(row.id) ?? [];
      const order = await standingOrNone(database, shopId, row, unread);
      const verbsFor = (document: ShownDocument): Verb[] => {
        const connection = connectionsById.get(document.connectionId);
        if (!connection) throw new Error(`transfer ${document.id} has no connection`);
        const siblings = documents.filter(({ connectionId }) => connectionId === document.connectionId).map(siblingOf);
        const system = systems(document.system)?.system;
        const byNumber = system !== undefined && asksByNumber(system);
        return verbsOf(document, order && { ...connection, siblings, order }, byNumber);
      };
      return [row.id, documents.map((document) => ({ ...document, unread, verbs: verbsFor(document) }))] as const;
    }),
  );
  return new Map(entries);
}

/**
 * The fields of the order that decide, as it stands; null where the stored content cannot be opened, or this version of
 * the code cannot read it.
 */
async function standingOrNone(
  database: Queryable,
  shopId: string,
  { id, tombstone, snapshot }: OrderRow,
  unread: UnreadOrder | null,
): Promise<Standing | null> {
  if (snapshot === null || tombstone) return { order: null, unread };
  const content = await openSnapshotOrNone(database, { shopId, subjectKind: 'order', subjectId: id }, snapshot);
  const decisive = decisiveOrder.safeParse(content === null ? null : JSON.parse(content));
  return decisive.success ? { order: decisive.data, unread } : null;
}

const siblingOf = ({ aboutKind, aboutReference, documentKey, ...document }: ShownDocument): Sibling => ({
  ...document,
  about: { kind: aboutKind, reference: aboutReference },
  key: documentKey,
});
