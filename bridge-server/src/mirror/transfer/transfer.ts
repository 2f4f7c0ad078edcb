import { officeState } from '@kontor/shared/office';
import { z } from 'zod';
import { transferId } from '../../ids.ts';
import { taskName } from '../../desk/tasks.ts';
import { reasonSchema, wordSchema } from '@kontor/shared/problem';
import { aboutKinds, documentKinds, gap, step, subjectKinds, type About } from '../../systems/contract.ts';
import { vatSum, remoteDocument } from '../../systems/contract-document.ts';
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

/** What stands behind a transfer's reason. Vendors' words, never what identifies a person. */
export const detail = z.object({
  why: reasonSchema.optional(),
  gaps: z.array(gap).optional(),
  /** What should be known of a document that is there. */
  notes: z.array(wordSchema).optional(),
});
export type StateDetail = z.infer<typeof detail>;

/**
 * After a restore, what asking the target brought: `asking`: nothing yet · `found`: all that was asked about so far is there ·
 * `partly`: what comes first is there, the rest is not · `absent`: nothing is. Empty: not asked for that reason.
 */
export const looked = z.enum(['asking', 'found', 'partly', 'absent']);
export type Looked = z.infer<typeof looked>;

/** One transfer as the table holds it; times by the database's clock. */
export const transfer = z.compile(
  z.object({
    shopId: z.string(),
    id: transferId,
    connectionId: z.string(),
    system: z.string(),
    account: z.string(),
    subjectKind: z.enum(subjectKinds),
    subjectId: z.string(),
    kind: z.enum(documentKinds),
    reference: z.string(),
    aboutKind: z.enum(aboutKinds),
    aboutReference: z.string(),
    documentKey: z.string(),
    state: z.enum(states),
    reason: z.string(),
    detail,
    priority: z.number(),
    attempts: z.number(),
    claims: z.number(),
    laneWaits: z.number(),
    absences: z.number(),
    looked: looked.nullable(),
    leaseToken: z.string().nullable(),
    frozen: frozen.nullable(),
    plannedRevision: z.number().nullable(),
    results: z.record(z.string(), z.unknown()),
    intent: step.nullable(),
    intentAt: z.date().nullable(),
    intentOpen: z.boolean(),
    /** The step that made the document, or took it away, once a later one is `intent`. */
    maker: step.nullable(),
    /** The tasks that it needs people for. They hold until it is planned again, and end once no transfer needs them. */
    asks: z.array(taskName),
    /** A person said that it is to be sent: rules that would leave it out do not count. */
    insisted: z.boolean(),
    /** Asked for again by a person, and not settled since: in which state it was then. `done`: the document was whole. */
    replayedFrom: z.enum(['done', 'closed']).nullable(),
    doubtSince: z.date().nullable(),
    documentId: z.string().nullable(),
    documentNumber: z.string().nullable(),
    currency: z.string().nullable(),
    total: z.number().nullable(),
    targetTotal: z.number().nullable(),
    /** The same by VAT treatment: as planned, and as the target tells it. */
    vat: z.array(vatSum).readonly().nullable(),
    targetVat: remoteDocument.shape.vat.unwrap().nullable(),
    /** The office has fetched the bytes that are handed over; from then on they stay as they are. */
    fetched: z.boolean(),
    office: officeState,
    correlationId: z.string(),
    dueAt: z.date(),
    createdAt: z.date(),
    changedAt: z.date(),
  }),
);
export type Transfer = z.infer<typeof transfer>;

/** The row that a transfer's lane is locked by. */
export type SubjectAt = Pick<Transfer, 'shopId' | 'subjectKind' | 'subjectId'>;

/** What the transfer's document is about. */
export const aboutOf = ({ aboutKind, aboutReference }: Pick<Transfer, 'aboutKind' | 'aboutReference'>): About => ({
  kind: aboutKind,
  reference: aboutReference,
});

/** Whether a creating step of the transfer's own document was begun, or the office has fetched it: then it is finished, not dropped. */
export function isBegun(row: Pick<Transfer, 'intentOpen' | 'results' | 'documentId' | 'fetched'>): boolean {
  return row.intentOpen || row.documentId !== null || row.fetched || Object.keys(row.results).length > 0;
}
