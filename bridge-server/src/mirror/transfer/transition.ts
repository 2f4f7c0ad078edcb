import type { TransferEvent } from './event.ts';
import { lookedAfter } from './restored.ts';
import { rowsFor, type Condition, type Due, type EventName, type Row, type TransferState } from './states.ts';
import { isBegun, type StateDetail, type Transfer } from './transfer.ts';

export type { TransferEvent };

/** A transfer's times in seconds. All of them are settings, so that tests can shorten them. */
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
/** A transfer behind another of its order is looked at again after a second, then after twice as long, up to this. */
const longestLaneWait = 300;
/** After so many claims without a step's result, the transfer counts as the cause of its workers' crashes. */
export const claimsBeforeBlocked = 3;
/** A doubt that has no answer for this long is given to a person. */
export const doubtDaySeconds = 86_400;

/** As much of a transfer as tells which rows of the state table apply to it. */
export type Situation = Pick<
  Transfer,
  'state' | 'reason' | 'intentOpen' | 'results' | 'documentId' | 'fetched' | 'replayedFrom'
>;

const conditions: Readonly<Record<Condition, (situation: Situation) => boolean>> = {
  nothing_begun: (situation) => !isBegun(situation),
  begun: isBegun,
  intent_open: ({ intentOpen }) => intentOpen,
  no_intent_open: ({ intentOpen }) => !intentOpen,
  reopenable: ({ reason }) => isReopenable(reason),
  reason_doubt: ({ reason }) => reason.startsWith('doubt.'),
  reason_document_differs: ({ reason }) => reason === 'refused.document_differs',
  fetched: ({ fetched }) => fetched,
  not_fetched: ({ fetched }) => !fetched,
  called_off: ({ reason }) => reason === 'cancelled.after_fetch',
  changed_since: ({ reason }) => reason === 'changed.after_fetch',
  replayed: ({ replayedFrom }) => replayedFrom !== null,
  was_done: ({ replayedFrom }) => replayedFrom === 'done',
  not_done_before: ({ replayedFrom }) => replayedFrom !== 'done',
};

/** Whether a closed transfer was closed by a rule or before sending, and not by a person. */
export const isReopenable = (reason: string): boolean => /^(rule\.|cancelled\.before_)/.test(reason);

export interface Transition {
  row: Row;
  /** The transfer after the event. Its times stay as they were: only the database's clock counts. */
  next: Transfer;
  /** In how many seconds the transfer is looked at next; null: when it was to be looked at before. */
  dueInSeconds: number | null;
}

/**
 * Thrown for a pair of state and event that the state table does not have. This is a bug of the caller, never of the
 * data.
 */
export class UndeclaredTransition extends Error {
  constructor(from: TransferState | 'none', event: EventName, why: string) {
    super(`${from} has no row for ${event}: ${why}`);
  }
}

/** The table's row for this transfer and event, or null when none applies. */
export function rowOf(situation: Situation, event: EventName): Row | null {
  const rows = rowsFor(situation.state, event);
  return rows.find(({ when = [] }) => when.every((condition) => conditions[condition](situation))) ?? null;
}

/**
 * Pure: the transfer after the event. `random` is in [0, 1) and spreads retries.
 * Throws `UndeclaredTransition` when the state table has no row for the event.
 */
export function applyEvent(current: Transfer, event: TransferEvent, timing: Timing, random: number): Transition {
  const row = rowOf(current, event.name);
  if (!row) throw new UndeclaredTransition(current.state, event.name, 'no row whose conditions hold');
  const attempts = row.attempts === 'reset' ? 0 : current.attempts + (row.attempts === 'add' ? 1 : 0);
  const laneWaits = row.due === 'lane' ? current.laneWaits + 1 : 0;
  const intent = intentAfter(current, row, event);
  const next: Transfer = {
    ...current,
    ...intent,
    ...(row.insists === undefined ? {} : { insisted: row.insists }),
    replayedFrom: replayedFromAfter(current, row, intent.intentOpen),
    ...(isPlannedAnew(current, row, intent.intentOpen) ? { frozen: null, plannedRevision: null } : {}),
    state: row.to,
    fetched: isFetchedAfter(current, row),
    reason: reasonAfter(row, event),
    detail: detailOf(event),
    asks: asksAfter(current, row, intent, event),
    attempts,
    absences: absencesAfter(current, row, event),
    looked: lookedAfter(current, row),
    laneWaits,
    claims: claimsAfter(current, row),
    leaseToken: row.lease === 'keep' ? current.leaseToken : null,
    doubtSince: row.to === 'in_doubt' ? current.doubtSince : null,
    ...documentOf(event),
  };
  return {
    row,
    next,
    dueInSeconds: row.due ? dueIn(row.due, { current, attempts, laneWaits, event, timing, random }) : null,
  };
}

function reasonAfter(row: Row, event: TransferEvent): string {
  if (!row.reason.endsWith('.')) return row.reason;
  const reason = 'reason' in event ? event.reason : undefined;
  if (reason?.startsWith(row.reason)) return reason;
  throw new UndeclaredTransition(row.from, event.name, `reason ${String(reason)} is not in group ${row.reason}`);
}

function detailOf(event: TransferEvent): StateDetail {
  if (event.name === 'finished') return event.notes.length > 0 ? { notes: [...event.notes] } : {};
  return 'detail' in event ? event.detail : {};
}

