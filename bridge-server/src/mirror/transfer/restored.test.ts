import { lookFirstEvent, lookupEvent } from './decide.ts';
import { isItsOwnLookup, lookedAfter, looksFirst } from './restored.ts';
import { table, type Row } from './states.ts';

const rowOf = (looked: NonNullable<Row['looked']>): Row => table.find((row: Row) => row.looked === looked) as Row;
const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };

describe('after a restore', () => {
  it('only what a vendor refuses for good is done without asking', () => {
    expect(
      [
        { guard: 'refuses_duplicates' },
        { guard: 'refuses_duplicates', freesKey: true },
        { guard: 'exact_lookup' },
        { guard: 'unguarded' },
        {},
      ].map((declared) => isItsOwnLookup(declared as Parameters<typeof isItsOwnLookup>[0])),
    ).toEqual([true, false, false, false, false]);
  });

  it('an amendment is not asked about, nor what comes after something that is not there', () => {
    const asked = (kind: 'order' | 'amendment', looked: 'found' | 'absent' | 'partly' | null) =>
      looksFirst({ kind, looked }, { guard: 'exact_lookup' });
    expect([
      asked('order', null),
      asked('order', 'found'),
      asked('order', 'absent'),
      asked('order', 'partly'),
      asked('amendment', null),
    ]).toEqual([true, true, false, false, false]);
  });

  it('remembers what the answers brought, one after the other', () => {
    const after = (...answers: NonNullable<Row['looked']>[]) =>
      answers.reduce<ReturnType<typeof lookedAfter>>((looked, answer) => lookedAfter({ looked }, rowOf(answer)), null);
    expect([
      after('asking'),
      after('asking', 'found'),
      after('asking', 'absent'),
      after('asking', 'found', 'asking', 'absent'),
      after('asking', 'found', 'asking', 'found'),
    ]).toEqual(['asking', 'found', 'absent', 'partly', 'found']);
    // A doubt that is none of the restore's says nothing about it.
    expect([after('found'), after('absent')]).toEqual([null, null]);
  });

  it("asks when the old bridge's last call is over, twice, but once where the call itself asks again", () => {
    expect(lookFirstEvent(timing)).toMatchObject({ name: 'look_first', afterSeconds: 35 });
    const absent = (
      guard: 'refuses_duplicates' | 'exact_lookup' | 'unguarded',
      looked: 'asking' | 'found' | 'absent' | null,
      absences = 0,
    ) => lookupEvent({ kind: 'absent' }, { absences, replayedFrom: null, looked }, guard, 0).name;
    expect([
      absent('refuses_duplicates', 'asking'),
      absent('refuses_duplicates', null),
      absent('refuses_duplicates', 'absent'),
    ]).toEqual(['absent_guarded', 'absent_first', 'absent_first']);
    expect([
      absent('exact_lookup', 'asking'),
      absent('exact_lookup', 'asking', 1),
      absent('unguarded', 'asking', 1),
    ]).toEqual(['absent_first', 'absent_guarded', 'absent_unguarded']);
  });

  it('a look-up without room in the rate budget is put off and is no failure', () => {
    const answer = { kind: 'unknown', code: 'retry.postponed', retryAfterSeconds: 7 } as const;
    expect(lookupEvent(answer, { absences: 0, replayedFrom: null, looked: 'asking' }, 'exact_lookup', 100_000)).toEqual(
      {
        name: 'postponed',
        detail: {
          why: {
            code: 'doubt.postponed',
            case: 'because',
            values: { because: { because: { code: 'retry.postponed' } } },
          },
        },
        afterSeconds: 7,
      },
    );
  });
});
