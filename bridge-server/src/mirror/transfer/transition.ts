import { lookedAfter } from './restored.ts';
import { rowsFor, type Condition, type Due, type EventName, type Row, type TransferState } from './states.ts';
import type { NewTask } from '../../desk/tasks.ts';
import type { RemoteDocument } from '../../systems/contract-document.ts';
import { isBegun, type StateDetail, type Transfer } from './transfer.ts';

/** What happened to a transfer, as the state table knows it. */
export interface TransferEvent {
  name: EventName;
  /** The whole reason's code, where the row names only the group. */
  reason?: string;
  detail?: StateDetail;
  /** For rows that are due when the event says. */
  afterSeconds?: number;
  /** What the creating step brought, for rows that adopt it. */
  result?: unknown;
  document?: RemoteDocument;
  /** What a person must do or decide, for rows that make a task of it. */
  tasks?: readonly NewTask[];
  /** A refusal by which nothing counts that was done: the next attempt plans anew. */
  anew?: true;
}

/** Waiting times in seconds; all are settings, so that tests can shorten them. */
export interface Timing {
  leaseSeconds: number;
  callTimeoutSeconds: number;
  settleSeconds: number;
  /** Multiplies the retry schedule. */
  retryScale: number;
}

/** When a transfer that failed is tried again, in seconds after each attempt; about three days in all. */
export const retrySchedule: readonly number[] = [
  5, 30, 120, 600, 1800, 3600, 7200, 14_400, 21_600, 28_800, 36_000, 43_200, 50_400, 57_600,
];
/** A transfer behind another of its order is looked at again after a second, doubling up to this. */
const longestLaneWait = 300;
/** Claims that ended without a step's result before a transfer counts as the cause of its workers' crashes. */
export const claimsBeforeBlocked = 3;
/** After this long without an answer a doubt is for a person. */
export const doubtDaySeconds = 86_400;

/** As much of a transfer as tells which rows of the state table apply to it. */
export type Situation = Pick<
  Transfer,
  'state' | 'reason' | 'intentOpen' | 'results' | 'documentId' | 'fetched' | 'replayedFrom'
>;

const conditions: Readonly<Record<Condition, (row: Situation) => boolean>> = {
  nothing_begun: (row) => !isBegun(row),
  begun: isBegun,
  intent_open: (row) => row.intentOpen,
  no_intent_open: (row) => !row.intentOpen,
  reopenable: (row) => isReopenable(row.reason),
  reason_doubt: (row) => row.reason.startsWith('doubt.'),
  reason_document_differs: (row) => row.reason === 'refused.document_differs',
  fetched: (row) => row.fetched,
  not_fetched: (row) => !row.fetched,
  called_off: (row) => row.reason === 'cancelled.after_fetch',
  changed_since: (row) => row.reason === 'changed.after_fetch',
  replayed: (row) => row.replayedFrom !== null,
  was_done: (row) => row.replayedFrom === 'done',
  not_done_before: (row) => row.replayedFrom !== 'done',
};

/** Whether a closed transfer was closed by a rule or before sending, and not by a person. */
export const isReopenable = (reason: string): boolean => /^(rule\.|cancelled\.before_)/.test(reason);

export interface Transition {
  row: Row;
  /** The transfer after the event; times are relative, since only the database's clock counts. */
  next: Transfer;
  dueInSeconds: number | null;
}

/** Thrown for a pair of state and event that the table does not allow: a fault of the caller, never of the data. */
export class UndeclaredTransition extends Error {
  constructor(from: TransferState | 'none', event: EventName, why: string) {
    super(`${from} has no row for ${event}: ${why}`);
  }
}

/** The table's row for this transfer and event, or null when none applies. */
export function rowOf(current: Situation, event: EventName): Row | null {
  return (
    rowsFor(current.state, event).find((row) => (row.when ?? []).every((name) => conditions[name](current))) ?? null
  );
}

/**
 * Pure: the transfer after the event. `random` is in [0, 1) and spreads retries.
 * Throws `UndeclaredTransition` when the state table has no row for it.
 */
export function applyEvent(current: Transfer, event: TransferEvent, timing: Timing, random: number): Transition {
  const row = rowOf(current, event.name);
  if (!row) throw new UndeclaredTransition(current.state, event.name, 'no row whose conditions hold');
  const attempts = row.attempts === 'reset' ? 0 : current.attempts + (row.attempts === 'add' ? 1 : 0);
  const absences =
    event.name === 'absent_first'
      ? current.absences + 1
      : row.to === 'in_doubt' && current.state === 'in_doubt'
        ? current.absences
        : 0;
  const laneWaits = row.due === 'lane' ? current.laneWaits + 1 : 0;
  const intent = intentAfter(current, row, event);
  const next: Transfer = {
    ...current,
    ...intent,
    ...(row.insists === undefined ? {} : { insisted: row.insists }),
    replayedFrom: replayedFrom(current, row, intent.intentOpen),
    ...(isPlannedAnew(current, row, intent.intentOpen) ? { frozen: null, plannedRevision: null } : {}),
    state: row.to,
    fetched: row.to === 'handed_over' && (row.handover === 'fetch' || (row.handover === undefined && current.fetched)),
    reason: reasonOf(row, event),
    detail: event.detail ?? {},
    asks: asksAfter(current, row, intent, event),
    attempts,
    absences,
    looked: lookedAfter(current, row),
    laneWaits,
    claims:
      row.claims === 'add' ? current.claims + 1 : row.claims === 'keep' || row.lease === 'keep' ? current.claims : 0,
    leaseToken: row.lease === 'keep' ? current.leaseToken : null,
    doubtSince: row.to === 'in_doubt' ? current.doubtSince : null,
    ...(event.document
      ? {
          documentId: event.document.id,
          documentNumber: event.document.number,
          targetTotal: event.document.total,
          targetVat: event.document.vat ?? null,
        }
      : {}),
  };
  return {
    row,
    next,
    dueInSeconds: row.due ? dueIn(row.due, { current, attempts, laneWaits, event, timing, random }) : null,
  };
}

