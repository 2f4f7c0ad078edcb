import type { Guard } from '../../bridge-server/src/systems/contract.ts';
import { everydayRules } from '../setup/rules.ts';
import { pulledSettingOf, settingOf, type FurtherStory, type Story } from './shop.ts';
import type { Deed, Allowance, Mishap, PersonWord, Setting } from './world.ts';

/**
 * A small exploration with one worker. It has one story, and only the misfortunes and deeds that its rows of the state
 * table need; together the explorations take every row.
 */
interface SmallExploration {
  /** What happens, to follow "when". */
  what: string;
  setting: Setting;
  left: Partial<Allowance>;
}

/** What may happen in the exploration; whatever is not named does not. */
type Only = { mishaps?: readonly Mishap[]; deeds?: readonly Deed[]; says?: readonly PersonWord[] };
const nothing = { mishaps: [], deeds: [], says: [] } as const;

/** A retried amendment is planned anew, so only a vendor that refuses our key keeps it from being made twice. */
const guardOf = ({ amends = false }: { amends?: boolean }): Guard => (amends ? 'refuses_duplicates' : 'exact_lookup');

const pushed = (
  what: string,
  story: Story | FurtherStory,
  left: Partial<Allowance>,
  only: Only & Parameters<typeof settingOf>[2] = {},
  guard = guardOf(only),
): SmallExploration => ({ what, left, setting: settingOf(story, guard, { ...nothing, ...only }) });

const pulled = (
  what: string,
  story: Story | FurtherStory,
  left: Partial<Allowance>,
  only: Only & Parameters<typeof pulledSettingOf>[1] = {},
): SmallExploration => ({ what, left, setting: pulledSettingOf(story, { ...nothing, ...only }) });

export const smallExplorations: readonly SmallExploration[] = [
  pushed('an order is cancelled before it first comes', 'an order that comes called off', {}),
  pushed(
    'an order is not wanted any more',
    'an order that is not wanted any more',
    { losses: 1 },
    { mishaps: ['the vendor refuses'] },
  ),
  pushed('an order is wanted only later', 'an order with a refund that is wanted only later', {}),
  pushed('an order is cancelled', 'an order that is cancelled', { losses: 1 }, { mishaps: ['the vendor refuses'] }),
  pushed(
    'an order is amended',
    'an order whose total changes',
    { losses: 1 },
    { amends: true, mishaps: ['the vendor refuses', 'the request is lost'] },
  ),
  pushed('a document is amended by hand', 'an order whose total changes', {}),
  pushed(
    'a cancellation is switched off',
    'an order that is cancelled',
    {},
    { rules: everydayRules({ functions: ['orders'] }) },
  ),
  pushed(
    'an order is wanted again whose cancellation was left to a person',
    'an order, cancelled and back',
    {},
    { rules: everydayRules({ functions: ['orders'] }), inOrder: true },
  ),
  pushed(
    'an order comes in another currency',
    'an order in another currency, which is mended',
    { person: 1 },
    { says: ['retry', 'cancel', 'elsewhere'] },
  ),
  pushed('workers crash', 'one order', { crashes: 4 }),
  pushed(
    'a worker crashes again and again after its call',
    'one order',
    { crashes: 4, losses: 1 },
    { mishaps: ['the request is lost'] },
  ),
  pushed(
    'a vendor has reached its limit, or turns a transfer away',
    'one order',
    { losses: 2 },
    {
      mishaps: [
        'the vendor has no room',
        'the vendor turns this one away',
        'a read is not answered',
        'the worker is stopped',
        'the bridge has a fault',
      ],
    },
  ),
  pushed(
    'a vendor turns an order away until its schedule is used up',
    'one order',
    { losses: 15 },
    { mishaps: ['the vendor turns this one away'] },
  ),
  pushed(
    'look-ups are not answered for a day',
    'one order',
    { crashes: 1, losses: 13 },
    { mishaps: ['a question is not answered'] },
  ),
  pushed(
    'a look-up meets the limit, or a fault of the bridge',
    'one order',
    { losses: 2 },
    { mishaps: ['the answer is lost', 'a question has no room', 'the bridge has a fault'] },
  ),
  pushed(
    'a total differs',
    'one order',
    { losses: 1, person: 1 },
    { mishaps: ['the vendor makes it with another total'], says: ['accept', 'retry', 'elsewhere'] },
  ),
  pushed(
    'somebody copies a document in doubt',
    'one order',
    { losses: 2, person: 1 },
    { mishaps: ['the answer is lost', 'somebody copies the document'], says: ['found', 'retry', 'elsewhere'] },
  ),
  pushed(
    'a doubt is left to a person',
    'an order whose total changes',
    { losses: 1, person: 1 },
    { mishaps: ['the request is lost', 'the answer is lost'], says: ['absent', 'found', 'retry', 'elsewhere'] },
    'unguarded',
  ),
  pushed(
    'a person looks again for a document',
    'one order',
    { person: 2, losses: 1 },
    {
      mishaps: ['the request is lost', 'a question is not answered'],
      says: ['replay', 'elsewhere', 'absent', 'found'],
    },
    'unguarded',
  ),
  pushed(
    'a person looks again for a document that is guarded',
    'one order',
    { person: 2, losses: 1 },
    { mishaps: ['the request is lost'], says: ['replay', 'elsewhere'] },
  ),
  pushed(
    'a person looks again for an amendment',
    'an order whose total changes',
    { person: 1 },
    { amends: true, says: ['replay'] },
  ),
  pushed(
    'a person cancels a transfer, and has it sent all the same',
    'one order',
    { person: 2 },
    { says: ['cancel', 'send', 'retry', 'elsewhere'] },
  ),
  pushed(
    'a person names one of two documents that a replay finds',
    'one order',
    { person: 2, losses: 1 },
    { mishaps: ['somebody copies the document'], says: ['replay', 'found'] },
  ),
  pushed('a worker is paused until it is too late to call', 'one order', { pauses: 1 }),
  pushed('a database is restored', 'one order', { restores: 1 }),
  pulled(
    'an office fetches an order that changes',
    'an order whose total changes',
    { office: 1 },
    { deeds: ['fetches again', 'lays aside', 'refuses'] },
  ),
  pulled(
    'an office fetches an order that is cancelled',
    'an order that is cancelled',
    { office: 1 },
    { deeds: ['refuses'] },
  ),
  pulled('an office fetches an order that is not wanted any more', 'an order that is not wanted any more', {}),
  pulled(
    'a person decides about an order that is handed over and changed',
    'an order whose total changes',
    { person: 1 },
    { says: ['retry', 'elsewhere'] },
  ),
  pulled(
    'a person decides about an order that is handed over and cancelled',
    'an order that is cancelled',
    { person: 1 },
    { says: ['retry', 'elsewhere'] },
  ),
];
