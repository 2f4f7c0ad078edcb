import { table, type Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import { explore } from './explore.ts';
import { readable } from './report.ts';
import { beginning, pulledSettingOf, settingOf, timing, type Story } from './shop.ts';
import { mishaps, rareMishaps, type Left, type Mishap, type Setting } from './world.ts';

/**
 * Every row of the state table comes about in some history: a row that nobody drives is one that nobody needs. Each exploration
 * is as small as its rows allow: one order, one worker, and only what goes wrong for their sake.
 */
const driven = new Map<Row, number>();

interface Course {
  title: string;
  setting: Setting;
  left?: Partial<Left>;
}
const pushed = (title: string, story: Story, left: Partial<Left>, changes: Parameters<typeof settingOf>[2] = {}) => ({
  title,
  setting: settingOf(story, 'exact_lookup', { driven, ...changes }),
  left,
});
const unguarded = (
  title: string,
  story: Story,
  left: Partial<Left>,
  changes: Parameters<typeof settingOf>[2] = {},
) => ({ title, setting: settingOf(story, 'unguarded', { driven, ...changes }), left });
const pulled = (title: string, story: Story, left: Partial<Left>) => ({
  title,
  setting: pulledSettingOf(story, { driven }),
  left,
});
const only = (...given: Mishap[]) => ({ mishaps: given });

const courses: readonly Course[] = [
  pushed('whatever goes wrong once', 'an order', { losses: 1 }, { mishaps: [...mishaps, ...rareMishaps] }),
  pushed('a worker that is paused', 'an order', { pauses: 1 }),
  pushed('a worker that is stopped', 'an order', { stops: 1 }),
  pushed('workers that crash, and crash', 'an order', { crashes: 3 }),
  pushed('a restore', 'an order', { restores: 1 }),
  pushed('a change', 'an order whose total changes', { losses: 1 }),
  pushed('a cancellation', 'an order, then cancelled', { losses: 1 }),
  pushed('a change of mind', 'an order that is wanted no longer', { losses: 1 }),
  pushed('another currency', 'an order in another currency, which is mended', {}),
  pushed('a refund behind its order', 'an order, then its refund', {}),
  pushed('wanted only later', 'an order that is wanted only later', { person: 2 }),
  pushed('a person, twice', 'an order', { person: 2, losses: 1 }, only('the vendor refuses', 'the request is lost')),
  pushed(
    'another total, which a person accepts',
    'an order',
    { losses: 1, person: 1 },
    only('the vendor computes another total'),
  ),
  pushed(
    'credentials that are turned away twice',
    'an order',
    { losses: 2 },
    only('the vendor turns the credentials away'),
  ),
  pushed('facts that are never answered', 'an order', { losses: 16 }, only('the facts are not answered')),
  pushed(
    'look-ups that are never answered',
    'an order',
    { losses: 16 },
    {
      ...only('the request is lost', 'the look-up is not answered'),
      says: ['retry'],
    },
  ),
  pushed(
    'a doubt whose look-up has trouble',
    'an order',
    { losses: 2 },
    {
      ...only('the request is lost', 'the look-up has no room', 'the bridge has a fault'),
    },
  ),
  unguarded(
    'a doubt that nobody can settle',
    'an order whose total changes',
    { losses: 1, person: 1 },
    {
      ...only('the request is lost', 'the answer is lost', 'somebody copies the document'),
    },
  ),
  unguarded(
    'a document that the list does not show yet',
    'an order',
    { losses: 1, person: 2 },
    {
      ...only('the answer is lost'),
      says: ['replay', 'found'],
      lag: 4 * timing.settleSeconds,
    },
  ),
  pulled('an office that does more than it must', 'an order whose total changes', { office: 1 }),
  pulled('an office, and a cancellation', 'an order, then cancelled', { office: 1 }),
  pulled('an office, and a change of mind', 'an order that is wanted no longer', { office: 1 }),
  pulled('an office, and a person', 'an order', { person: 2, office: 1 }),
];

const nameOf = (row: Row): string =>
  `${row.from} · ${row.event}${row.when ? ` (${row.when.join(', ')})` : ''} → ${row.to}`;

describe('the state table', () => {
  it.each(courses.map((course) => [course.title, course] as const))('%s', (_title, { setting, left = {} }) => {
    const { findings, whole } = explore(beginning(setting, left, 1), setting);
    expect(findings.map(readable)).toEqual([]);
    expect(whole).toBe(true);
  });

  it('has no row that nothing drives', () => {
    expect(table.filter((row: Row) => !driven.has(row)).map(nameOf)).toEqual([]);
  });
});
