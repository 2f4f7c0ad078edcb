import { officeState } from '@kontor/shared/office';
import { reasonSchema, wordSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import { taskName } from '../../desk/tasks.ts';
import { transferId } from '../../ids.ts';
import { documentKinds, gap, step, subjectKinds } from '../../systems/contract.ts';
import { aboutKinds, type About } from '../../systems/contract-document.ts';
import { remoteDocument, vatSum } from '../../systems/contract-document.ts';
import { states } from './states.ts';

/** What was frozen with a document's first intent: the document is finished from this, whatever changes meanwhile. */
export const frozen = z.compile(
  z.object({
    revision: z.number().int(),
    settings: z.unknown(),
    facts: z.unknown(),
    decisions: z.record(z.string(), z.string()),
    plan: z.unknown(),
  }),
);
export type Frozen = z.infer<typeof frozen>;
/** A plan as the table holds it: sealed. `openPlan` opens it, since most readers of a transfer do not need it. */
export const storedPlan = z.object({ stored: z.string() });

/** What stands behind a transfer's reason. Vendors' words, never what identifies a person. */
export const detail = z.object({
  why: reasonSchema.optional(),
  gaps: z.array(gap).optional(),
  /** What people should know of a document that is at the target. */
  notes: z.array(wordSchema).optional(),
});
export type StateDetail = z.infer<typeof detail>;

/**
 * After a restore, what the target has answered: `asking`: nothing yet · `found`: everything that was asked about so
 * far is there · `partly`: the first steps are there, the others are not · `absent`: nothing is there. Null: no restore
 * is the reason to ask.
 */
export const looked = z.enum(['asking', 'found', 'partly', 'absent']);
export type Looked = z.infer<typeof looked>;

type ColumnType = 'text' | 'bigint' | 'integer' | 'smallint' | 'boolean' | 'jsonb' | 'uuid' | 'timestamptz';

/** A column that is written once, or that each statement writes in a way of its own. */
const column = <Schema extends z.ZodType>(type: ColumnType, schema: Schema) => ({ type, schema, isMoved: false });
/** A column that every transition writes, with the value that the transition leaves. */
const moved = <Schema extends z.ZodType>(type: ColumnType, schema: Schema) => ({ type, schema, isMoved: true });

/**
 * The columns of a transfer, by its fields: `shopId` is the column `shop_id`. `Transfer`, and every list of these
 * columns in SQL (`rows.ts`), are made from this table.
 */
export const transferFields = {
  shopId: column('text', z.string()),
  id: column('bigint', transferId),
  connectionId: column('text', z.string()),
  system: column('text', z.string()),
  account: column('text', z.string()),
  subjectKind: column('text', z.enum(subjectKinds)),
  subjectId: column('text', z.string()),
  kind: column('text', z.enum(documentKinds)),
  reference: column('text', z.string()),
  aboutKind: column('text', z.enum(aboutKinds)),
  aboutReference: column('text', z.string()),
  documentKey: column('text', z.string()),
  state: moved('text', z.enum(states)),
  reason: moved('text', z.string()),
  detail: moved('jsonb', detail),
  priority: column('smallint', z.number()),
  attempts: moved('integer', z.number()),
  claims: moved('integer', z.number()),
  laneWaits: moved('integer', z.number()),
  absences: moved('integer', z.number()),
  looked: moved('text', looked.nullable()),
  leaseToken: moved('uuid', z.string().nullable()),
  frozen: column('text', z.union([storedPlan, frozen]).nullable()),
  plannedRevision: moved('integer', z.number().nullable()),
  results: moved('jsonb', z.record(z.string(), z.unknown())),
  intent: column('jsonb', step.nullable()),
  intentAt: column('timestamptz', z.date().nullable()),
  intentOpen: moved('boolean', z.boolean()),
  /** The step that made the document, or took it away, once a later step is `intent`. */
  maker: column('jsonb', step.nullable()),
  /** The tasks that it needs people for. They stay until it is planned again, and end once no transfer needs them. */
  asks: moved('jsonb', z.array(taskName)),
  /** A person said that it is to be sent, so rules that would leave it out do not count. */
  insisted: moved('boolean', z.boolean()),
  /** The state in which a person asked for a replay that is not settled yet. `done`: the document was whole. */
  replayedFrom: moved('text', z.enum(['done', 'closed']).nullable()),
  doubtSince: column('timestamptz', z.date().nullable()),
  documentId: moved('text', z.string().nullable()),
  documentNumber: moved('text', z.string().nullable()),
  currency: moved('text', z.string().nullable()),
  total: moved('bigint', z.number().nullable()),
  targetTotal: moved('bigint', z.number().nullable()),
  /** The total by VAT treatment, as planned. */
  vat: moved('jsonb', z.array(vatSum).readonly().nullable()),
  /** The target's total by VAT treatment, as the target tells it. */
  targetVat: moved('jsonb', remoteDocument.shape.vat.unwrap().nullable()),
  /** The office has fetched the bytes that are handed over. From then on they stay as they are. */
  fetched: moved('boolean', z.boolean()),
  office: column('jsonb', officeState),
  correlationId: column('text', z.string()),
  dueAt: column('timestamptz', z.date()),
  createdAt: column('timestamptz', z.date()),
  changedAt: column('timestamptz', z.date()),
};

type Shape = { [Field in keyof typeof transferFields]: (typeof transferFields)[Field]['schema'] };
const shape = Object.fromEntries(Object.entries(transferFields).map(([field, { schema }]) => [field, schema])) as Shape;

/** One transfer as the table holds it; times by the database's clock. */
export const transfer = z.compile(z.object(shape));
export type Transfer = z.infer<typeof transfer>;

/** The plan of a transfer that was opened; see `withOpenPlan`. */
export function planOf({ frozen: plan }: Pick<Transfer, 'frozen'>): Frozen | null {
  if (plan !== null && 'stored' in plan) throw new Error('the plan of the transfer is still sealed');
  return plan;
}

/** The row that a transfer's lane is locked by. */
export type SubjectAt = Pick<Transfer, 'shopId' | 'subjectKind' | 'subjectId'>;

/** What the transfer's document is about. */
export const aboutOf = ({ aboutKind, aboutReference }: Pick<Transfer, 'aboutKind' | 'aboutReference'>): About => ({
  kind: aboutKind,
  reference: aboutReference,
});

/**
 * Whether a creating step of the transfer's own document was begun, or the office has fetched the document. What is
 * begun is finished, not dropped.
 */
export const isBegun = ({
  intentOpen,
  results,
  documentId,
  fetched,
}: Pick<Transfer, 'intentOpen' | 'results' | 'documentId' | 'fetched'>): boolean =>
  intentOpen || documentId !== null || fetched || Object.keys(results).length > 0;
