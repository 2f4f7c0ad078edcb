import { transferIdOf } from './ids.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { editedOrder, type Edit } from './edited-order.ts';
import { until } from './until.ts';
import { openWorld, testTiming, type World, type WorldOptions } from './world.ts';

/** What tests about one order that is edited after it was sent have in common. */

type Body = Record<string, unknown>;
const brief = ({
  kind,
  state,
  reason,
  targetTotal,
}: {
  kind: string;
  state: string;
  reason: string;
  targetTotal: number | null;
}) => `${kind} ${state} ${reason}${targetTotal === null ? '' : ` ${targetTotal}`}`;

export let world: World;
export const open = async (options: WorldOptions = {}) => {
  world = await openWorld(options);
};
export const receive = (generation: number, order: Body, ...refunds: Body[]) =>
  world.receive({ generation, order, refunds });
export const settled = async () => (await world.settle()).map(brief);
export const orders = () => world.sandbox.control.state().orders;
export const says = () =>
  orders().map(
    ({ status, total, lines }) =>
      `${status} ${total}: ${lines.map(({ externalImportReference, quantity, unitPrice }) => `${externalImportReference} ${quantity} × ${unitPrice}`).join(', ')}`,
  );
/** The requests that change something, apart from those that make customers and orders. */
export const changes = () =>
  world.sandbox.control
    .state()
    .requests.filter(({ method, path }) => method !== 'GET' && /\/SalesOrders\/(?!Complete)/.test(path))
    .map(({ method, path }) => `${method} ${path.includes('/Lines') ? 'line' : 'order'}`);
export const draftId = () => orders()[0]?.id ?? '';

export const before: Edit = {
  lines: [
    { id: 1, quantity: 1, net: 10_000 },
    { id: 2, quantity: 2, net: 6000 },
  ],
  shipping: 8000,
};
export const sent = async (edit: Edit = before, options: WorldOptions = {}) => {
  await open(options);
  await receive(1, editedOrder(1, edit));
  expect(await settled()).toHaveLength(1);
};
export const edited = (generation: number, edit: Edit, changed: Body = {}) =>
  receive(generation, editedOrder(1, edit, changed));
export const withFirst = (line: Partial<Edit['lines'][number]>): Edit => ({
  ...before,
  lines: [{ id: 1, quantity: 1, net: 10_000, ...line }, ...before.lines.slice(1)],
});

export const say = (verb: 'accept' | 'retry' | 'elsewhere', id: number | undefined) =>
  applyVerb(world.database, verb, { shopId: world.shop, id: transferIdOf(id) }, testTiming, 'operator:test');

/**
 * Runs a worker that does `meanwhile` where it first comes to the point of that step or kind of document, until nothing
 * is left to do.
 */
export async function heldAt(
  point: Point,
  what: string,
  meanwhile: () => Promise<unknown>,
  begin: () => Promise<unknown>,
): Promise<void> {
  await begin();
  let held = false;
  const worker = world.worker(async (reached, { step }) => {
    if (held || reached !== point || (point !== 'planned' && step?.kind !== what)) return;
    held = true;
    await meanwhile();
  });
  worker.start();
  await until(async () => held);
  await world.settle();
  await worker.stop();
}
