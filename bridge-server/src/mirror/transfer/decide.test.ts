import type { Guard } from '../../systems/contract.ts';
import { claimEvent } from '../delivery/claim.ts';
import { lookupEvent, outcomeEvent } from './decide.ts';
import type { Transfer } from './transfer.ts';
import { retrySchedule } from './transition.ts';

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };
const doubt = { kind: 'doubt', code: 'doubt.timeout' } as const;

describe('a call whose answer was lost', () => {
  it('leaves a document in doubt', () =>
    expect(outcomeEvent(doubt, 'document', timing)).toMatchObject({
      name: 'doubt',
      reason: 'doubt.timeout',
      afterSeconds: 15,
    }));
  it('is tried again where it read something', () =>
    expect(outcomeEvent(doubt, 'read', timing)).toMatchObject({ name: 'retry', reason: 'retry.timeout' }));
  it('puts the transfer off where it made a shared object, which has its own doubt', () =>
    expect(outcomeEvent(doubt, 'shared', timing)).toMatchObject({ name: 'postponed', afterSeconds: 15 }));
  it.each([
    { secondsLeft: 20, afterSeconds: 35 },
    { secondsLeft: 0, afterSeconds: 15 },
    { secondsLeft: -3, afterSeconds: 15 },
  ])(
    'is asked about once its time is over and the lists have settled: $afterSeconds s later, if it had $secondsLeft s',
    ({ secondsLeft, afterSeconds }) =>
      expect(outcomeEvent(doubt, 'document', timing, secondsLeft)).toMatchObject({ afterSeconds }),
  );
});

describe('asking the target about a step in doubt', () => {
  const eventOfAbsent = (absences: number, guard?: Guard) =>
    lookupEvent({ kind: 'absent' }, { absences, replayedFrom: null }, guard, 0).name;
  const eventOfUnknown = (doubtSeconds: number) =>
    lookupEvent(
      { kind: 'unknown', code: 'doubt.timeout' },
      { absences: 0, replayedFrom: null },
      undefined,
      doubtSeconds,
    ).name;

  it('believes only the second time that nothing is there', () => {
    expect(eventOfAbsent(0, 'refuses_duplicates')).toBe('absent_first');
    expect(eventOfAbsent(1, 'refuses_duplicates')).toBe('absent_guarded');
    expect(eventOfAbsent(1, 'exact_lookup')).toBe('absent_guarded');
  });
  it('sends nothing again that has no guard', () => {
    expect(eventOfAbsent(1, 'unguarded')).toBe('absent_unguarded');
    expect(eventOfAbsent(1)).toBe('absent_unguarded');
  });
  it('goes on for a day, then a person must decide', () => {
    expect(eventOfUnknown(86_399)).toBe('lookup_failed');
    expect(eventOfUnknown(86_400)).toBe('unanswered');
  });
});

describe('asking the target because of a replay', () => {
  const eventOf = (
    answer: 'found' | 'absent',
    replayedFrom: Transfer['replayedFrom'],
    { absences = 1, guard = 'exact_lookup' }: { absences?: number; guard?: Guard } = {},
  ) => {
    const outcome = answer === 'found' ? { kind: answer, result: 1 } : { kind: answer };
    return lookupEvent(outcome, { absences, replayedFrom }, guard, 0).name;
  };
  it('leaves a document that was whole as it is, and goes on with any other', () => {
    expect(eventOf('found', 'done')).toBe('found_again');
    expect(eventOf('found', 'closed')).toBe('found');
    expect(eventOf('found', null)).toBe('found');
  });
  it('has a document that is gone made anew', () => {
    expect(eventOf('absent', 'done')).toBe('gone');
    expect(eventOf('absent', 'closed')).toBe('gone');
    expect(eventOf('absent', null)).toBe('absent_guarded');
  });
  it('follows the same rules as any look-up', () => {
    expect(eventOf('absent', 'done', { absences: 0 })).toBe('absent_first');
    expect(eventOf('absent', 'done', { guard: 'unguarded' })).toBe('absent_unguarded');
  });
});

describe('claiming a transfer', () => {
  const eventOf = (changes: Partial<Transfer>) =>
    claimEvent({ claims: 0, attempts: 0, ...changes } as Transfer, false).name;
  it('gives it up after its workers have crashed three times', () => {
    expect(eventOf({})).toBe('claimed');
    expect(eventOf({ claims: 2 })).toBe('claimed');
    expect(eventOf({ claims: 3 })).toBe('crashed_too_often');
  });
  it('gives it up once its retry schedule is used up', () => {
    expect(eventOf({ attempts: retrySchedule.length })).toBe('claimed');
    expect(eventOf({ attempts: retrySchedule.length + 1 })).toBe('schedule_used_up');
  });
  it('never overtakes an open transfer of the same order', () =>
    expect(claimEvent({ claims: 9, attempts: 99 } as Transfer, true).name).toBe('behind'));
});
