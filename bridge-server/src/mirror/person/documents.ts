import type { Verb } from '@kontor/shared/api/view';
import { unreadOrder, type UnreadOrder } from '@kontor/shared/order';
import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import { rules as rulesSchema } from '../../shops/rules.ts';
import type { SystemsAtHand } from '../mirror.ts';
import type { Sibling } from '../delivery/planning.ts';
import { transfer } from '../transfer/transfer.ts';
import { decisiveOrder, type Standing } from '../transfer/wanted.ts';
import { asksByNumber, verbsOf } from './verbs.ts';

/** What is read of a transfer: neither its plan nor what it sent, which are long. */
const shown = z.compile(
  transfer
    .pick({
      id: true,
      connectionId: true,
      system: true,
      subjectId: true,
      kind: true,
      reference: true,
      aboutKind: true,
      aboutReference: true,
      documentKey: true,
      state: true,
      reason: true,
      detail: true,
      results: true,
      intentOpen: true,
      insisted: true,
      replayedFrom: true,
      documentId: true,
      documentNumber: true,
      plannedRevision: true,
      currency: true,
      total: true,
      targetTotal: true,
      fetched: true,
      office: true,
      changedAt: true,
    })
    .extend({ intent: z.literal(true).nullable() }),
);
type Shown = z.infer<typeof shown>;

/** One document of an order, with what stands behind its reason and what may be said of it now. */
export interface OrderDocument extends Shown {
  /** A newer content of the order that cannot be read. */
  unread: UnreadOrder | null;
  verbs: Verb[];
}

const documentsStatement = `
select id,
       connection_id as "connectionId",
       system,
       subject_id as "subjectId",
       kind,
       reference,
       about_kind as "aboutKind",
       about_reference as "aboutReference",
       document_key as "documentKey",
       state,
       reason,
       detail,
       results,
       intent_open as "intentOpen",
       case when intent is not null then true end as intent,
       insisted,
       replayed_from as "replayedFrom",
       document_id as "documentId",
       document_number as "documentNumber",
       planned_revision as "plannedRevision",
       currency,
       total,
       target_total as "targetTotal",
       fetched,
       office,
       changed_at as "changedAt"
  from transfers
 where shop_id = $1 and subject_kind = 'order' and subject_id = any($2)
 order by id`;

const ordersStatement = `
select id, tombstone, snapshot, unread
  from subjects
 where shop_id = $1 and kind = 'order' and id = any($2)`;

interface OrderRow {
  id: string;
  tombstone: boolean;
  snapshot: string | null;
  unread: unknown;
}

const connectionsStatement =
  'select id, rules, archived_at is not null as archived from connections where shop_id = $1';

/** The documents of the shop's orders, oldest first, by the order's id. */
export async function readDocuments(
  database: Queryable,
  systems: SystemsAtHand,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, OrderDocument[]>> {
  const { rows } = await database.query({ name: 'documents.of', text: documentsStatement, values: [shopId, orderIds] });
  const all = rows.map((row) => shown.parse(row));
  const orders = await database.query<OrderRow>({
    name: 'documents.orders',
    text: ordersStatement,
    values: [shopId, orderIds],
  });
  const connections = await database.query<{ id: string; rules: unknown; archived: boolean }>({
    name: 'documents.connections',
    text: connectionsStatement,
    values: [shopId],
  });
  const settled = new Map(
    connections.rows.map(({ id, rules, archived }) => [id, { rules: rulesSchema.parse(rules), archived }]),
  );
  const documents = new Map<string, Shown[]>();
  for (const one of all) documents.set(one.subjectId, [...(documents.get(one.subjectId) ?? []), one]);
  return new Map(
    orders.rows.map((row) => {
      const { id } = row;
      const unread = unreadOrder.nullable().parse(row.unread);
      const its = documents.get(id) ?? [];
      const order = standingOrNone(row, unread);
      const judge = (one: Shown): Verb[] => {
        const connection = settled.get(one.connectionId);
        if (!connection) throw new Error(`transfer ${one.id} has no connection`);
        const siblings = its.filter(({ connectionId }) => connectionId === one.connectionId).map(siblingOf);
        const system = systems(one.system)?.system;
        return verbsOf(one, order && { ...connection, siblings, order }, system !== undefined && asksByNumber(system));
      };
      return [id, its.map((one) => ({ ...one, unread, verbs: judge(one) }))] as const;
    }),
  );
}

/** The order as it stands, as far as it decides; null for one whose stored content this version of the code cannot read. */
function standingOrNone({ tombstone, snapshot }: OrderRow, unread: UnreadOrder | null): Standing | null {
  if (snapshot === null || tombstone) return { order: null, unread };
  const read = decisiveOrder.safeParse(JSON.parse(snapshot));
  return read.success ? { order: read.data, unread } : null;
}

const siblingOf = ({ aboutKind, aboutReference, documentKey, ...one }: Shown): Sibling => ({
  ...one,
  about: { kind: aboutKind, reference: aboutReference },
  key: documentKey,
});
