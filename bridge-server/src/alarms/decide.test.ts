import { reason } from '../texts/reason.ts';
import { decide, type AlarmStanding } from './decide.ts';
import type { AlarmCondition } from './judge.ts';
import { calm, alarmRules } from './limits.ts';

const start = Date.parse('2026-12-01T08:00:00Z');
const workers: AlarmCondition = { key: 'workers', rule: 'workers', why: reason('doctor.workers_none'), since: null };

/** Decides at each of these seconds, when the workers are gone or not. Returns the notices, such as `on 300`. */
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
  it('is told once when it has lasted, and not again while it goes on', () => {
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

  it('is not told when it ends before it has lasted; it then begins anew', () => {
    expect(
      toldAt([
        [0, true],
        [60, false],
        [60 + calm.awaySeconds, true],
        [hold + 60, true],
        [hold + 60 + calm.awaySeconds, true],
      ]),
    ).toEqual([`on ${hold + 60 + calm.awaySeconds}`]);
  });

  it('begins anew also when somebody looked while it was away', () => {
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

  /** One moment each minute, at which the trouble is there for some minutes, then away for some, over and over. */
  const flapping = (minutesOn: number, minutesOff: number, minutes: number): [number, boolean][] =>
    Array.from({ length: minutes }, (_, minute) => [minute * 60, minute % (minutesOn + minutesOff) < minutesOn]);

  it('is told once when it comes and goes, and is there most of the time', () => {
    // It is there from minute 0 to 2, 3 to 5 and 6 to 7, which is five minutes together.
    expect(toldAt(flapping(2, 1, 300))).toEqual([`on ${hold + 120}`]);
  });

  it('is not told when it comes and goes, and is away most of the time', () => {
    expect(toldAt(flapping(1, 2, 300))).toEqual([]);
  });

  it('is not told when it was there for two short moments', () => {
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

  it('is told again an hour later at the earliest when it comes and goes after it was over', () => {
    const again = hold + calm.againSeconds;
    const later = flapping(2, 1, 90).map(([seconds, gone]): [number, boolean] => [
      hold + calm.overSeconds + 60 + seconds,
      gone,
    ]);
    const told = toldAt([[0, true], [hold, true], [hold + calm.overSeconds, false], ...later]);
    expect(told).toHaveLength(3);
    expect(Number(told[2]?.split(' ')[1])).toBeGreaterThanOrEqual(again);
  });

  it('is over only when it has been away for a while', () => {
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

  it('begins anew when nobody looked for a while after it was noticed', () => {
    const late = calm.staleSeconds + 1;
    expect(
      toldAt([
        [0, true],
        [late, true],
        [late + hold, true],
      ]),
    ).toEqual([`on ${late + hold}`]);
  });

  it('is over also when nobody looked meanwhile', () => {
    expect(
      toldAt([
        [0, true],
        [hold, true],
        [hold + 90_000, false],
      ]),
    ).toEqual([`on ${hold}`, `over ${hold + 90_000}`]);
  });

  it('is told again an hour later at the earliest when it comes back', () => {
    const over = hold + calm.overSeconds;
    const again = hold + calm.againSeconds;
    // Since it came back, somebody looks every five minutes.
    const looks = Array.from({ length: 20 }, (_, look): [number, boolean] => [over + 60 + look * 300, true]);
    const told = toldAt([[0, true], [hold, true], [over, false], ...looks]);
    expect(told.slice(0, 2)).toEqual([`on ${hold}`, `over ${over}`]);
    expect(told).toHaveLength(3);
    expect(Number(told[2]?.split(' ')[1])).toBeGreaterThanOrEqual(again);
  });

  it('is not told while there is no way to tell it', () => {
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

  it('states since when the trouble lasts, if that is known', () => {
    const since = new Date(start - 3600_000);
    const held: AlarmCondition = { ...workers, key: 'held/s1/c1', rule: 'held', since };
    const { notices } = decide([], [held], { at: new Date(start), canTell: true });
    expect(notices).toMatchObject([{ key: 'held/s1/c1', state: 'on', since: since.toISOString(), ended: null }]);
  });
});
