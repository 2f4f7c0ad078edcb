import { explore, walk, type Explored } from './explore.ts';
import { randomFrom } from './random.ts';
import { readable, say, summary, total } from './report.ts';
import { beginning, paidStories, payingSettingOf, usualMishaps, type PaidStory } from './shop.ts';
import type { Left, Planted, Setting } from './world.ts';

/**
 * An order that was paid, whose payment is a document of its own: two workers that deliver and review, the janitor and the shop, every
 * way they can come between each other. `KONTOR_SIMULATION=long` takes every story through every misfortune (minutes).
 */
const long = process.env['KONTOR_SIMULATION'] === 'long';
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);
const all = Object.keys(paidStories) as PaidStory[];
/** The others come in many ways: without `long` they are walked through at random. */
const short = [
  'a paid order whose total changes',
  'a paid order that is cancelled',
] as const satisfies readonly PaidStory[];
const some: readonly PaidStory[] = long ? all : short;

const run = (setting: Setting, left: Partial<Left> = {}, workers = 2): Explored =>
  explore(beginning(setting, left, workers), setting);
const broken = (explored: readonly Explored[]): string[] => explored.flatMap(({ findings }) => findings.map(readable));
const endsOf = (explored: readonly Explored[]): string[] => [
  ...new Set(explored.flatMap(({ ends }) => [...ends.keys()])),
];
const minutes = 60_000;

describe('every history of one order that was paid', () => {
  it(
    'two workers that review: the draft says the newest, and one task tells that the payment differs where it does',
    () => {
      const explored = some.map((story) => run(payingSettingOf(story), long ? { crashes: 1, losses: 1 } : {}));
      say(summary(`paid, ${some.length} stories, two workers that review`, total(explored)));
      expect(broken(explored)).toEqual([]);
      expect(explored.every(({ whole }) => whole)).toBe(true);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'payment done sent',
          'payment done changed.after_sending',
          'payment closed cancelled.before_sending',
          'amendment done sent',
          'amendment closed rule.not_supported',
          'cancellation done sent',
        ]),
      );
    },
    30 * minutes,
  );

  it(
    'a payment that is refused, or that has no account: nothing of the order waits for it',
    () => {
      const explored = some.flatMap((story) => [
        run(payingSettingOf(story, { mishaps: ['the vendor refuses'] }), { losses: 1 }),
        run(payingSettingOf(story, { account: null })),
      ]);
      say(summary('paid, the payment is refused or has no account', total(explored)));
      expect(broken(explored)).toEqual([]);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining(['payment blocked refused.invalid', 'payment blocked gap.account_missing']),
      );
    },
    30 * minutes,
  );

  it(
    'changed, then cancelled: the task about its payment stays',
    () => {
      const setting = payingSettingOf('a paid order, changed, then cancelled', {
        inOrder: true,
        prompt: true,
        reviewers: 1,
      });
      const explored = run(setting, {}, 1);
      say(summary('paid, changed, then cancelled', explored));
      expect(broken([explored])).toEqual([]);
      expect(endsOf([explored])).toContain('amendment closed rule.not_supported');
    },
    30 * minutes,
  );

  it(
    'at random, with many misfortunes, and time that passes while others dawdle',
    () => {
      const random = randomFrom(seed);
      const walks = long ? 50_000 : 200;
      const findings = Array.from({ length: walks }, (_, index) => {
        const setting = payingSettingOf(all[index % all.length] ?? short[0], {
          lazy: true,
          mishaps: usualMishaps,
          account: random() < 0.8 ? '1570' : null,
        });
        const { finding } = walk(beginning(setting, { crashes: 2, pauses: 2, losses: 3 }), setting, random);
        return finding ? [readable(finding)] : [];
      }).flat();
      say(`paid, ${walks} histories at random, KONTOR_SEED=${seed}`);
      expect(findings.slice(0, 3)).toEqual([]);
    },
    30 * minutes,
  );
});

describe('what is planted is found', () => {
  const story = 'a paid order whose total changes';
  const cases: [Planted, string, { account?: null }][] = [
    ['a payment is superseded by what came last', 'told 0 times that the payment differs', {}],
    ['a blocked payment holds the lane', 'no end: the amendment is waiting (behind.lane)', { account: null }],
  ];
  it.each(cases)('%s: %s', (planted, what, changes) => {
    const faulty = payingSettingOf(story, { planted, ...changes });
    const { findings } = explore(beginning(faulty, {}), faulty, { untilBroken: true });
    expect(findings.map((finding) => finding.broken)).toContainEqual(expect.stringContaining(what));
    const [first] = findings;
    if (first) say(`planted, ${planted}: ${readable(first)}`);
  });
});
