import type { Verb } from '@kontor/shared/api/view';
import { transferIdOf } from '../setup/ids.ts';
import { timingOf } from '../../bridge-server/src/mirror/mirror.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { readDocuments } from '../../bridge-server/src/mirror/person/documents.ts';
import { nameDocument } from '../../bridge-server/src/mirror/person/found.ts';
import { personEvents, type PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { states, table, type Row, type TransferState } from '../../bridge-server/src/mirror/transfer/states.ts';
import { plantOrder, plantTransfer } from '../setup/plant.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';

let world: World;
/** The content of an order that is sent, as it is stored. */
let content: Record<string, unknown>;
beforeAll(async () => {
  world = await openWorld();
  await world.sendOrder(1, simpleOrder(1));
  content = (await readContent(world.database.pool, world.shop, '1')) as Record<string, unknown>;
});
afterAll(() => world.close());

const step = JSON.stringify({ key: 'order', kind: 'vendor.order.create', does: 'document', input: {} });
/** What may have been done of a transfer. */
const courses: Readonly<Record<string, Record<string, unknown>>> = {
  'nothing begun': {},
  begun: { intent: step, intent_at: new Date(), results: JSON.stringify({ order: { id: 'r' } }) },
  'with an open intent': { intent: step, intent_at: new Date(), intent_open: true },
  fetched: { fetched: true },
  'asked for again': { intent: step, intent_at: new Date(), intent_open: true, replayed_from: 'done' },
};
/** How an order may stand. */
const orders: Readonly<Record<string, Record<string, unknown>>> = {
  sent: {},
  'called off': { status: 'cancelled', stage: 'called_off' },
  draft: { status: 'checkout-draft', stage: 'draft' },
};

const verbs = [...(Object.keys(personEvents) as PersonVerb[]), 'found'] satisfies Verb[];

/** Every reason with which the state table lets a transfer be in the state. */
const reasonsOf = (state: TransferState): string[] => [
  ...new Set(
    (table as readonly Row[])
      .filter(({ to }) => to === state)
      .map(({ reason }) => (reason.endsWith('.') ? `${reason}example` : reason)),
  ),
];

let last = 1;
const at = (orderId: string) => ({ shopId: world.shop, connectionId: world.connection.id, orderId });
const contentOf = (order: Record<string, unknown>) => ({ snapshot: JSON.stringify({ ...content, ...order }) });
const plant = async (columns: Record<string, unknown>, order: Record<string, unknown>) => {
  const orderId = String(++last);
  await plantOrder(world.database, world.shop, orderId, contentOf(order));
  return { orderId, id: (await plantTransfer(world.database, at(orderId), columns)).id };
};
const offeredFor = async (orderIds: readonly string[]) =>
  readDocuments(world.database.pool, world.mirror().systems, world.shop, orderIds);

/** Whether the bridge takes it when it is said. */
async function isTaken(verb: Verb, id: number): Promise<boolean> {
  const transfer = { shopId: world.shop, id: transferIdOf(id) };
  if (verb !== 'found') return (await applyVerb(world.database, verb, transfer, timing(), 'operator:tester')).ok;
  const found = await nameDocument(world.mirror(), transfer, '0', 'operator:tester');
  return found.ok || found.error.code !== 'transfer.not_now';
}
const timing = () => timingOf(world.mirror(), null);

describe('the verbs that are offered for a document', () => {
  it.each(states.flatMap((state) => Object.keys(courses).map((course) => [state, course] as const)))(
    'are those that the bridge accepts: %s, %s',
    async (state, course) => {
      // How the order stands has a say in sending and looking again only.
      const cases = reasonsOf(state).flatMap((reason) =>
        Object.entries(orders).flatMap(([order, its]) =>
          (order === 'sent' ? verbs : verbs.filter((verb) => verb === 'send' || verb === 'replay')).map((verb) => ({
            reason,
            order,
            its,
            verb,
          })),
        ),
      );
      const planted = await Promise.all(
        cases.map(async (planned) => ({
          ...planned,
          ...(await plant({ ...courses[course], state, reason: planned.reason }, planned.its)),
        })),
      );
      const offered = await offeredFor(planted.map(({ orderId }) => orderId));
      const judged = await Promise.all(
        planted.map(async ({ reason, order, verb, orderId, id }) => ({
          is: `${verb} of ${reason}, order ${order}`,
          offered: offered.get(orderId)?.some((document) => document.verbs.includes(verb)),
          taken: await isTaken(verb, id),
        })),
      );
      expect(judged.filter(({ offered, taken }) => offered !== taken)).toEqual([]);
      expect(judged.length).toBeGreaterThan(verbs.length);
    },
  );

  it('are some in every state that waits for a person, and none while it is being sent', async () => {
    const of = async (columns: Record<string, unknown>) => {
      const { orderId } = await plant(columns, {});
      return (await offeredFor([orderId])).get(orderId)?.flatMap((document) => document.verbs);
    };
    expect(await of({ state: 'blocked', reason: 'gap.rate_unmapped' })).toEqual(['retry', 'elsewhere', 'cancel']);
    expect(await of({ ...courses['with an open intent'], state: 'blocked', reason: 'doubt.ask' })).toEqual([
      'retry',
      'elsewhere',
      'absent',
      'found',
    ]);
    expect(await of({ ...courses['begun'], state: 'blocked', reason: 'refused.document_differs' })).toEqual([
      'retry',
      'elsewhere',
      'accept',
    ]);
    expect(await of({ state: 'closed', reason: 'rule.status' })).toEqual(['send']);
    expect(await of({ state: 'sending', reason: 'claimed.order' })).toEqual([]);
  });

  it('do not have a replay for a document that a cancellation took back', async () => {
    const done = { ...courses['begun'], state: 'done', reason: 'sent', document_id: 'd', document_number: '1' };
    const { orderId } = await plant(done, {});
    const said = async () => (await offeredFor([orderId])).get(orderId)?.map((document) => document.verbs);
    expect(await said()).toEqual([['replay']]);
    await plantTransfer(world.database, at(orderId), {
      kind: 'cancellation',
      state: 'done',
      reason: 'sent',
      document_id: 'e',
    });
    expect(await said()).toEqual([[], []]);
  });

  it('are none that depend on the order when this version cannot read the order', async () => {
    const { orderId } = await plant({ state: 'closed', reason: 'rule.status' }, { status: 7 });
    expect((await offeredFor([orderId])).get(orderId)?.map((document) => document.verbs)).toEqual([[]]);
  });
});
