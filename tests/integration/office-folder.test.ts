import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operator, transferId } from '../../bridge-server/src/ids.ts';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { createFolderDelivery, type FolderDelivery } from '../../bridge-server/src/mirror/office/folder-delivery.ts';
import { fetchOffered } from '../../bridge-server/src/mirror/office/handover.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { folderTroubleOf, readOffices } from '../../bridge-server/src/shops/office/overdue.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { withOrthosoft } from '../setup/orthosoft-mirror.ts';
import { until } from '../setup/until.ts';
import { orderBilledTo, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type ConnectedShop, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let worker: ReturnType<typeof createWorker>;
let mirror: Mirror;
beforeAll(async () => {
  world = await openWorld();
  mirror = withOrthosoft(world.mirror());
  http = await openHttp({ ...world, mirror: () => mirror });
  asOperator = await http.callerOf(operator);
  worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 4, pollSeconds: 0.02 });
  worker.start();
});
afterAll(async () => {
  await worker.stop();
  await world.close();
});

let shop: ConnectedShop;
let connection: string;
let folder: string;
let delivery: FolderDelivery;
let now: number;
beforeEach(async () => {
  shop = await world.addCompany();
  const body = { system: 'mmorthosoft', credentials: {} };
  connection = String((await ask('post', 'connections', body))['connection']);
  folder = await mkdtemp(join(tmpdir(), 'kontor-office-folder-'));
  for (const name of ['done', 'refused']) await mkdir(join(folder, name));
  now = 0;
  delivery = deliveryOfOneProcess();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const deliveryOfOneProcess = (): FolderDelivery =>
  createFolderDelivery(mirror, [{ shopId: shop.shop, connectionId: connection, folder }], () => now);

async function ask(method: 'get' | 'post', path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await http.request(asOperator, method, `/v1/shops/${shop.shop}/${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body as Record<string, unknown>;
}
const transfersToOffice = async () =>
  (await shop.transfers()).filter((transfer) => transfer.connectionId === connection);
const standing = async (): Promise<string[]> =>
  (await transfersToOffice()).map(({ kind, state, reason }) => `${kind} ${state} ${reason}`);
const untilStanding = (...expected: string[]): Promise<void> =>
  until(
    async () => JSON.stringify(await standing()) === JSON.stringify(expected),
    async () => (await standing()).join('; '),
  );
const files = async (below = ''): Promise<string[]> =>
  (await readdir(join(folder, below), { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
const onlyFile = async (): Promise<string> => {
  const [name, ...others] = await files();
  if (name === undefined || others.length > 0) throw new Error(`there is not one file: ${[name, ...others].join()}`);
  return name;
};
/** The office moves a file. */
const move = (name: string, to: 'done' | 'refused') => rename(join(folder, name), join(folder, to, name));
const textOf = (name: string) => readFile(join(folder, name), 'utf8');
/** The bridge offers the order, and the folder is served once. */
async function written(order: Record<string, unknown>): Promise<string> {
  await shop.sendOrder(1, order);
  await untilStanding('order handed_over offered');
  await delivery.round();
  return onlyFile();
}
const trouble = async (): Promise<string | null> => {
  const office = (await readOffices(world.database.pool, shop.shop)).find((one) => one.connectionId === connection);
  return (office && folderTroubleOf(office)?.why.code) ?? null;
};

describe('a document in the folder of an office', () => {
  it('is accepted when the office moves its file to done, and then leaves the folder', async () => {
    const name = await written(orderBilledTo(1, { first_name: 'Erika' }));
    expect(name).toMatch(/^\d{10}-[\w-]+\.xml$/);
    expect(await textOf(name)).toContain('<firstName>Erika</firstName>');
    expect(await standing()).toEqual(['order handed_over fetched']);
    await move(name, 'done');
    await delivery.round();
    expect(await standing()).toEqual(['order done accepted']);
    expect([await files(), await files('done')]).toEqual([[], []]);
  });

  it('is refused in the words of its reason file, and comes again after a retry', async () => {
    const name = await written(simpleOrder(2));
    await writeFile(join(folder, 'refused', name.replace('.xml', '.txt')), 'Rezept fehlt\n');
    await move(name, 'refused');
    await delivery.round();
    expect(await standing()).toEqual(['order blocked refused.by_office']);
    const [refused] = await transfersToOffice();
    expect(await ask('get', `transfers/${refused?.id}`)).toMatchObject({ cause: 'Rezept fehlt' });
    expect(await files('refused')).toEqual([]);
    await ask('post', `transfers/${refused?.id}/retry`, {});
    await untilStanding('order handed_over offered');
    await delivery.round();
    expect(await files()).toEqual([name]);
  });

  it('is refused without words a minute after its file was moved, if no reason or an empty one comes', async () => {
    const name = await written(simpleOrder(3));
    await writeFile(join(folder, 'refused', name.replace('.xml', '.txt')), ' \n');
    await move(name, 'refused');
    await delivery.round();
    expect(await standing()).toEqual(['order handed_over fetched']);
    now += 60_000;
    await delivery.round();
    expect(await standing()).toEqual(['order blocked refused.by_office']);
  });

  it('is made again if the order changes before it is written, and gets an amendment beside it after that', async () => {
    await shop.sendOrder(1, orderBilledTo(4, { first_name: 'First' }));
    await untilStanding('order handed_over offered');
    await shop.sendOrder(2, orderBilledTo(4, { first_name: 'Second' }));
    await until(async () => (await transfersToOffice())[0]?.plannedRevision === 2);
    await untilStanding('order handed_over offered');
    await delivery.round();
    const name = await onlyFile();
    const text = await textOf(name);
    expect(text).toContain('<firstName>Second</firstName>');
    await shop.sendOrder(3, orderBilledTo(4, { first_name: 'Third' }));
    await untilStanding('order handed_over changed.after_fetch', 'amendment handed_over offered');
    await delivery.round();
    expect(await textOf(name)).toBe(text);
    const [, amendment = ''] = await files();
    expect(await textOf(amendment)).toContain('<firstName>Third</firstName>');
  });

  it('is written with the same bytes if the process died after it was frozen, and not twice if it died later', async () => {
    await shop.sendOrder(1, simpleOrder(5));
    await untilStanding('order handed_over offered');
    const [transfer] = await transfersToOffice();
    const at = { shopId: shop.shop, connectionId: connection, transferId: transferId.parse(transfer?.id) };
    const frozen = await fetchOffered(world.database.pool, at, {
      timing: { ...world.timing, leaseSeconds: 1 },
      within: 0,
    });
    await delivery.round();
    const name = await onlyFile();
    expect(await readFile(join(folder, name))).toEqual(Buffer.from(frozen?.bytes ?? []));
    const { ino } = await stat(join(folder, name));
    await world.passTime();
    await deliveryOfOneProcess().round();
    expect((await stat(join(folder, name))).ino).toBe(ino);
    await move(name, 'done');
    await deliveryOfOneProcess().round();
    expect(await standing()).toEqual(['order done accepted']);
  });

  it('comes again with the same bytes if its file was taken away and nobody answered in time', async () => {
    const name = await written(simpleOrder(6));
    const text = await textOf(name);
    await rm(join(folder, name));
    await delivery.round();
    expect(await files()).toEqual([]);
    await world.passTime();
    await delivery.round();
    expect(await textOf(name)).toBe(text);
  });

  it('keeps its answer in the folder if nothing waits for the answer any more', async () => {
    const name = await written(simpleOrder(7));
    const [transfer] = await transfersToOffice();
    await ask('post', `transfers/${transfer?.id}/elsewhere`, {});
    await move(name, 'done');
    await writeFile(join(folder, 'done', 'notes.xml'), '');
    await delivery.round();
    expect(await files('done')).toEqual([name, 'notes.xml']);
  });

  it('is written by one of two processes', async () => {
    await shop.sendOrders(...Array.from({ length: 12 }, (_, index) => simpleOrder(20 + index)));
    await until(async () => (await standing()).filter((line) => line === 'order handed_over offered').length === 12);
    const processes = [delivery, deliveryOfOneProcess(), deliveryOfOneProcess()];
    await Promise.all(processes.map((one) => one.round()));
    const names = await files();
    expect(names).toHaveLength(12);
    for (const name of names) await move(name, 'done');
    await Promise.all(processes.map((one) => one.round()));
    await delivery.round();
    expect(new Set(await standing())).toEqual(new Set(['order done accepted']));
    expect(await files()).toEqual([]);
  });

  it('waits while its connection is paused, but comes again if it was there before', async () => {
    const name = await written(simpleOrder(8));
    await shop.sendOrder(1, simpleOrder(12));
    await untilStanding('order handed_over fetched', 'order handed_over offered');
    await ask('post', `connections/${connection}/pause`, {});
    await rm(join(folder, name));
    await world.passTime();
    await delivery.round();
    expect(await files()).toEqual([name]);
    await move(name, 'done');
    await delivery.round();
    expect(await standing()).toEqual(['order done accepted', 'order handed_over offered']);
    await ask('post', `connections/${connection}/resume`, {});
    await delivery.round();
    expect(await files()).toHaveLength(1);
  });
});

describe('the folder of an office', () => {
  it('that is missing is named, and nothing is frozen until it is there again', async () => {
    await rm(join(folder, 'done'), { recursive: true });
    await shop.sendOrder(1, simpleOrder(9));
    await untilStanding('order handed_over offered');
    await delivery.round();
    expect(await trouble()).toBe('office_folder.missing');
    expect(await standing()).toEqual(['order handed_over offered']);
    expect(await files()).toEqual([]);
    // Following the remedy.
    await mkdir(join(folder, 'done'));
    await delivery.round();
    expect(await trouble()).toBeNull();
    expect(await files()).toHaveLength(1);
  });

  it('that fails while a file is written is named, and the same bytes are written later', async () => {
    await shop.sendOrder(1, simpleOrder(10));
    await untilStanding('order handed_over offered');
    const [transfer] = await transfersToOffice();
    const name = `${String(transfer?.id).padStart(10, '0')}-${transfer?.documentKey}.xml`;
    const blocked = join(folder, name);
    await mkdir(blocked);
    await delivery.round();
    expect(await trouble()).toBe('office_folder.failed');
    expect(await files()).toEqual([`.kontor-${name}.part`]);
    await rm(blocked, { recursive: true });
    await delivery.round();
    expect(await files()).toEqual([name]);
    expect(await trouble()).toBeNull();
  });

  it('cannot make the bridge read a file elsewhere', async () => {
    const name = await written(simpleOrder(11));
    const secret = join(folder, 'secret');
    await writeFile(secret, 'secret words');
    await symlink(secret, join(folder, 'refused', name.replace('.xml', '.txt')));
    await move(name, 'refused');
    await delivery.round();
    now += 60_000;
    await delivery.round();
    expect(await standing()).toEqual(['order blocked refused.by_office']);
    const [refused] = await transfersToOffice();
    expect(JSON.stringify(await ask('get', `transfers/${refused?.id}`))).not.toContain('secret words');
  });
});
