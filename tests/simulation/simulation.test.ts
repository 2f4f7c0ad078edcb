import type { Guard } from '../../bridge-server/src/systems/contract.ts';
import { explore, walk } from './explore.ts';
import { randomFrom } from './random.ts';
import { readable, say, summary, total } from './report.ts';
import { endsOf, exploreAll, findingsOf, isLong, patience, rulesBrokenBy, seedOr } from './runs.ts';
import { beginning, settingOf, stories, timing, type FurtherStory, type Story } from './shop.ts';
import type { Allowance, Planted } from './world.ts';

/**
 * Two workers, the janitor, the review, the shop and a person act on one order with a refund, in every order in which
 * their actions can interleave. `KONTOR_SIMULATION=long` allows two misfortunes in one history; `KONTOR_SEED` repeats
 * the random histories.
 */
const seed = seedOr(20_261_127);
const guards = ['refuses_duplicates', 'exact_lookup', 'unguarded'] as const satisfies readonly Guard[];
const allStories = Object.keys(stories) as Story[];
const firstStory: Story = 'an order, then its refund';

/** What may go wrong, or be done by hand, in one history. */
const misfortunes: Partial<Allowance>[] = isLong
  ? [
      { crashes: 1, losses: 1 },
      { crashes: 2 },
      { losses: 2 },
      { pauses: 1 },
      { person: 1, losses: 1 },
      { person: 1, crashes: 1 },
      { pauses: 1, losses: 1 },
    ]
  : [{ crashes: 1 }, { losses: 1 }];

/** With two workers that review there are ten times as many histories. */
const reviewers = { reviewers: isLong ? 2 : 1 } as const;

describe('every history of one order with a refund', () => {
  it.each(guards)(
    'with the guard %s, no document is made twice, none is lost, and every transfer ends',
    (guard) => {
      const explored = allStories.flatMap((story) =>
        misfortunes.map((left) => exploreAll(settingOf(story, guard, reviewers), left)),
      );
      const times = isLong ? 'twice' : 'once';
      say(summary(`${guard}, ${allStories.length} stories, whatever goes wrong ${times}`, total(explored)));
      expect(findingsOf(explored)).toEqual([]);
      expect(explored.every(({ whole }) => whole)).toBe(true);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'order done sent',
          'refund done sent',
          'cancellation done sent',
          'order done changed.after_sending',
          'order blocked refused.invalid',
        ]),
      );
    },
    patience,
  );

  it.each(guards)(
    'with the guard %s, no rule breaks when a worker is paused at any boundary, or a person decides',
    (guard) => {
      const explored = [{ pauses: 1 }, { person: 1 }].map((left) => exploreAll(settingOf(firstStory, guard), left));
      say(summary(`${guard}, "${firstStory}", paused or decided by a person once`, total(explored)));
      expect(findingsOf(explored)).toEqual([]);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'order closed elsewhere',
          'order closed cancelled.by_person',
          'order done replay.found',
          'refund done replay.found',
        ]),
      );
    },
    patience,
  );

  it(
    'no rule breaks for a document that is made in two steps',
    () => {
      const explored = (isLong ? allStories : allStories.slice(0, 2)).map((story) =>
        exploreAll(settingOf(story, 'exact_lookup', { signs: true }), { losses: 1 }),
      );
      say(summary('two steps, one misfortune', total(explored)));
      expect(findingsOf(explored)).toEqual([]);
    },
    patience,
  );

  it(
    'no rule breaks in random histories with many misfortunes, in which time passes while others could act',
    () => {
      const random = randomFrom(seed);
      const walks = isLong ? 50_000 : 300;
      let longest = 0;
      const findings = Array.from({ length: walks }, (_, index) => {
        const story = allStories[index % allStories.length] ?? firstStory;
        const guard = guards[Math.floor(random() * guards.length)] ?? 'unguarded';
        const setting = settingOf(story, guard, {
          lazy: true,
          reviewers: 2,
          signs: random() < 0.3,
          lag: Math.floor(random() * (timing.settleSeconds + 1)),
        });
        const left = { crashes: 3, pauses: 3, losses: 4, person: 2 };
        const { finding, steps } = walk(beginning(setting, left), setting, random);
        longest = Math.max(longest, steps);
        return finding ? [readable(finding)] : [];
      }).flat();
      say(`${walks} histories at random, up to ${longest} actions long, KONTOR_SEED=${seed}`);
      expect(findings.slice(0, 3)).toEqual([]);
    },
    patience,
  );
});

describe('a backup that is made at any moment, restored at any later one, and verified', () => {
  it.each(guards)(
    'with the guard %s, no rule breaks in any history without a further misfortune',
    (guard) => {
      const explored = (isLong ? allStories : [firstStory]).map((story) =>
        exploreAll(settingOf(story, guard), { restores: 1 }),
      );
      say(summary(`${guard}, restored once`, total(explored)));
      expect(findingsOf(explored)).toEqual([]);
      expect(explored.every(({ whole }) => whole)).toBe(true);
    },
    patience,
  );

  it(
    'no rule breaks in random histories with many misfortunes',
    () => {
      const random = randomFrom(seed);
      const findings = Array.from({ length: isLong ? 20_000 : 200 }, (_, index) => {
        const story = allStories[index % allStories.length] ?? firstStory;
        const guard = guards[index % guards.length] ?? 'unguarded';
        const setting = settingOf(story, guard, { signs: random() < 0.3, reviewers: 2 });
        const left = { crashes: 2, losses: 3, person: 1, restores: 2 };
        const { finding } = walk(beginning(setting, left), setting, random);
        return finding ? [readable(finding)] : [];
      }).flat();
      expect(findings.slice(0, 3)).toEqual([]);
    },
    patience,
  );
});

