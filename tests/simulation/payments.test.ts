import { explore, walk, type Explored } from './explore.ts';
import { randomFrom } from './random.ts';
import { readable, say, summary, total } from './report.ts';
import { beginning, paidStories, payingSettingOf, usualMishaps, type PaidStory } from './shop.ts';
import type { Left, Mishap, Planted, Setting } from './world.ts';

/**
 * One order that was paid, whose payment is a document of its own: two workers that deliver and review, the janitor and the shop,
 * every way they can come between each other. `KONTOR_SIMULATION=long` allows every misfortune (minutes).
 */
const long = process.env['KONTOR_SIMULATION'] === 'long';
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);
const all = Object.keys(paidStories) as PaidStory[];

const run = (setting: Setting, left: Partial<Left>, workers = 2): Explored =>
  explore(beginning(setting, left, workers), setting);
const broken = (explored: readonly Explored[]): string[] => explored.flatMap(({ findings }) => findings.map(readable));
const endsOf = (explored: readonly Explored[]): string[] => [
  ...new Set(explored.flatMap(({ ends }) => [...ends.keys()])),
];
const minutes = 60_000;

for (const story of all)
  for (const [what, given, left] of [
    ['plain', {}, {}],
    ['refused', { mishaps: ['the vendor refuses'] }, { losses: 1 }],
    ['gap', { account: null }, {}],
    ['crash', {}, { crashes: 1 }],
    ['plain r1', {reviewers: 1}, {}],
    ['plain prompt', {prompt: true}, {}],
  ] as const)
    for (const workers of [1])
  it(`${story} ${what} ${workers}`, () => {
    if (what === 'crash' && story !== 'a paid order that is cancelled') return;
    const t = performance.now();
    const explored = run(payingSettingOf(story, { ...given, inOrder: true } as never), left, workers);
    say(summary(`${story} ${what} ${workers}`, explored) + ` ${Math.round(performance.now() - t)} ms`);
    say([...explored.ends].map(([k, n]) => `${k} ${n}`).join('; '));
    expect(broken([explored])).toEqual([]);
  }, 30 * minutes);
