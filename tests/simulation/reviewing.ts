import { transferIdOf } from '../setup/ids.ts';
import { reviewTransfer } from '../../bridge-server/src/mirror/maintenance/reviewing.ts';
import type { FurtherTransfer } from '../../bridge-server/src/mirror/transfer/add.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { holdsLane } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { fresh, must, orderOf, replaced, rowAt, siblingsOf, store } from './database.ts';
import type { Choice, Setting, Stored, World } from './world.ts';

/** The review of what changed: which documents follow from a newer revision. The decisions are the product's own. */

export const reviewing = (world: World, setting: Setting): Choice[] =>
  reviewable(world).map((id) => {
    const to = review(world, setting, id);
    const { kind, state, reason } = rowAt(to, id).transfer;
    return { label: `review: of the ${kind}: ${state} ${reason}`, to };
  });

/** `review.ts` reviewOne: what is marked and not in a worker's hand. */
const reviewable = (world: World): number[] =>
  world.rows
    .filter(
      ({ transfer, reviewAt }) =>
        reviewAt !== null && reviewAt <= world.now && transfer.state !== 'sending' && transfer.state !== 'in_doubt',
    )
    .map(({ transfer }) => transfer.id);

function review(world: World, setting: Setting, id: number): World {
  const stored = rowAt(world, id);
  const transfer =
    setting.planted === 'bytes remade after a fetch' ? { ...stored.transfer, fetched: false } : stored.transfer;
  const looked = replaced(world, { ...stored, reviewAt: null });
  const marked = transfer.kind === 'order' && transfer.insisted ? alsoReviewed(looked, id, isRuledOut) : looked;
  const { system, rules, timing } = setting;
  const siblings = siblingsOf(world);
  const reviewed = reviewTransfer({ transfer, row: orderOf(world).row, siblings, system, rules, timing });
  if (!reviewed) return marked;
  const { event, transition, further } = reviewed;
  const stirred = event.name === 'wanted' && transfer.kind === 'order' ? alsoReviewed(marked, id, () => true) : marked;
  const moved = must(store(stirred, setting, transfer, transition));
  return further ? add(moved, setting, transfer, further) : moved;
}

const alsoReviewed = (world: World, id: number, which: (stored: Stored) => boolean): World => ({
  ...world,
  rows: world.rows.map((other) =>
    other.transfer.id !== id && which(other) ? { ...other, reviewAt: world.now } : other,
  ),
});

const isRuledOut = ({ transfer: { state, reason } }: Stored): boolean =>
  state === 'closed' && reason.startsWith('rule.');

/** `add.ts` addTransfer: none while one of the kind is open for what it is about, none twice. */
function add(world: World, setting: Setting, beside: Transfer, further: FurtherTransfer): World {
  const { kind, reference, about, order, reason } = further;
  const isOpen = world.rows.some(
    ({ transfer }) =>
      transfer.kind === kind &&
      transfer.aboutKind === about.kind &&
      transfer.aboutReference === about.reference &&
      (holdsLane(transfer) ||
        (setting.planted === 'a fetched amendment counts as open' && transfer.state === 'handed_over')),
  );
  const exists = world.rows.some(({ transfer }) => transfer.kind === kind && transfer.reference === reference);
  if (isOpen || exists) return world;
  const { subjectId, currency } = beside;
  const added = fresh(
    {
      id: transferIdOf(world.rows.length + 1),
      subjectId,
      kind,
      reference,
      aboutKind: about.kind,
      aboutReference: about.reference,
      documentKey: documentKey(beside, kind, reference, setting.system.longestKey),
      state: 'waiting',
      reason,
      currency,
      total: order.total,
    },
    world.now,
    setting,
  );
  return { ...world, rows: [...world.rows, added] };
}
