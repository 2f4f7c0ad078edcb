import { explore, walk, type Explored } from './explore.ts';
import { randomFrom } from './random.ts';
import { readable, say, summary, total } from './report.ts';
import { beginning, furtherStories, pulledSettingOf, stories, type Story } from './shop.ts';
import type { Left, Setting } from './world.ts';

/**
 * A system whose office fetches for itself: worker, janitor, review, shop, person and office over one order, every way they can
 * come between each other. The office may never say a word: wherever it stops, what is left must make sense.
 */
const long = process.env['KONTOR_SIMULATION'] === 'long';
const seed = Number(process.env['KONTOR_SEED'] ?? Date.now() % 1_000_000);
const minutes = 60_000;
const all = [...Object.keys(stories), ...Object.keys(furtherStories)] as Story[];

const run = (setting: Setting, left: Partial<Left>, workers = 1): Explored =>
  explore(beginning(setting, left, workers), setting);
const broken = (explored: readonly Explored[]): string[] => explored.flatMap(({ findings }) => findings.map(readable));

const isShort = (story: Story): boolean => !(story in stories) && pulledSettingOf(story).events.length <= 2;

describe('every history of one order that an office fetches', () => {
  // Nothing is called, so that two workers add nothing but the race for the claim, which the pushed system goes through.
  const misfortunesOf = (story: Story): Partial<Left>[] => {
    if (long) return [{ office: 2 }, { office: 1, crashes: 1 }, { office: 1, person: 1 }, { person: 2 }];
    // What many can do with much is many times more: there, what is not exhausted is walked through at random.
    if (
      story === 'an order with a refund, whose total changes' ||
      story === 'an order whose total changes and changes back'
    )
      return [{}];
    return isShort(story) ? [{ office: 1 }, { crashes: 1 }, { person: 1 }] : [{ office: 1 }];
  };
  it.each(all)(
    '%s',
    (story) => {
      const explored = misfortunesOf(story).map((left) => run(pulledSettingOf(story), left));
      say(summary(`pulled, "${story}"`, total(explored)));
      expect(broken(explored)).toEqual([]);
      expect(explored.every(({ whole }) => whole)).toBe(true);
    },
    30 * minutes,
  );

  it(
    'at random, with many misfortunes, and time that passes while others dawdle',
    () => {
      const random = randomFrom(seed);
      const findings = Array.from({ length: long ? 20_000 : 400 }, (_, index) => {
        const setting = pulledSettingOf(all[index % all.length] ?? 'an order', { lazy: true });
        const left = { crashes: 2, pauses: 2, person: 2, office: 4, stops: 1 };
        const { finding } = walk(beginning(setting, left), setting, random);
        return finding ? [readable(finding)] : [];
      }).flat();
      say(`pulled, at random, KONTOR_SEED=${seed}`);
      expect(findings.slice(0, 3)).toEqual([]);
    },
    30 * minutes,
  );
});

describe('what is planted is found', () => {
  it('bytes remade after a fetch', () => {
    const story = 'an order whose total changes';
    const sound = pulledSettingOf(story);
    expect(broken([run(sound, { office: 1 })])).toEqual([]);
    const faulty = { ...sound, planted: 'bytes remade after a fetch' as const };
    const { findings } = explore(beginning(faulty, { office: 1 }, 1), faulty, { untilBroken: true });
    expect(findings.map((finding) => finding.broken)).toContain(
      'the bytes of the order changed after they had been fetched',
    );
    const [first] = findings;
    if (first) say(`planted: ${readable(first)}`);
  });
});