/**
 * An amendment makes what is there into what should be, so whenever it begins again it is planned from both as they are by
 * then; what its earlier plans did is kept in the results. The plan of one that is done, or blocked, is what the document says.
 */
const isPlannedAnew = ({ kind }: Transfer, row: Row, intentOpen: boolean): boolean =>
  kind === 'amendment' && (row.intent === 'reopen' || (row.to === 'waiting' && !intentOpen));

function reasonOf(row: Row, event: TransferEvent): string {
  if (!row.reason.endsWith('.')) return row.reason;
  if (event.reason?.startsWith(row.reason)) return event.reason;
  throw new UndeclaredTransition(row.from, event.name, `reason ${String(event.reason)} is not in group ${row.reason}`);
}

type AfterIntent = Pick<Transfer, 'intentOpen' | 'results' | 'frozen' | 'plannedRevision'> & Partial<Transfer>;

function intentAfter(current: Transfer, row: Row, event: TransferEvent): AfterIntent {
  const { results, frozen, plannedRevision, intent } = current;
  switch (row.intent) {
    case 'adopt': {
      const adopted = event.result !== undefined && intent ? { ...results, [intent.key]: event.result } : results;
      return { intentOpen: false, results: adopted, frozen, plannedRevision };
    }
    case 'withdraw':
      if (current.replayedFrom !== null) return restarted;
      // Where nothing of the document exists, the next claim plans anew from the newest revision.
      return Object.keys(results).length === 0 || event.anew
        ? { intentOpen: false, results: {}, frozen: null, plannedRevision: null }
        : { intentOpen: false, results, frozen, plannedRevision };
    case 'repeat':
      return { intentOpen: false, results, frozen, plannedRevision };
    case 'restart':
      return restarted;
    case 'reopen':
      return reopened(current);
    default:
      return { intentOpen: current.intentOpen, results, frozen, plannedRevision };
  }
}

/**
 * What is asked for again: the step whose outcome was never known or, where all are known, the one that made the document; its
 * result is what is found now. Where no step did, and for an amendment, planning anew is looking first: it reads the document.
 */
function reopened(current: Transfer): AfterIntent {
  const { intent, intentOpen, results, frozen, plannedRevision } = current;
  if (intentOpen) return { intentOpen, results, frozen, plannedRevision };
  const asked = current.kind === 'amendment' ? null : (current.maker ?? intent);
  if (!asked) return restarted;
  const { [asked.key]: _asked, ...others } = results;
  return { intent: asked, intentOpen: true, results: others, frozen, plannedRevision };
}

/** Nothing of the document is there. That it is made again is a person's word. */
const restarted: AfterIntent = {
  intentOpen: false,
  results: {},
  frozen: null,
  plannedRevision: null,
  documentId: null,
  documentNumber: null,
  targetTotal: null,
  targetVat: null,
  insisted: true,
};

/**
 * What the transfer needs people for is told anew whenever it is planned. Until then it goes on needing what it needed before:
 * that it is tried again, or cannot be read, answers no question.
 */
function asksAfter(current: Transfer, row: Row, { frozen }: AfterIntent, event: TransferEvent): Transfer['asks'] {
  if (row.also === 'task') return (event.tasks ?? []).map(({ kind, name }) => ({ kind, name }));
  const isPlanned = current.frozen !== null || frozen !== null;
  return isPlanned || row.to === 'handed_over' || row.to === 'done' || row.to === 'closed' ? [] : current.asks;
}

/** A document that was whole is known as such until it is settled whether it is still there. */
function replayedFrom(current: Transfer, row: Row, intentOpen: boolean): Transfer['replayedFrom'] {
  if (row.intent === 'reopen' && !current.intentOpen && intentOpen && current.replayedFrom === null)
    return current.state === 'done' ? 'done' : 'closed';
  return row.to === 'in_doubt' || row.to === 'blocked' || row.to === 'closed' ? current.replayedFrom : null;
}

function dueIn(
  due: Due,
  given: {
    current: Transfer;
    attempts: number;
    laneWaits: number;
    event: TransferEvent;
    timing: Timing;
    random: number;
  },
): number | null {
  const { timing, random } = given;
  switch (due) {
    case 'now':
      return 0;
    case 'lane':
      return Math.min(2 ** (given.laneWaits - 1), longestLaneWait);
    case 'settle':
      return given.event.afterSeconds ?? timing.settleSeconds;
    // Without a time it keeps its place among those that wait.
    case 'asked':
      return given.event.afterSeconds || null;
    case 'retry': {
      // After the last wait comes a last try; when that fails too, there is nothing left to wait for. A doubt goes on being asked about.
      const last = given.current.state === 'in_doubt' ? retrySchedule.length : Infinity;
      const planned = (retrySchedule[Math.min(given.attempts, last) - 1] ?? 0) * timing.retryScale;
      // Spread by a fifth either way, and never before the time the other side asked for.
      return Math.max(planned * (0.8 + 0.4 * random), given.event.afterSeconds ?? 0);
    }
  }
}
