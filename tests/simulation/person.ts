import { objectionTo } from '../../bridge-server/src/mirror/person/objections.ts';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { applyEvent, rowOf } from '../../bridge-server/src/mirror/transfer/transition.ts';
import * as database from './database.ts';
import { lookUp, resultOf } from './target.ts';
import type { Choice, Setting, World } from './world.ts';

/**
 * A person says what the product offers, and the truth: that a document is not there only while the vendor shows none, and
 * which one it is only while it is there.
 */
export function person(world: World, setting: Setting): Choice[] {
  if (world.left.person === 0) return [];
  const asked = { ...world, left: { ...world.left, person: world.left.person - 1 } };
  const isPulled = setting.system.delivery.how === 'pulled';
  return world.rows.flatMap(({ transfer }) =>
    setting.says.flatMap((verb): Choice[] => {
      const seen =
        transfer.intent && lookUp(world.documents, transfer.intent, world.now, setting.vendor).kind !== 'absent';
      const to =
        verb === 'absent' && seen
          ? null
          : verb === 'found'
            ? sayFound(asked, setting, transfer.id)
            : ask(asked, setting, transfer.id, verb);
      if (!to) return [];
      // What is looked for again is there, or somebody has deleted it. An office that fetches cannot be asked: somebody has looked.
      const isReplay = verb === 'replay' && transfer.state === 'done';
      const said = { label: `person: says "${verb}" of the ${transfer.kind}, ${transfer.reason}`, to, optional: true };
      const gone: Choice = {
        label: `vendor: somebody deletes the ${transfer.kind}; person: says "replay"`,
        to: {
          ...to,
          documents: to.documents.filter(({ id }) => id !== transfer.documentId),
          office: to.office.filter(({ key }) => key !== transfer.documentKey),
        },
        optional: true,
      };
      return [...(isReplay && isPulled ? [] : [said]), ...(isReplay ? [gone] : [])];
    }),
  );
}

/** `ask.ts` ask: null when the state table does not allow it now. */
function ask(world: World, setting: Setting, id: number, verb: PersonVerb): World | null {
  const { transfer } = database.rowAt(world, id);
  const name = personEvents[verb];
  if (!rowOf(transfer, name)) return null;
  const { order } = database.orderOf(world);
  const siblings = database.siblingsOf(world);
  if (objectionTo(verb, transfer, { siblings, order, rules: setting.rules, archived: false })) return null;
  const transition = applyEvent(transfer, { name }, setting.timing, 0);
  const review = transition.next.state === 'done' || verb === 'send';
  return database.store(world, setting, transfer, transition, { review });
}

/** `found.ts` sayFound: the document that bears our key, where it comes to what is expected. */
function sayFound(world: World, setting: Setting, id: number): World | null {
  const { transfer } = database.rowAt(world, id);
  const held = world.documents.find(({ key, copy }) => key === transfer.documentKey && !copy);
  if (!held || transfer.intent?.key !== 'create' || held.total !== transfer.total) return null;
  const event = { name: 'said_found' as const, result: resultOf(held), document: resultOf(held) };
  if (!rowOf(transfer, event.name)) return null;
  const transition = applyEvent(transfer, event, setting.timing, 0);
  return database.store(world, setting, transfer, transition, { review: transition.next.state === 'done' });
}
