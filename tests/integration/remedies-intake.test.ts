import { operator } from '../../bridge-server/src/ids.ts';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type ConnectedShop, type World } from '../setup/world.ts';

/** Gaps of orders that an office fetches, each resolved as its remedy says. */

let world: World;
let http: Http;
let asOperator: Caller;
let shop: ConnectedShop;
let connection: string;
let worker: ReturnType<typeof createWorker>;

beforeAll(async () => {
  world = await openWorld();
  const own = world.mirror();
  const atHand = { system: mmorthosoft, operator: {} };
  const mirror: Mirror = { ...own, systems: (name) => (name === mmorthosoft.key ? atHand : own.systems(name)) };
  http = await openHttp({ ...world, mirror: () => mirror });
  asOperator = await http.callerOf(operator);
  shop = await world.addCompany();
  connection = String((await ask('post', 'connections', { system: 'mmorthosoft', credentials: {} }))['connection']);
  worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 4, pollSeconds: 0.02 });
  worker.start();
});
afterAll(async () => {
  await worker.stop();
  await world.close();
});

async function ask(method: 'get' | 'post', path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await http.request(asOperator, method, `/v1/shops/${shop.shop}/${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body as Record<string, unknown>;
}
const transferOf = async (order: number) =>
  (await shop.transfers()).find(
    (transfer) => transfer.connectionId === connection && transfer.orderNumber === String(order),
  );
async function untilStanding(order: number, expected: string): Promise<void> {
  const standing = async () => {
    const { state, reason } = (await transferOf(order)) ?? {};
    return `${state} ${reason}`;
  };
  await until(async () => (await standing()) === expected, standing);
}
/** Sends the order with this text in a field; an empty text clears the field. */
const sendWith = (order: number, generation: number, key: string, value: string) =>
  shop.sendOrder(generation, simpleOrder(order, { meta_data: [{ id: 1, key, value }] }));

interface Way {
  code: 'gap.insurer_number' | 'gap.day_unreadable';
  key: string;
  wrong: string;
  /** The part of the remedy that is followed. */
  says: string;
  follow(order: number): Promise<unknown>;
}

const ik = '_kontor_insurer_ik';
const birthDate = '_kontor_patient_birth_date';
const corrected = (key: string, value: string) => (order: number) => sendWith(order, 2, key, value);

async function decideRight(): Promise<void> {
  const { tasks } = (await ask('get', 'tasks')) as {
    tasks: { id: number; options: { label: string; value: string }[] }[];
  };
  const task = tasks.find(({ options }) => options.some(({ label }) => label === 'The IK 260326824 is right'));
  await ask('post', `tasks/${task?.id}/decide`, { option: task?.options[0]?.value });
}

const ways: readonly Way[] = [
  {
    code: 'gap.insurer_number',
    key: ik,
    wrong: '260326823',
    says: 'Correct the field "_kontor_insurer_ik"',
    follow: corrected(ik, '260326822'),
  },
  { code: 'gap.insurer_number', key: ik, wrong: '260326823', says: 'or clear it.', follow: corrected(ik, '') },
  { code: 'gap.insurer_number', key: ik, wrong: '260326824', says: 'decide that it is right.', follow: decideRight },
  {
    code: 'gap.insurer_number',
    key: ik,
    wrong: 'AOK',
    says: 'Correct the field "_kontor_insurer_ik"',
    follow: corrected(ik, '109911114'),
  },
  {
    code: 'gap.day_unreadable',
    key: birthDate,
    wrong: 'May',
    says: 'Correct the field "_kontor_patient_birth_date"',
    follow: corrected(birthDate, '1950-05-14'),
  },
  { code: 'gap.day_unreadable', key: birthDate, wrong: 'May', says: 'or clear it.', follow: corrected(birthDate, '') },
];

it.each(ways.map((way, index) => ({ ...way, order: index + 1 })))(
  '$code ($wrong): $says',
  async ({ code, key, wrong, says, follow, order }) => {
    await sendWith(order, 1, key, wrong);
    await untilStanding(order, `blocked ${code}`);
    const shown = await ask('get', `transfers/${(await transferOf(order))?.id}`);
    expect(shown['remedy']).toContain(says);
    await follow(order);
    await untilStanding(order, 'handed_over offered');
  },
);
