import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderDelivery, type FolderDelivery } from '../../bridge-server/src/mirror/office/folder-delivery.ts';
import { DocumentsClient } from '../../bridge-server/src/office-fetcher/documents-client.ts';
import { openFetcher } from '../../bridge-server/src/office-fetcher/fetcher.ts';
import { hashOf, namingFile, openFetchingWorld, pdfWith, type FetchingWorld } from '../setup/fetching-world.ts';
import { listening } from '../setup/listening.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

let world: FetchingWorld;
beforeAll(async () => {
  world = await openFetchingWorld();
});
afterAll(() => world.close());

let folder: string;
let delivery: FolderDelivery;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kontor-attachments-'));
  for (const name of ['done', 'refused']) await mkdir(join(folder, name));
  const { mirror, shop, connection } = world;
  delivery = createFolderDelivery(mirror, [{ shopId: shop.shop, connectionId: connection, folder }]);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('pixels')]);
const namesIn = async (below = ''): Promise<string[]> =>
  (await readdir(join(folder, below))).filter((name) => /^\d/.test(name)).sort();
/** What the office reads: each document of the folder, with the attachments that its XML names. */
async function read(): Promise<{ name: string; files: Buffer[] }[]> {
  const documents = (await namesIn()).filter((name) => name.endsWith('.xml'));
  return Promise.all(
    documents.map(async (name) => {
      const xml = await readFile(join(folder, name), 'utf8');
      const hashes = [...xml.matchAll(/<sha256>([^<]+)<\/sha256>/g)].map(([, sha256 = '']) => sha256);
      const place = join(folder, name.replace('.xml', '.files'));
      const there = hashes.length === 0 ? [] : await readdir(place).catch(() => []);
      const names = hashes.flatMap((sha256) => there.filter((file) => file.startsWith(sha256)));
      return { name, files: await Promise.all(names.map((file) => readFile(join(place, file)))) };
    }),
  );
}
/** The bridge offers an order with these files. Returns its document's transfer, and the name of the document's file. */
async function offer(order: number, ...files: Buffer[]): Promise<{ id: number; name: string; attachments: string }> {
  for (const file of files) await world.put(file);
  const named = files.map((file, index) => namingFile(file, index + 1));
  await world.shop.sendOrder(1, simpleOrder(order, { meta_data: named }));
  await world.untilStanding(order, ['order handed_over offered']);
  const [transfer] = await world.transfersOf(order);
  const stem = `${String(transfer?.id).padStart(10, '0')}-${transfer?.documentKey}`;
  return { id: Number(transfer?.id), name: `${stem}.xml`, attachments: `${stem}.files` };
}
const storedFile = (bytes: Buffer) =>
  world.world.database.knex('files').where({ shop_id: world.shop.shop, sha256: hashOf(bytes) });
const standing = async (order: number) =>
  (await world.transfersOf(order)).map(({ state, reason }) => `${state} ${reason}`);
/** The office moves the file of a document. */
const move = (name: string, to: 'done' | 'refused') => rename(join(folder, name), join(folder, to, name));

describe('the attachments of a document in the folder of an office', () => {
  it('lie beside it, and go away with it once the office has accepted it', async () => {
    const scan = pdfWith('in a folder');
    const { name, attachments } = await offer(401, scan, png);
    await delivery.round();
    expect(await read()).toEqual([{ name, files: [scan, png] }]);
    const files = await readdir(join(folder, attachments));
    expect(files.sort()).toEqual([`${hashOf(scan)}.pdf`, `${hashOf(png)}.png`].sort());
    await move(name, 'done');
    await delivery.round();
    expect(await standing(401)).toEqual(['done accepted']);
    expect([await namesIn(), await namesIn('done')]).toEqual([[], []]);
  });

  it('go away as well once the office has refused it, and come again after a retry', async () => {
    const scan = pdfWith('refused');
    const { id, name, attachments } = await offer(402, scan);
    await delivery.round();
    await writeFile(join(folder, 'refused', name.replace('.xml', '.txt')), 'Rezept fehlt');
    await move(name, 'refused');
    await delivery.round();
    expect(await standing(402)).toEqual(['blocked refused.by_office']);
    expect([await namesIn(), await namesIn('refused')]).toEqual([[], []]);
    await world.ask(`transfers/${id}/retry`, {});
    await world.untilStanding(402, ['order handed_over offered']);
    await delivery.round();
    expect(await namesIn()).toEqual([attachments, name]);
    await move(name, 'done');
    await delivery.round();
  });

  it('appear before it, and are not written twice if the process dies between them', async () => {
    const scan = pdfWith('before');
    const { name, attachments } = await offer(403, scan);
    // The document cannot appear where a folder is.
    await mkdir(join(folder, name));
    await delivery.round();
    const path = join(folder, attachments, `${hashOf(scan)}.pdf`);
    const { ino } = await stat(path);
    await rm(join(folder, name), { recursive: true });
    await writeFile(join(folder, `.kontor-${name}.part`), 'half');
    await delivery.round();
    expect(await read()).toEqual([{ name, files: [scan] }]);
    expect((await stat(path)).ino).toBe(ino);
    expect((await readdir(folder)).filter((other) => other.startsWith('.kontor-'))).toEqual([]);
    await move(name, 'done');
    await delivery.round();
  });

  it('are left out as far as the bridge has removed them', async () => {
    const [kept, removed] = [pdfWith('kept'), pdfWith('removed')];
    const { name } = await offer(404, kept, removed);
    await storedFile(removed).update({ sealed: null });
    await delivery.round();
    expect(await read()).toEqual([{ name, files: [kept] }]);
    await move(name, 'done');
    await delivery.round();
  });

  it('do not stay behind when its document ends in another way', async () => {
    const { id, name, attachments } = await offer(405, pdfWith('ends'));
    await delivery.round();
    await rm(join(folder, name));
    await delivery.round();
    expect(await namesIn()).toEqual([attachments]);
    await world.ask(`transfers/${id}/elsewhere`, {});
    await delivery.round();
    expect(await namesIn()).toEqual([]);
  });
});