/** Whether a guard lets two documents of one key come about under the misfortunes and deeds that may happen. */
interface DoublingCase {
  guard: Guard;
  left: Partial<Allowance>;
  isDoubled: boolean;
}

const isDouble = ({ broken }: { broken: string }): boolean => broken.startsWith('two documents');

describe('the residual risk: a worker that pauses for too long between its last check and its write', () => {
  const cases: DoublingCase[] = [
    { guard: 'refuses_duplicates', left: { pauses: 1 }, isDoubled: false },
    { guard: 'exact_lookup', left: { pauses: 1 }, isDoubled: true },
    { guard: 'unguarded', left: { pauses: 1 }, isDoubled: false },
    // The bridge guesses nothing: it makes the document again only when a person says that it is not there.
    { guard: 'unguarded', left: { pauses: 1, person: 1 }, isDoubled: true },
  ];
  it.each(cases)(
    'with the guard $guard and $left, two documents can come about: $isDoubled',
    ({ guard, left, isDoubled }) => {
      const setting = settingOf('one order', guard, { lateWrites: true, says: ['absent', 'retry'] });
      const { findings } = explore(beginning(setting, left), setting, { untilBroken: isDoubled });
      const doubles = findings.filter(isDouble);
      expect(findings.filter(({ wroteTooLate }) => !wroteTooLate).map(readable)).toEqual([]);
      expect(doubles.length > 0).toBe(isDoubled);
      for (const finding of doubles) {
        const paused = finding.history.findIndex((line) => line.includes('is paused before writing'));
        expect(paused).toBeGreaterThan(0);
        expect(finding.history.slice(paused).some((line) => /clock/.test(line))).toBe(true);
        say(`the residual risk of ${guard}: ${readable(finding)}`);
      }
    },
    patience,
  );
});

describe('a list that lags for longer than the system says', () => {
  const cases: DoublingCase[] = [
    { guard: 'refuses_duplicates', left: { losses: 1 }, isDoubled: false },
    { guard: 'exact_lookup', left: { losses: 1 }, isDoubled: true },
    { guard: 'unguarded', left: { losses: 1 }, isDoubled: false },
    { guard: 'unguarded', left: { losses: 1, person: 1 }, isDoubled: true },
  ];
  it.each(cases)(
    'with the guard $guard and $left, two documents can come about: $isDoubled',
    ({ guard, left, isDoubled }) => {
      const setting = settingOf('one order', guard, {
        lag: 4 * timing.settleSeconds,
        says: ['absent', 'retry'],
      });
      const { findings } = explore(beginning(setting, left), setting, { untilBroken: isDoubled });
      expect(findings.some(isDouble)).toBe(isDoubled);
    },
    patience,
  );
});

describe('a fault that is planted is found', () => {
  /** A list that lags twice the settling time: the second look-up is there for such a list. */
  const slowList = 2 * timing.settleSeconds;
  const shortLease = { ...timing, leaseSeconds: timing.callTimeoutSeconds + 5 };
  const cases: {
    planted: Planted;
    symptom: string;
    left: Partial<Allowance>;
    changes?: Parameters<typeof settingOf>[2];
    story?: Story | FurtherStory;
  }[] = [
    { planted: 'no lease token', symptom: 'two documents', left: { pauses: 1 } },
    {
      planted: 'one look-up in place of two',
      symptom: 'two documents',
      left: { losses: 1 },
      changes: { lag: slowList },
    },
    {
      planted: 'no revision check',
      symptom: 'lost: the newest revision',
      left: { losses: 1 },
      changes: { signs: true },
      story: 'an order with a refund, whose total changes',
    },
    {
      planted: 'asks at once',
      symptom: 'two documents',
      left: { crashes: 1 },
      changes: { lag: slowList, timing: shortLease },
    },
    { planted: 'asks before the call is over', symptom: 'two documents', left: { losses: 1 } },
    { planted: 'no verifying', symptom: 'two documents', left: { restores: 1 } },
  ];
  it.each(cases)(
    '"$planted" leads to "$symptom"',
    ({ planted, symptom, left, changes, story = 'one order' }) => {
      const sound = settingOf(story, 'exact_lookup', changes);
      // The tests above have explored the sound setting only for a list that lags no longer than the settling time.
      if (changes?.lag !== undefined) expect(findingsOf([exploreAll(sound, left)])).toEqual([]);
      expect(rulesBrokenBy({ ...sound, planted }, left)).toContainEqual(expect.stringContaining(symptom));
    },
    patience,
  );
});
