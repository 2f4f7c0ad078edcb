import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { editedOrder, type Edit } from './edited-order.ts';
import { until } from './until.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** Steps for tests about one order that is edited in the shop after it was sent. */

type Body = Record<string, unknown>;

/** The world of the test that runs, which `openWithSentOrder` or `openEditsWorld` opened. */
export let world: World;

export async function openEditsWorld(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
}

/** The order as it is sent first: two articles and shipping. */
export const unedited: Edit = {
  lines: [
    { id: 1, quantity: 1, net: 10_000 },
    { id: 2, quantity: 2, net: 6000 },
  ],
  shipping: 8000,
};

/** The order with its first line changed. */
export const withFirstLine = (line: Partial<Edit['lines'][number]>): Edit => ({
  ...unedited,
  lines: [{ id: 1, quantity: 1, net: 10_000, ...line }, ...unedited.lines.slice(1)],
});

/** Opens a world, and has the order sent to Go. */
export async function openWithSentOrder(order: Edit = unedited, options: WorldOptions = {}): Promise<void> {
  await openEditsWorld(options);
  await world.sendOrder(1, editedOrder(1, order));
  expect(await world.settle()).toHaveLength(1);
}

/** The shop sends the order after an edit. `changes`: further fields of the body that the edit changes. */
export const sendEdit = (generation: number, edit: Edit, changes: Body = {}) =>
  world.sendOrder(generation, editedOrder(1, edit, changes));

/** Settles; each transfer in one line, with the total of its document: `amendment done sent 42500`. */
export const settledTotals = () => world.settled('kind', 'state', 'reason', 'targetTotal');

/** The drafts in Go. */
export const drafts = () => world.held().orders;

export const firstDraftId = () => drafts()[0]?.id ?? '';

/** Each draft in one line: `Draft 1252: item-1 1 × 10.02, rounding -1 × 0.01`. */
export const draftLines = () =>
  drafts().map(({ status, total, lines }) => {
    const sold = lines.map((line) => `${line.externalImportReference} ${line.quantity} × ${line.unitPrice}`);
    return `${status} ${total}: ${sold.join(', ')}`;
  });

/** The requests that changed a draft or a line of one: `PATCH line`. */
export const draftChanges = () =>
  world
    .held()
    .requests.filter(({ method, path }) => method !== 'GET' && /\/SalesOrders\/(?!Complete)/.test(path))
    .map(({ method, path }) => `${method} ${path.includes('/Lines') ? 'line' : 'order'}`);

/**
 * Begins something, and does something else meanwhile: when a worker first comes to the point of that step or kind of document. Then
 * the world settles.
 */
export async function meanwhileAt(
  point: Point,
  stepOrKind: string,
  begin: () => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  await begin();
  let isReached = false;
  const worker = world.worker(async (reached, { step }) => {
    if (isReached || reached !== point || (point !== 'planned' && step?.kind !== stepOrKind)) return;
    isReached = true;
    await meanwhile();
  });
  worker.start();
  await until(() => isReached);
  await world.settle();
  await worker.stop();
}
