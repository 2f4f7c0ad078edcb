import { reason } from '../texts/reason.ts';
import { decide, type AlarmStanding } from './decide.ts';
import type { AlarmCondition } from './judge.ts';
import { calm, alarmRules } from './limits.ts';

const start = Date.parse('2026-12-01T08:00:00Z');
const workers: AlarmCondition = { key: 'workers', rule: 'workers', why: reason('doctor.workers_none'), since: null };

/** Decides at each of these seconds whether the workers are gone then; what is told, with when. */
function toldAt(moments: readonly (readonly [seconds: number, gone: boolean])[], canTell = true): string[] {
  let remembered: AlarmStanding[] = [];
  return moments.flatMap(([seconds, gone]) => {
    const at = new Date(start + seconds * 1000);
    const { standing, notices } = decide(remembered, gone ? [workers] : [], { at, canTell });
    remembered = standing;
    return notices.map(({ state }) => `${state} ${seconds}`);
  });
}
const hold = alarmRules.workers.holdSeconds;

describe('an alarm', () => {
  it('is told once it has lasted, and never again while it does', () => {
    expect(
      toldAt([
        [0, true],
        [hold - 1, true],
        [hold, true],
        [hold + 60, true],
        [hold + 90_000, true],
      ]),
    ).toEqual([`on ${hold}`]);
  });

  it('is told to nobody when it is over before it lasted, and begins anew', () => {
    expect(
      toldAt([
        [0, true],
        [60, false],
        [60 + calm.awaySeconds, true],
        [hold + 60, true],
        [hold + 60 + calm.awaySeconds, true],
      ]),
    ).toEqual([`on ${hold + 60 + calm.awaySeconds}`]);
    expect(
      toldAt([
        [0, true],
        [60, false],
        [60 + calm.awaySeconds, false],
        [61 + calm.awaySeconds, true],
        [hold + 60, true],
        [hold + 61 + calm.awaySeconds, true],
      ]),
    ).toEqual([`on ${hold + 61 + calm.awaySeconds}`]);
  });

  /** Looks once a minute at what is so for some minutes, then away for some, over and over. */
  const flapping = (minutesOn: number, minutesOff: number, minutes: number): [number, boolean][] =>
    Array.from({ length: minutes }, (_, minute) => [minute * 60, minute % (minutesOn + minutesOff) < minutesOn]);

  it('is told once when it comes and goes and is there most of the time', () => {
    // 0 to 2, 3 to 5, 6 to 7: five minutes together.
    expect(toldAt(flapping(2, 1, 300))).toEqual([`on ${hold + 120}`]);
  });

  it('is told to nobody when it comes and goes and is away most of the time', () => {
    expect(toldAt(flapping(1, 2, 300))).toEqual([]);
    // Twice for a moment: no moment lasts.
    expect(
      toldAt([
        [0, true],
        [60, false],
        [hold, false],
        [hold + 60, true],
        [hold + 120, false],
      ]),
    ).toEqual([]);
  });

  it('that was told and comes and goes afterwards is told no sooner than an hour after it was told', () => {
    const again = hold + calm.againSeconds;
    const later = flapping(2, 1, 90).map(([seconds, gone]): [number, boolean] => [
      hold + calm.overSeconds + 60 + seconds,
      gone,
    ]);
    const told = toldAt([[0, true], [hold, true], [hold + calm.overSeconds, false], ...later]);
    expect(told).toHaveLength(3);
    expect(Number(told[2]?.split(' ')[1])).toBeGreaterThanOrEqual(again);
  });

  it('goes on when it is away for less than a while', () => {
    expect(
      toldAt([
        [0, true],
        [hold, true],
        [hold + 60, false],
        [hold + calm.overSeconds - 1, false],
        [hold + calm.overSeconds, true],
        [hold + calm.overSeconds * 2 - 1, false],
        [hold + calm.overSeconds * 2, false],
        [hold + calm.overSeconds * 2 + 60, false],
      ]),
    ).toEqual([`on ${hold}`, `over ${hold + calm.overSeconds * 2}`]);
  });

  it('begins anew where nobody looked for a while after it was noticed', () => {
    const late = calm.staleSeconds + 1;
    expect(
      toldAt([
        [0, true],
        [late, true],
        [late + hold, true],
      ]),
    ).toEqual([`on ${late + hold}`]);
  });

  it('ends also where nobody looked meanwhile', () => {
    expect(
      toldAt([
        [0, true],
        [hold, true],
        [hold + 90_000, false],
      ]),
    ).toEqual([`on ${hold}`, `over ${hold + 90_000}`]);
  });

  it('that comes back is told no sooner than an hour after it was told', () => {
    const over = hold + calm.overSeconds;
    const again = hold + calm.againSeconds;
    // From when it is back on, somebody looks every five minutes.
    const looks = Array.from({ length: 20 }, (_, look): [number, boolean] => [over + 60 + look * 300, true]);
    const told = toldAt([[0, true], [hold, true], [over, false], ...looks]);
    expect(told.slice(0, 2)).toEqual([`on ${hold}`, `over ${over}`]);
    expect(told).toHaveLength(3);
    expect(Number(told[2]?.split(' ')[1])).toBeGreaterThanOrEqual(again);
  });

  it('is kept, and not told, while nobody can be told', () => {
    expect(
      toldAt(
        [
          [0, true],
          [hold, true],
          [hold + 60, false],
        ],
        false,
      ),
    ).toEqual([]);
  });

  it('tells since when it is so, where that is known', () => {
    const since = new Date(start - 3600_000);
    const held: AlarmCondition = { ...workers, key: 'held/s1/c1', rule: 'held', since };
    const { notices } = decide([], [held], { at: new Date(start), canTell: true });
    expect(notices).toMatchObject([{ key: 'held/s1/c1', state: 'on', since: since.toISOString(), ended: null }]);
  });
});
