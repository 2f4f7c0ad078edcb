import { explore, walk, type Explored } from './explore.ts';
import { randomFrom } from './random.ts';
import { readable, say, summary, total } from './report.ts';
import { beginning, others, pulledSettingOf, stories, type OtherStory, type Story } from './shop.ts';
import type { Left, Planted, Setting } from './world.ts';

/**
 * A system that its office fetches from: one worker, the office, the janitor, the review, the shop and a person over one order,
 * every way they can come between each other. `KONTOR_SIMULATION=long` allows two deeds in one history (minutes).
 */
const long = process.env['KONTOR_SIMULATION'] === 'long';
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_127);
const usual = Object.keys(stories) as Story[];
const all: (Story | OtherStory)[] = [...usual, ...(Object.keys(others) as OtherStory[])];
/** Three events come in many ways: with these they come in their order. With four, what follows from them is told at once, too. */
const many: readonly (Story | OtherStory)[] = [
  'an order, changed twice',
  'an order, changed and changed back',
  'an order, changed, then cancelled',
  'an order, a change that cannot be read, and the same order again',
  'an order, a change that cannot be read, and another that can be',
  'an order, cancelled as far as it can be read, and back',
];
const most: Story | OtherStory = 'an order, cancelled, back, and cancelled again';
const narrowed = (story: Story | OtherStory): Partial<Setting> => {
  if (long) return { reviewers: 2 };
  return story === most ? { inOrder: true, prompt: true } : { inOrder: many.includes(story) };
};

const run = (setting: Setting, left: Partial<Left>, workers = 1): Explored =>
  explore(beginning(setting, left, workers), setting);
const broken = (explored: readonly Explored[]): string[] => explored.flatMap(({ findings }) => findings.map(readable));
const endsOf = (explored: readonly Explored[]): string[] => [
  ...new Set(explored.flatMap(({ ends }) => [...ends.keys()])),
];
const minutes = 60_000;

describe('every history of one order that the office fetches', () => {
  it(
    'whatever the office does once: one document, whose bytes stay, and the newest content in the end',
    () => {
      const explored = all.map((story) => run(pulledSettingOf(story, narrowed(story)), { office: long ? 2 : 1 }));
      say(summary(`pulled, ${all.length} stories, ${long ? 'two deeds' : 'one deed'} of the office`, total(explored)));
      expect(broken(explored)).toEqual([]);
      expect(explored.every(({ whole }) => whole)).toBe(true);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'order done accepted',
          'order done changed.after_sending',
          'order done cancelled.after_sending',
          'order closed cancelled.before_fetch',
          'order closed rule.status',
          'order blocked refused.by_office',
          'refund done accepted',
          'refund closed rule.order_not_sent',
          'amendment done accepted',
          'amendment closed rule.not_supported',
          'cancellation done accepted',
          'cancellation closed rule.order_back',
        ]),
      );
    },
    30 * minutes,
  );

  it(
    'a worker that crashes, or that is paused while another goes on',
    () => {
      const explored = [
        ...usual.map((story) => run(pulledSettingOf(story), { crashes: 1 })),
        run(pulledSettingOf('an order whose total changes'), { pauses: 1 }, 2),
      ];
      say(summary('pulled, crashed or paused once', total(explored)));
      expect(broken(explored)).toEqual([]);
    },
    30 * minutes,
  );

  it(
    'a person who has a say',
    () => {
      const some = [
        'an order, then its refund',
        'an order whose total changes',
        'an order, cancelled and back',
      ] as const;
      const explored = (long ? all : some).map((story) => run(pulledSettingOf(story), { person: 1 }));
      say(summary('pulled, spoken for once', total(explored)));
      expect(broken(explored)).toEqual([]);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'order closed elsewhere',
          'order closed cancelled.by_person',
          'amendment closed elsewhere',
        ]),
      );
    },
    30 * minutes,
  );

  it(
    'an office that never acknowledges: what it has fetched stays handed over, and is offered again',
    () => {
      const some = ['an order, then its refund', 'an order, changed, then cancelled'] as const;
      const explored = some.map((story) => run(pulledSettingOf(story, { acknowledges: false }), { office: 1 }));
      expect(broken(explored)).toEqual([]);
      expect(endsOf(explored)).toEqual(
        expect.arrayContaining([
          'order handed_over offered.again',
          'order handed_over cancelled.after_fetch',
          'cancellation handed_over offered.again',
        ]),
      );
    },
    30 * minutes,
  );

  it(
    'at random, with many deeds and misfortunes',
    () => {
      const random = randomFrom(seed);
      const walks = long ? 50_000 : 300;
      const findings = Array.from({ length: walks }, (_, index) => {
        const setting = pulledSettingOf(all[index % all.length] ?? 'one order', {
          lazy: true,
          reviewers: 2,
          mishaps: ['a read is not answered', 'the worker is stopped', 'the bridge has a fault'],
          acknowledges: random() < 0.8,
        });
        const left = { crashes: 2, pauses: 2, losses: 2, person: 1, office: 4 };
        const { finding } = walk(beginning(setting, left), setting, random);
        return finding ? [readable(finding)] : [];
      }).flat();
      say(`pulled, ${walks} histories at random, KONTOR_SEED=${seed}`);
      expect(findings.slice(0, 3)).toEqual([]);
    },
    30 * minutes,
  );
});

describe('what is planted is found', () => {
  const cases: [Planted, string, OtherStory, Partial<Setting>][] = [
    ['bytes remade after a fetch', 'bytes changed after a fetch', 'an order whose total changes', {}],
    // An office that acknowledges has what was swallowed looked at once more.
    [
      'a fetched amendment counts as open',
      'lost: the newest revision',
      'an order, changed twice',
      { acknowledges: false },
    ],
    ['what is refused is reviewed at once', 'offered again though nothing has changed', 'one order', {}],
  ];
  it.each(cases)('%s: %s', (planted, what, story, changes) => {
    const faulty = pulledSettingOf(story, { planted, deeds: ['refuses'], ...changes });
    const { findings } = explore(beginning(faulty, { office: 1 }, 1), faulty, { untilBroken: true });
    expect(findings.map((finding) => finding.broken)).toContainEqual(expect.stringContaining(what));
    const [first] = findings;
    if (first) say(`planted, ${planted}: ${readable(first)}`);
  });
});
