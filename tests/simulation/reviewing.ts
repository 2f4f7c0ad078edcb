import { transferIdOf } from '../setup/ids.ts';
import { reviewTransfer } from '../../bridge-server/src/mirror/maintenance/reviewing.ts';
import type { FurtherTransfer } from '../../bridge-server/src/mirror/transfer/add.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { holdsLane } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { fresh, must, orderOf, replaced, rowAt, siblingsOf, store } from './database.ts';
import type { Choice, Review, Setting, Stored, World } from './world.ts';

/**
 * The review of a changed order: which documents follow from a newer revision. `review.ts` is cut into two actions
 * between which others can act: a worker takes a transfer up, for which it needs the order's row; then it decides with
 * what it has read. The decisions are the product's own code.
 */
export function reviewing(world: World, setting: Setting): Choice[] {
  const { review } = world;
  if (review) return [deciding(world, setting, review), ...puttingOff(world, review)];
  return reviewable(world).map((id) => takingUp(world, setting, id));
}

/** `review.due`: the transfers that are marked for review and that no worker has in hand. */
const reviewable = (world: World): number[] =>
  world.rows
    .filter(
      ({ transfer, reviewAt }) =>
        reviewAt !== null && reviewAt <= world.now && transfer.state !== 'sending' && transfer.state !== 'in_doubt',
    )
    .map(({ transfer }) => transfer.id);

const [firstReviewer, secondReviewer] = ['worker 1', 'worker 2'] as const;

function takingUp(world: World, setting: Setting, id: number): Choice {
  const reviewing = { ...world, review: { worker: firstReviewer, id, siblings: siblingsOf(world) } };
  if (setting.reviewers === 1) return deciding(reviewing, setting, reviewing.review);
  return { label: `${firstReviewer}: takes the ${rowAt(world, id).transfer.kind} up for review`, to: reviewing };
}

/** `review.lock`: another review holds the order's row, so the transfer's review is put off by a second. */
const puttingOff = (world: World, { id: held }: Review): Choice[] =>
  reviewable(world)
    .filter((id) => id !== held)
    .map((id) => {
      const stored = rowAt(world, id);
      return {
        label: `${secondReviewer}: finds the order's row held, and puts the review of the ${stored.transfer.kind} off`,
        to: replaced(world, { ...stored, reviewAt: world.now + 1 }),
      };
    });

function deciding(world: World, setting: Setting, review: Review): Choice {
  const to = decide({ ...world, review: null }, setting, review);
  const { kind, state, reason } = rowAt(to, review.id).transfer;
  return { label: `${review.worker}: reviews the ${kind}: ${state} ${reason}`, to };
}

function decide(world: World, setting: Setting, { id, siblings }: Review): World {
  const stored = rowAt(world, id);
  const transfer = asPlanted(world, setting, stored.transfer);
  const looked = replaced(world, { ...stored, reviewAt: null });
  const marked = transfer.kind === 'order' && transfer.insisted ? alsoReviewed(looked, id, isRuledOut) : looked;
  const { system, rules, timing } = setting;
  const reviewed = reviewTransfer({ transfer, row: orderOf(world).row, siblings, system, rules, timing });
  if (!reviewed) return marked;
  const { event, transition, further } = reviewed;
  const stirred = event.name === 'wanted' && transfer.kind === 'order' ? alsoReviewed(marked, id, () => true) : marked;
  const moved = must(store(stirred, setting, transfer, transition));
  return further ? add(moved, setting, transfer, further) : moved;
}

/** The transfer as a review with the planted fault would see it. */
function asPlanted({ order, rows }: World, { planted }: Setting, transfer: Transfer): Transfer {
  if (planted === 'bytes remade after a fetch') return { ...transfer, fetched: false };
  const { kind, frozen } = transfer;
  if (planted !== 'a payment is superseded by what came last' || kind !== 'payment' || !frozen || !order)
    return transfer;
  const isSuperseded = rows.some(
    ({ transfer: { id, kind: later, state } }) => id > transfer.id && later === 'amendment' && state === 'done',
  );
  return isSuperseded ? { ...transfer, frozen: { ...frozen, revision: order.row.revision } } : transfer;
}

const alsoReviewed = (world: World, id: number, which: (stored: Stored) => boolean): World => ({
  ...world,
  rows: world.rows.map((other) =>
    other.transfer.id !== id && which(other) ? { ...other, reviewAt: world.now } : other,
  ),
});

const isRuledOut = ({ transfer: { state, reason } }: Stored): boolean =>
  state === 'closed' && reason.startsWith('rule.');

/** `add.ts` addTransfer: adds none while one of its kind is open about the same thing, and none twice. */
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