/** The document that the event tells of, as the transfer holds it. */
function documentOf(
  event: TransferEvent,
): Partial<Pick<Transfer, 'documentId' | 'documentNumber' | 'targetTotal' | 'targetVat'>> {
  const document = 'document' in event ? event.document : null;
  if (!document) return {};
  const { id, number, total, vat = null } = document;
  return { documentId: id, documentNumber: number, targetTotal: total, targetVat: vat };
}

const isFetchedAfter = ({ fetched }: Transfer, { to, handover }: Row): boolean =>
  to === 'handed_over' && (handover === 'fetch' || (handover === undefined && fetched));

function absencesAfter({ state, absences }: Transfer, row: Row, event: TransferEvent): number {
  if (event.name === 'absent_first') return absences + 1;
  return state === 'in_doubt' && row.to === 'in_doubt' ? absences : 0;
}

function claimsAfter({ claims }: Transfer, row: Row): number {
  if (row.claims === 'add') return claims + 1;
  return row.claims === 'keep' || row.lease === 'keep' ? claims : 0;
}

/**
 * Whether the frozen plan is dropped. An amendment turns the document that is there into the one that should be, so it
 * is planned anew from both whenever it begins again. Its results tell what its earlier plans did. While it is done or
 * blocked, its plan stays, since that is what the document says.
 */
const isPlannedAnew = ({ kind }: Transfer, row: Row, intentOpen: boolean): boolean =>
  kind === 'amendment' && (row.intent === 'reopen' || (row.to === 'waiting' && !intentOpen));

type AfterIntent = Pick<Transfer, 'intentOpen' | 'results' | 'frozen' | 'plannedRevision'> & Partial<Transfer>;

function intentAfter(current: Transfer, row: Row, event: TransferEvent): AfterIntent {
  const { results, frozen, plannedRevision, intent } = current;
  switch (row.intent) {
    case 'adopt': {
      const result = 'result' in event ? event.result : undefined;
      const adopted = result !== undefined && intent ? { ...results, [intent.key]: result } : results;
      return { intentOpen: false, results: adopted, frozen, plannedRevision };
    }
    case 'withdraw': {
      if (current.replayedFrom !== null) return restarted;
      const isNothingThere = Object.keys(results).length === 0 || ('anew' in event && event.anew);
      // Where nothing of the document exists, the next claim plans anew from the newest revision.
      return isNothingThere
        ? { intentOpen: false, results: {}, frozen: null, plannedRevision: null }
        : { intentOpen: false, results, frozen, plannedRevision };
    }
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
 * Opens the intent that a replay asks the target about: the step whose outcome is not known or, where all outcomes are
 * known, the step that made the document. The answer becomes that step's result. Where no step made the document, and
 * for an amendment, there is nothing to open: planning anew reads the document, which answers the question.
 */
function reopened(current: Transfer): AfterIntent {
  const { intent, intentOpen, results, frozen, plannedRevision } = current;
  if (intentOpen) return { intentOpen, results, frozen, plannedRevision };
  const step = current.kind === 'amendment' ? null : (current.maker ?? intent);
  if (!step) return restarted;
  const { [step.key]: _askedAgain, ...otherResults } = results;
  return { intent: step, intentOpen: true, results: otherResults, frozen, plannedRevision };
}

/** Nothing of the document is there, and a person has said that it be made again. */
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
 * The tasks that the transfer needs people for. Every planning tells them anew. Until then the transfer keeps the tasks
 * that it had: another attempt, or a system that cannot be read, answers no question.
 */
function asksAfter(current: Transfer, row: Row, { frozen }: AfterIntent, event: TransferEvent): Transfer['asks'] {
  if (row.also === 'task') return tasksOf(event).map(({ kind, name }) => ({ kind, name }));
  const isPlanned = current.frozen !== null || frozen !== null;
  return isPlanned || row.to === 'handed_over' || row.to === 'done' || row.to === 'closed' ? [] : current.asks;
}

/** What the event gives people to do or to decide. */
const tasksOf = (event: TransferEvent) => ('tasks' in event ? event.tasks : []);

/** A document that was whole before a replay is known as such until the target has said whether it is still there. */
function replayedFromAfter(current: Transfer, row: Row, intentOpen: boolean): Transfer['replayedFrom'] {
  const isReplayed = row.intent === 'reopen' && !current.intentOpen && intentOpen;
  if (isReplayed && current.replayedFrom === null) return current.state === 'done' ? 'done' : 'closed';
  return row.to === 'in_doubt' || row.to === 'blocked' || row.to === 'closed' ? current.replayedFrom : null;
}

function dueIn(
  due: Due,
  {
    current,
    attempts,
    laneWaits,
    event,
    timing,
    random,
  }: {
    current: Transfer;
    attempts: number;
    laneWaits: number;
    event: TransferEvent;
    timing: Timing;
    random: number;
  },
): number | null {
  const afterSeconds = 'afterSeconds' in event ? event.afterSeconds : null;
  switch (due) {
    case 'now':
      return 0;
    case 'lane':
      return Math.min(2 ** (laneWaits - 1), longestLaneWait);
    case 'settle':
      return afterSeconds ?? timing.settleSeconds;
    // Without a time the transfer keeps its place among those that wait.
    case 'asked':
      return afterSeconds || null;
    case 'retry': {
      // The last wait is followed by a last try, after which the schedule is used up. A doubt is asked about without
      // end.
      const longest = current.state === 'in_doubt' ? retrySchedule.length : Infinity;
      const seconds = (retrySchedule[Math.min(attempts, longest) - 1] ?? 0) * timing.retryScale;
      // Spread by a fifth either way, so that many transfers do not come back at one moment.
      return seconds * (0.8 + 0.4 * random);
    }
  }
}