describe('a document with attachments over HTTP', () => {
  /** One round of kontor fetch, as a process of its own. */
  async function fetchOnce(access = world.access): Promise<void> {
    const client = new DocumentsClient(access);
    const fetcher = await openFetcher({ client, folder, acceptedWhen: 'written', say: () => undefined });
    await fetcher.poll().finally(() => fetcher.close());
  }

  it('names them in a header, as far as the bridge still has them', async () => {
    const [kept, removed] = [pdfWith('named'), pdfWith('named no more')];
    const { id } = await offer(411, kept, png, removed);
    const named = async () => (await world.fetchAsOffice(`/${id}`)).headers.get('kontor-attachments');
    expect(await named()).toBe([kept, png, removed].map(hashOf).join(', '));
    await storedFile(removed).update({ sealed: null });
    expect(await named()).toBe([kept, png].map(hashOf).join(', '));
    expect((await world.fetchAsOffice(`/${(await offer(412)).id}`)).headers.get('kontor-attachments')).toBeNull();
    await world.world.passTime();
    await fetchOnce();
  });

  it('is fetched by kontor fetch with its attachments, and then accepted', async () => {
    const scan = pdfWith('by kontor fetch');
    const { name } = await offer(413, scan, png);
    await fetchOnce();
    expect(await read()).toEqual([{ name, files: [scan, png] }]);
    expect(await standing(413)).toEqual(['done accepted']);
  });

  it('is written by a later round if an attachment cannot be fetched now, and the words say why', async () => {
    const scan = pdfWith('whole');
    const { name } = await offer(414, scan);
    const [row] = await storedFile(scan).select<{ sealed: Buffer }[]>('sealed');
    await storedFile(scan).update({ sealed: pdfWith('of another order') });
    const words = `${name} waits, since its attachment ${hashOf(scan)} cannot be fetched. Its bytes are not those`;
    for (const _round of [1, 2]) await expect(fetchOnce()).rejects.toThrow(words);
    expect(await namesIn()).toEqual([]);
    await storedFile(scan).update({ sealed: row?.sealed });
    await fetchOnce();
    expect(await read()).toEqual([{ name, files: [scan] }]);
  });

  it('is not written with an attachment that is larger than 10 MB, or if the bridge names attachments like paths', async () => {
    const bridge = (header: string) =>
      createServer((req, res) => {
        const list = { documents: [{ document: 7, key: 's1-7', kind: 'order', again: false }], more: false };
        if (req.url === '/documents') res.end(JSON.stringify(list));
        else if (req.url === '/documents/7') res.setHeader('kontor-attachments', header).end('<intake/>');
        else res.end(Buffer.alloc(10 * 1024 * 1024 + 1));
      });
    const roundAt = async (header: string) => {
      const { port } = await listening(bridge(header), world.ended);
      await fetchOnce({ documents: `http://127.0.0.1:${port}/documents`, key: 'key' });
    };
    await expect(roundAt(hashOf(png))).rejects.toThrow('It is larger than 10 MB.');
    await expect(roundAt('../../etc/passwd')).rejects.toThrow('does not name the attachments as agreed');
    expect(await namesIn()).toEqual([]);
  });

  it('gives out no attachment before the document itself, while its connection is paused', async () => {
    const scan = pdfWith('paused');
    const { id } = await offer(415, scan);
    const path = `/${id}/attachments/${hashOf(scan)}`;
    await world.ask(`connections/${world.connection}/pause`, {});
    expect((await world.fetchAsOffice(path)).status).toBe(404);
    await world.ask(`connections/${world.connection}/resume`, {});
    expect((await world.fetchAsOffice(`/${id}`)).status).toBe(200);
    await world.ask(`connections/${world.connection}/pause`, {});
    expect((await world.fetchAsOffice(path)).status).toBe(200);
    await world.ask(`connections/${world.connection}/resume`, {});
  });
});
