import { objectionTo } from '../../bridge-server/src/mirror/person/objections.ts';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, rowOf, type TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { toyInput } from '../toys/pushed.ts';
import { orderOf, rowAt, siblingsOf, store } from './database.ts';
import { lookUp, resultOf } from './target.ts';
import type { Choice, PersonWord, Setting, World } from './world.ts';

/**
 * A person decides among what the product offers, and tells the truth: says `absent` only while the vendor shows no
 * document.
 */
export function speaking(world: World, setting: Setting): Choice[] {
  if (world.left.person === 0) return [];
  const asked = { ...world, left: { ...world.left, person: world.left.person - 1 } };
  return world.rows.flatMap(({ transfer }) =>
    setting.says.flatMap((verb): Choice[] => {
      const said = says(asked, setting, transfer, verb);
      if (!said) return [];
      const to = released(said, transfer);
      const label = `person: says "${verb}" of the ${transfer.kind}, ${transfer.reason}`;
      const choice = { label, to, optional: true };
      // A document that is looked for again is still at the vendor, or somebody there has deleted it.
      if (verb !== 'replay' || transfer.state !== 'done') return [choice];
      const gone = { ...to, documents: to.documents.filter(({ id }) => id !== transfer.documentId) };
      return [
        choice,
        { label: `vendor: somebody deletes the ${transfer.kind}; person: says "replay"`, to: gone, optional: true },
      ];
    }),
  );
}

function says(world: World, setting: Setting, transfer: Transfer, verb: PersonWord): World | null {
  const { intent } = transfer;
  const seen = intent && lookUp(world.documents, intent, world.now, setting.vendor).kind !== 'absent';
  switch (verb) {
    case 'absent':
      return seen ? null : ask(world, setting, transfer.id, verb);
    case 'found':
      return sayFound(world, setting, transfer);
    default:
      return ask(world, setting, transfer.id, verb);
  }
}

/** Once a person has decided about a document that the office has fetched, the bridge may make it anew. */
function released(world: World, { id }: Transfer): World {
  if (rowAt(world, id).transfer.state === 'handed_over') return world;
  return {
    ...world,
    office: world.office.map((held) => (held.id === id ? { ...held, released: true, refusedAt: null } : held)),
  };
}

/** `ask.ts` ask. Null: the state table or an objection does not allow it now. */
function ask(world: World, setting: Setting, id: number, verb: PersonVerb): World | null {
  const { transfer } = rowAt(world, id);
  const event: TransferEvent = { name: personEvents[verb] };
  if (!rowOf(transfer, event.name)) return null;
  const circumstances = {
    siblings: siblingsOf(world),
    order: { order: orderOf(world).order, unread: orderOf(world).row.unread },
    rules: setting.rules,
    archived: false,
  };
  if (objectionTo(verb, transfer, circumstances)) return null;
  const transition = applyEvent(transfer, event, setting.timing, 0);
  const review = transition.next.state === 'done' || verb === 'send';
  return store(world, setting, transfer, transition, { review });
}

/** `found.ts` sayFound: the person names the document that has the step's key. Null: there is none. */
function sayFound(world: World, setting: Setting, transfer: Transfer): World | null {
  const { intent } = transfer;
  if (!intent || !rowOf(transfer, 'said_found')) return null;
  const { key } = toyInput.parse(intent.input);
  const document = world.documents.find((held) => held.key === key && !held.copy);
  if (!document) return null;
  const result = intent.kind === 'toy.document.sign' ? { signed: true } : resultOf(document);
  const event: TransferEvent = { name: 'said_found', result, document: resultOf(document) };
  const transition = applyEvent(transfer, event, setting.timing, 0);
  return store(world, setting, transfer, transition, { review: transition.next.state === 'done' });
}
