import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { operator } from '../../bridge-server/src/ids.ts';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { fetchNextFile } from '../../bridge-server/src/shops/files/fetch.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { startMmorthosoftSandbox } from '../sandboxes/mmorthosoft/sandbox.ts';
import { openHttp } from './http.ts';
import { listening } from './listening.ts';
import { openLocalEgress } from './local-egress.ts';
import { withOrthosoft } from './orthosoft-mirror.ts';
import { until } from './until.ts';
import { openWorld, type World } from './world.ts';

/** The world's bridge, which knows mmOrthosoft as well, and logs everything into `lines`. */
function mirrorWith(world: World, lines: string[]): Mirror {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, written) {
      lines.push(chunk.toString('utf8'));
      written();
    },
  });
  return { ...withOrthosoft(world.mirror()), log: pino({ level: 'trace' }, stream) };
}

/** A shop whose orders an office fetches, with the worker of its bridge and an office that fetches when it is told. */
export async function openFetchingWorld() {
  const world = await openWorld();
  const ended: (() => unknown)[] = [];
  const lines: string[] = [];
  const mirror = mirrorWith(world, lines);
  const http = await openHttp({ ...world, mirror: () => mirror }, {}, mirror.log);
  const asOperator = await http.callerOf(operator);
  const shop = await world.addCompany();
  const asShop = await http.callerOf(shop.shop);
  const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await http.request(asOperator, 'post', `/v1/shops/${shop.shop}/${path}`, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body as Record<string, unknown>;
  };
  // The shop has no other office, so that its orders are finished once this one has accepted them.
  await http.request(asOperator, 'delete', `/v1/shops/${shop.shop}/connections/${shop.connection.id}`);
  const { port } = await listening(createServer(http.app), ended);
  const connection = String((await ask('connections', { system: 'mmorthosoft', credentials: {} }))['connection']);
  const made = await ask(`connections/${connection}/office-keys`, { name: 'office' });
  const documents = `http://127.0.0.1:${port}${new URL(String(made['documents'])).pathname}`;
  const key = String(made['key']);
  const sandbox = await startMmorthosoftSandbox({ bridge: { documents, key } });
  const worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 4, pollSeconds: 0.02 });
  worker.start();
  const transfersOf = async (order: number) =>
    (await shop.transfers()).filter(
      ({ connectionId, orderNumber }) => connectionId === connection && orderNumber === String(order),
    );
  const egress = openLocalEgress();

  return {
    world,
    shop,
    mirror,
    connection,
    /** What a program at the office is told: the address of the documents, and the key. */
    access: { documents, key },
    office: sandbox.office,
    ask,
    /** What the bridge has logged so far. */
    log: () => lines.join(''),
    transfersOf,
    /** Waits until the order's transfers stand like this: `order done accepted`. */
    async untilStanding(order: number, expected: string[]): Promise<void> {
      const standing = async () =>
        (await transfersOf(order)).map(({ kind, state, reason }) => `${kind} ${state} ${reason}`);
      await until(
        async () => JSON.stringify(await standing()) === JSON.stringify(expected),
        async () => `order ${order}: ${(await standing()).join('; ')}`,
      );
    },
    /** The shop sends a file. */
    put: (bytes: Uint8Array, sha256 = hashOf(bytes)) =>
      http.request(asShop, 'put', `/v1/shops/${shop.shop}/files/${sha256}`, bytes),
    /** What the office asks of the bridge, below the address of the documents. */
    fetchAsOffice: (path: string, with_ = key) =>
      fetch(documents + path, { headers: { authorization: `Bearer ${with_}` } }),
    /** The bridge fetches all files that are due. `hosts`: besides the shop's own. */
    async fetchFiles(hosts: readonly string[] = []): Promise<void> {
      const fetcher = { pool: world.database.pool, egress, log: mirror.log, hosts, retryScale: 1 };
      while (await fetchNextFile(fetcher));
    },
    ended,
    async close() {
      await worker.stop();
      await egress.close();
      await sandbox.close();
      for (const end of ended) await end();
      await world.close();
    },
  };
}

export type FetchingWorld = Awaited<ReturnType<typeof openFetchingWorld>>;

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A PDF as far as its first bytes go, with that text in it. */
export const pdfWith = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);

/** The order's meta data that names the file, as the plugin writes it. `order`: the order that the file is of. */
export const namingFile = (bytes: Uint8Array, number = 1, order?: number) => ({
  key: `_kontor_file_${number}`,
  value: JSON.stringify({ sha256: hashOf(bytes), name: `scan ${number}.pdf`, purpose: 'prescription', order }),
});
