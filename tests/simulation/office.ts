import {
  acknowledgementEvent,
  isReviewed,
  isSaid,
  type Acknowledgement,
} from '../../bridge-server/src/mirror/office/handover.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, rowOf, type TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { must, orderOf, rowAt, store } from './database.ts';
import type { Choice, Deed, OfficeDocument, Setting, Stored, World } from './world.ts';

/** `handover.ts`: the office fetches, and the janitor offers again. Each request is one transaction in the lane. */

export function officeChoices(world: World, setting: Setting): Choice[] {
  return [
    ...world.rows.flatMap((stored) => fetching(world, setting, stored)),
    ...world.office.flatMap((held) => acknowledging(world, setting, held)),
  ];
}

const deed = (world: World, { deeds }: Setting, name: Deed): World | null =>
  world.left.office > 0 && deeds.includes(name)
    ? { ...world, left: { ...world.left, office: world.left.office - 1 } }
    : null;

const isListed = (world: World, { transfer, dueAt }: Stored): boolean =>
  transfer.state === 'handed_over' && dueAt <= world.now;

function fetching(world: World, setting: Setting, stored: Stored): Choice[] {
  const { kind, state, fetched, id } = stored.transfer;
  // A document that nobody has fetched yet is reviewed before it is served, if its order may have changed.
  if (state !== 'handed_over' || (!fetched && stored.reviewAt !== null)) return [];
  const held = world.office.find((other) => other.id === id);
  const needs = !fetched || !held?.received || held.aside;
  const choices: Choice[] = [];
  if (isListed(world, stored) && needs) {
    choices.push({ label: `office: fetches the ${kind}`, to: fetch(world, setting, stored, true) });
    const unheard = deed(world, setting, 'hears nothing');
    if (unheard)
      choices.push({
        label: `office: fetches the ${kind}, and the answer is lost`,
        to: fetch(unheard, setting, stored, false),
        optional: true,
      });
  }
  const again = fetched && held?.received && !held.aside ? deed(world, setting, 'fetches again') : null;
  if (again)
    choices.push({
      label: `office: fetches the ${kind} again`,
      to: fetch(again, setting, stored, true),
      optional: true,
    });
  return choices;
}

/** `handover.ts` fetchOffered. */
function fetch(world: World, setting: Setting, { transfer, handover }: Stored, received: boolean): World {
  const { delivery } = setting.system;
  if (delivery.how !== 'pulled' || handover === null) throw new Error(`there is nothing to fetch of ${transfer.kind}`);
  const event: TransferEvent = { name: 'fetched', afterSeconds: delivery.acknowledgedWithin };
  const stored = /\.after_fetch$/.test(transfer.reason)
    ? world
    : must(store(world, setting, transfer, applyEvent(transfer, event, setting.timing, 0)));
  const { id, documentKey: key } = transfer;
  const known = world.office.find((held) => held.key === key);
  const broken = brokenBy(world, transfer, known, handover) ?? world.broken;
  const fresh: OfficeDocument = {
    key,
    id,
    bytes: handover,
    received,
    word: null,
    refusedAt: null,
    aside: false,
    released: false,
  };
  if (!known || known.released)
    return { ...stored, broken, office: [...world.office.filter((held) => held !== known), fresh] };
  const again = { ...known, received: known.received || received, aside: false };
  return { ...stored, broken, office: world.office.map((held) => (held === known ? again : held)) };
}

/**
 * The rule that this fetch breaks. The bytes of a document must stay the same, no document may be offered before its
 * order, and a refused document may come again only with a newer revision.
 */
function brokenBy(
  world: World,
  { kind, plannedRevision }: Transfer,
  known: OfficeDocument | undefined,
  handover: string,
): string | null {
  if (known && !known.released && known.bytes !== handover) return `bytes changed after a fetch: the ${kind}`;
  if (kind !== 'order' && !world.office.some((held) => isOrder(world, held)))
    return `offered before the order was fetched: the ${kind}`;
  if (known && known.refusedAt !== null && known.refusedAt === plannedRevision)
    return `offered again though nothing has changed: the ${kind}`;
  return null;
}

const isOrder = (world: World, { id }: OfficeDocument): boolean => rowAt(world, id).transfer.kind === 'order';

function acknowledging(world: World, setting: Setting, held: OfficeDocument): Choice[] {
  if (!setting.acknowledges || !held.received || held.aside) return [];
  const { kind } = rowAt(world, held.id).transfer;
  if (held.word !== null) {
    const again = held.released && held.word === 'accepted' ? null : deed(world, setting, 'says it again');
    const to = again && acknowledge(again, setting, held, held.word);
    return to ? [{ label: `office: says again that the ${kind} is ${held.word}`, to, optional: true }] : [];
  }
  const choices: Choice[] = [
    { label: `office: accepts the ${kind}`, to: acknowledge(world, setting, held, 'accepted') },
  ];
  const refusing = deed(world, setting, 'refuses');
  if (refusing)
    choices.push({
      label: `office: refuses the ${kind}`,
      to: acknowledge(refusing, setting, held, 'refused'),
      optional: true,
    });
  const laying = deed(world, setting, 'lays aside');
  if (laying)
    choices.push({
      label: `office: lays the ${kind} aside`,
      to: withHeld(laying, { ...held, aside: true }),
      optional: true,
    });
  return choices;
}

const withHeld = (world: World, changed: OfficeDocument): World => ({
  ...world,
  office: world.office.map((held) => (held.id === changed.id ? changed : held)),
});

/** `handover.ts` acknowledge. */
function acknowledge(world: World, setting: Setting, held: OfficeDocument, word: 'accepted' | 'refused'): World {
  const { transfer } = rowAt(world, held.id);
  const said: Acknowledgement = word === 'accepted' ? { kind: word } : { kind: word, cause: 'no such customer' };
  const event = acknowledgementEvent(said, transfer);
  const heard = withHeld(world, { ...held, word, released: held.released || word === 'refused' });
  if (!rowOf(transfer, event.name)) {
    const isLost = held.word === word && !held.released && !isSaid(said, transfer);
    return isLost ? { ...heard, broken: `the office's word is forgotten: the ${transfer.kind}` } : heard;
  }
  const transition = applyEvent(transfer, event, setting.timing, 0);
  const isAtOnce = setting.planted === 'what is refused is reviewed at once';
  const review = isAtOnce || isReviewed(said, transfer, orderOf(world).row);
  const moved = must(store(heard, setting, transfer, transition, { review }));
  return word === 'accepted'
    ? moved
    : {
        ...withHeld(moved, { ...held, word, released: true, refusedAt: transfer.plannedRevision }),
        rows: moved.rows.map((other) => besideRefused(other, held, world.now)),
      };
}

/** Marks a document for review that is offered while the office refuses another one of the order. */
const besideRefused = (other: Stored, { id }: OfficeDocument, now: number): Stored =>
  other.transfer.id !== id && other.transfer.state === 'handed_over' && !other.transfer.fetched
    ? { ...other, reviewAt: now }
    : other;

/** `handover.ts` offerAgain: documents that were fetched and not acknowledged in time. */
export const offeringAgain = (world: World, setting: Setting): Choice[] =>
  world.rows
    .filter(
      ({ transfer, dueAt }) =>
        transfer.state === 'handed_over' &&
        transfer.reason === 'fetched' &&
        transfer.id !== world.review?.id &&
        dueAt <= world.now,
    )
    .map(({ transfer }) => ({
      label: `janitor: offers the ${transfer.kind} again`,
      to: must(store(world, setting, transfer, applyEvent(transfer, { name: 'not_acknowledged' }, setting.timing, 0))),
    }));
