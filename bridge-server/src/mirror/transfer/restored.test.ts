import type { Guard } from '../../systems/contract.ts';
import { lookFirstEvent, lookupEvent } from './decide.ts';
import { isItsOwnLookup, lookedAfter, looksFirst } from './restored.ts';
import { table, type Row } from './states.ts';
import type { Looked } from './transfer.ts';

const rowOf = (looked: NonNullable<Row['looked']>): Row => table.find((row: Row) => row.looked === looked) as Row;
const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

describe('after a restore', () => {
  it('only a step whose key the vendor refuses for good is done without asking', () => {
    expect(isItsOwnLookup({ guard: 'refuses_duplicates' })).toBe(true);
    expect(isItsOwnLookup({ guard: 'refuses_duplicates', freesKey: true })).toBe(false);
    expect(isItsOwnLookup({ guard: 'exact_lookup' })).toBe(false);
    expect(isItsOwnLookup({ guard: 'unguarded' })).toBe(false);
    expect(isItsOwnLookup({})).toBe(false);
  });

  it.each<{ kind: 'order' | 'amendment'; looked: Looked | null; isAsked: boolean }>([
    { kind: 'order', looked: null, isAsked: true },
    { kind: 'order', looked: 'found', isAsked: true },
    { kind: 'order', looked: 'absent', isAsked: false },
    { kind: 'order', looked: 'partly', isAsked: false },
    { kind: 'amendment', looked: null, isAsked: false },
  ])(
    'the target is asked about a step of the $kind of which is known: $looked → $isAsked',
    ({ kind, looked, isAsked }) => expect(looksFirst({ kind, looked }, { guard: 'exact_lookup' })).toBe(isAsked),
  );

  const lookedAfterAll = (...answers: NonNullable<Row['looked']>[]) =>
    answers.reduce<Looked | null>((looked, answer) => lookedAfter({ looked }, rowOf(answer)), null);

  it('the transfer remembers what the answers told, one after the other', () => {
    expect(lookedAfterAll('asking')).toBe('asking');
    expect(lookedAfterAll('asking', 'found')).toBe('found');
    expect(lookedAfterAll('asking', 'absent')).toBe('absent');
    expect(lookedAfterAll('asking', 'found', 'asking', 'absent')).toBe('partly');
    expect(lookedAfterAll('asking', 'found', 'asking', 'found')).toBe('found');
  });

  it('a doubt that has nothing to do with the restore tells nothing about it', () => {
    expect(lookedAfterAll('found')).toBeNull();
    expect(lookedAfterAll('absent')).toBeNull();
  });

  it("the target is asked once the old bridge's last call is over and the lists have settled", () =>
    expect(lookFirstEvent(timing)).toMatchObject({ name: 'look_first', afterSeconds: 35 }));

  it.each<{ guard: Guard; looked: Looked | null; absences: number; event: string }>([
    { guard: 'refuses_duplicates', looked: 'asking', absences: 0, event: 'absent_guarded' },
    { guard: 'refuses_duplicates', looked: null, absences: 0, event: 'absent_first' },
    { guard: 'refuses_duplicates', looked: 'absent', absences: 0, event: 'absent_first' },
    { guard: 'exact_lookup', looked: 'asking', absences: 0, event: 'absent_first' },
    { guard: 'exact_lookup', looked: 'asking', absences: 1, event: 'absent_guarded' },
    { guard: 'unguarded', looked: 'asking', absences: 1, event: 'absent_unguarded' },
  ])(
    'the answer "absent" means $event for a step with guard $guard, looked $looked, after $absences such answers',
    ({ guard, looked, absences, event }) => {
      const transfer = { absences, replayedFrom: null, looked };
      expect(lookupEvent({ kind: 'absent' }, transfer, guard, 0).name).toBe(event);
    },
  );

  it('a look-up without room in the rate budget is put off and counts as no failure', () => {
    const answer = { kind: 'unknown', code: 'retry.postponed', retryAfterSeconds: 7 } as const;
    const transfer = { absences: 0, replayedFrom: null, looked: 'asking' } as const;
    expect(lookupEvent(answer, transfer, 'exact_lookup', 100_000)).toEqual({
      name: 'postponed',
      reason: 'doubt.postponed',
      detail: {
        why: {
          code: 'doubt.postponed',
          case: 'because',
          values: { because: { because: { code: 'retry.postponed' } } },
        },
      },
      afterSeconds: 7,
    });
  });
});
