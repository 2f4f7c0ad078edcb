import {
  acknowledgementEvent,
  isFetchTold,
  isSaid,
  type Acknowledgement,
} from '../../bridge-server/src/mirror/office/handover.ts';
import { applyEvent, rowOf, type TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import * as database from './database.ts';
import type { Choice, Fetched, Setting, Stored, World } from './world.ts';

/**
 * An office that fetches for itself, `handover.ts` with the order's row locked: it fetches what is offered and accepts it, or
 * does so twice, refuses it, or never says a word. None of it must come about.
 */
export function office(world: World, setting: Setting): Choice[] {
  const { delivery } = setting.system;
  if (delivery.how !== 'pulled') return [];
  const more = world.left.office > 0;
  const less = { ...world, left: { ...world.left, office: world.left.office - 1 } };
  const choice = (label: string, to: World): Choice => ({ label: `office: ${label}`, to, optional: true });
  return world.rows.flatMap((stored): Choice[] => {
    const { transfer } = stored;
    const { kind, state, fetched } = transfer;
    const its = world.office.find(({ transferId }) => transferId === transfer.id);
    if (state !== 'handed_over') {
      // The answer to its word was lost, so it says it again.
      const said = its?.accepted === true;
      return more && said ? [choice(`accepts the ${kind} again`, acknowledged(less, setting, stored, accepted))] : [];
    }
    const fetching = (from: World) => fetchedBy(from, setting, stored, delivery.acknowledgedWithin);
    if (!fetched) return [choice(`fetches the ${kind}`, fetching(world))];
    return [
      ...(its ? [choice(`accepts the ${kind}`, acknowledged(world, setting, stored, accepted))] : []),
      ...(its && more ? [choice(`refuses the ${kind}`, acknowledged(less, setting, stored, refused))] : []),
      ...(more ? [choice(`fetches the ${kind} again`, fetching(less))] : []),
    ];
  });
}

const accepted: Acknowledgement = { kind: 'accepted' };
const refused: Acknowledgement = { kind: 'refused', cause: 'no' };

/** `handover.ts` fetchOffered. */
function fetchedBy(world: World, setting: Setting, stored: Stored, within: number): World {
  const { transfer, handover } = stored;
  const event: TransferEvent = { name: 'fetched', afterSeconds: within };
  const bytes = setting.planted === 'bytes remade after a fetch' ? remade(world, setting, stored) : handover;
  if (!rowOf(transfer, event.name) || bytes === null) return world;
  const told = isFetchTold(transfer)
    ? (database.store(world, setting, transfer, applyEvent(transfer, event, setting.timing, 0)) ?? world)
    : world;
  const before = world.office.find(({ transferId }) => transferId === transfer.id);
  const isChanged = before !== undefined && before.bytes !== bytes;
  const first = { transferId: transfer.id, key: transfer.documentKey, bytes, accepted: false };
  return {
    ...told,
    office: before ? told.office : [...told.office, first],
    everFetched: told.everFetched.includes(transfer.id) ? told.everFetched : [...told.everFetched, transfer.id],
    officeSaw: isChanged ? `the bytes of the ${transfer.kind} changed after they had been fetched` : told.officeSaw,
  };
}

/** The planted fault: what is fetched is planned from the order as it is now. */
function remade(world: World, { system, facts, settings }: Setting, { transfer }: Stored): string | null {
  const { order } = database.orderOf(world);
  const { delivery } = system;
  if (!order || delivery.how !== 'pulled') return null;
  const { kind, documentKey: key } = transfer;
  const about = { kind: 'order' as const, reference: transfer.aboutReference };
  const given = { kind, about, order, key, customerKey: null, documents: [], functions: [], decisions: {} };
  const planned = system.makePlan({ ...given, settings, facts });
  return planned.kind === 'plan' ? Buffer.from(delivery.render(planned.plan).bytes).toString('utf8') : null;
}

/** `handover.ts` acknowledge. What the office refuses it throws away. */
function acknowledged(world: World, setting: Setting, stored: Stored, said: Acknowledgement): World {
  const { transfer } = stored;
  const event = acknowledgementEvent(said, transfer);
  if (!rowOf(transfer, event.name)) {
    const unheard = transfer.state === 'done' && !isSaid(said, transfer);
    return unheard ? { ...world, officeSaw: `its word for the ${transfer.kind}, said twice, is not known` } : world;
  }
  const transition = applyEvent(transfer, event, setting.timing, 0);
  const to = database.store(world, setting, transfer, transition, { review: true });
  if (!to) throw new Error('a row that is locked was moved by somebody else');
  const isIts = ({ transferId }: Fetched): boolean => transferId === transfer.id;
  return {
    ...to,
    office:
      said.kind === 'refused'
        ? to.office.filter((its) => !isIts(its))
        : to.office.map((its) => (isIts(its) ? { ...its, accepted: true } : its)),
  };
}

/** `handover.ts` offerAgain: what was fetched and not acknowledged in time. */
export function offeringAgain(world: World, setting: Setting): Choice[] {
  return world.rows.flatMap(({ transfer, dueAt }): Choice[] => {
    if (transfer.state !== 'handed_over' || transfer.reason !== 'fetched' || dueAt > world.now) return [];
    const transition = applyEvent(transfer, { name: 'not_acknowledged' }, setting.timing, 0);
    const to = database.store(world, setting, transfer, transition);
    return to ? [{ label: `janitor: offers the ${transfer.kind} again`, to }] : [];
  });
}
