import { createServer } from 'node:http';
import { forgetAll } from '../../bridge-server/src/mirror/maintenance/retention.ts';
import { forgetUnnamedFiles } from '../../bridge-server/src/shops/files/store.ts';
import { mmorthosoft } from '../../bridge-server/src/systems/mmorthosoft/system.ts';
import { intakeFaults } from '../sandboxes/mmorthosoft/schema.ts';
import { hashOf, namingFile, openFetchingWorld, pdfWith, type FetchingWorld } from '../setup/fetching-world.ts';
import { listening } from '../setup/listening.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

let world: FetchingWorld;
beforeAll(async () => {
  world = await openFetchingWorld();
});
afterAll(() => world.close());

const withFiles = (id: number, ...files: { key: string; value: string }[]) => simpleOrder(id, { meta_data: files });
const stored = (bytes: Uint8Array) =>
  world.world.database
    .knex('files')
    .where({ shop_id: world.shop.shop, sha256: hashOf(bytes) })
    .first<{ sealed: Buffer | null } | undefined>();
/** The gaps of the order's document: codes and cases. */
const gapsOf = async (order: number): Promise<string[]> =>
  (await world.transfersOf(order)).flatMap(({ detail }) =>
    (detail.gaps ?? []).map(({ code, case: kase }) => (kase === undefined ? code : `${code}:${kase}`)),
  );
const untilGaps = (order: number, expected: string[]) =>
  until(
    async () => JSON.stringify(await gapsOf(order)) === JSON.stringify(expected),
    async () => (await gapsOf(order)).join(', '),
  );
/** Lets all times pass that count in days. */
const age = async (days: number) => {
  for (const [table, column] of [
    ['files', 'received_at'],
    ['subjects', 'received_at'],
    ['transfers', 'changed_at'],
  ] as const)
    await world.world.database.pool.query(
      `update ${table} set ${column} = ${column} - make_interval(days => $1) where shop_id = $2`,
      [days, world.shop.shop],
    );
};

describe('a file that the shop sends', () => {
  it('is handed over with the order that names it', async () => {
    const scan = pdfWith('first');
    expect(await world.put(scan)).toMatchObject({
      status: 200,
      body: { sha256: hashOf(scan), size: scan.length, mediaType: 'application/pdf', already: false },
    });
    expect((await world.put(scan)).body).toMatchObject({ already: true });
    await world.shop.sendOrder(1, withFiles(201, namingFile(scan)));
    await world.untilStanding(201, ['order handed_over offered']);
    const [transfer] = await world.transfersOf(201);
    const xml = await (await world.fetchAsOffice(`/${transfer?.id}`)).text();
    expect(intakeFaults(Buffer.from(xml))).toEqual([]);
    expect(xml).toContain(`<sha256>${hashOf(scan)}</sha256>`);
    expect(xml).toContain('<purpose>prescription</purpose>');
    const file = await world.fetchAsOffice(`/${transfer?.id}/attachments/${hashOf(scan)}`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
  });

  it('is not shown with a document that does not name it, or by a wrong key', async () => {
    const scan = pdfWith('of another order');
    await world.put(scan);
    await world.shop.sendOrder(1, simpleOrder(202));
    await world.untilStanding(202, ['order handed_over offered']);
    const [transfer] = await world.transfersOf(202);
    const path = `/${transfer?.id}/attachments/${hashOf(scan)}`;
    expect((await world.fetchAsOffice(path)).status).toBe(404);
    expect((await world.fetchAsOffice(path, 'wrong')).status).toBe(401);
  });

  it('keeps its order waiting until it arrives, and the order then goes on by itself', async () => {
    const scan = pdfWith('late');
    await world.shop.sendOrder(1, withFiles(203, namingFile(scan)));
    await world.untilStanding(203, ['order blocked gap.file_missing']);
    await world.put(scan);
    await world.untilStanding(203, ['order handed_over offered']);
  });

  it('is refused if it is no file of an allowed type, is another one, or is too large', async () => {
    expect(await world.put(Buffer.from('<html>'))).toMatchObject({ status: 415, body: { code: 'file.wrong_type' } });
    expect(await world.put(Buffer.alloc(0))).toMatchObject({ status: 415, body: { code: 'file.wrong_type' } });
    expect(await world.put(pdfWith('a'), hashOf(pdfWith('b')))).toMatchObject({
      status: 422,
      body: { code: 'file.wrong_hash' },
    });
    const largest = 10 * 1024 * 1024;
    expect(await world.put(pdfWith('x'.repeat(largest)))).toMatchObject({
      status: 413,
      body: { code: 'body.too_large', cause: expect.stringContaining('10 MB') },
    });
    expect((await world.put(pdfWith('x'.repeat(largest - 16)))).status).toBe(200);
  });

  it('is removed after a day if no order names it, and its shop can store only so much of that', async () => {
    const [named, unnamed] = [pdfWith('named'), pdfWith('unnamed')];
    await world.put(named);
    await world.put(unnamed);
    await world.shop.sendOrder(1, withFiles(204, namingFile(named)));
    await world.world.database
      .knex('files')
      .where({ sha256: hashOf(unnamed) })
      .update({ size: 200 * 1024 * 1024 });
    expect(await world.put(pdfWith('one more'))).toMatchObject({ status: 507, body: { code: 'file.no_room' } });
    await age(2);
    await forgetUnnamedFiles(world.world.database.pool);
    expect(await stored(named)).toBeDefined();
    expect(await stored(unnamed)).toBeUndefined();
    expect((await world.put(pdfWith('one more'))).status).toBe(200);
  });

  it('is kept for its full time again when the shop sends it again', async () => {
    const { pool } = world.world.database;
    const again = pdfWith('again');
    await world.put(again);
    await age(2);
    expect((await world.put(again)).body).toMatchObject({ already: true });
    await forgetUnnamedFiles(pool);
    expect(await stored(again)).toBeDefined();
    await age(40);
    expect((await world.put(again)).body).toMatchObject({ already: true });
    const keep = { orders: 0, files: 30, exchanges: 0, people: 0, journal: 0 };
    await forgetAll({ pool, systems: [mmorthosoft], keep });
    expect((await stored(again))?.sealed).toBeInstanceOf(Buffer);
  });

  it('does not go to the office with a copy of its order, which has the same meta data', async () => {
    const [scan, own] = [pdfWith('of the first order'), pdfWith('of the copy')];
    await world.put(scan);
    await world.shop.sendOrder(1, withFiles(207, namingFile(scan, 1, 207)));
    await world.shop.sendOrder(1, withFiles(208, namingFile(scan, 1, 207)));
    await world.untilStanding(207, ['order handed_over offered']);
    await world.untilStanding(208, ['order handed_over offered']);
    const documentOf = async (order: number) => {
      const [transfer] = await world.transfersOf(order);
      const path = `/${transfer?.id}`;
      const answer = await world.fetchAsOffice(path);
      return { path, files: answer.headers.get('kontor-attachments'), xml: await answer.text() };
    };
    expect((await documentOf(207)).files).toBe(hashOf(scan));
    const copy = await documentOf(208);
    expect(copy.files).toBeNull();
    expect(copy.xml).not.toContain(hashOf(scan));
    expect((await world.fetchAsOffice(`${copy.path}/attachments/${hashOf(scan)}`)).status).toBe(404);
    // The file goes with the first order, and the copy gets its own.
    const { knex } = world.world.database;
    expect(await knex('subjects').where({ id: '208' }).first()).toMatchObject({ file_hashes: null });
    await world.put(own);
    await world.shop.sendOrder(1, withFiles(209, namingFile(scan, 2, 207), namingFile(own, 1, 209)));
    await world.untilStanding(209, ['order handed_over offered']);
    expect((await documentOf(209)).files).toBe(hashOf(own));
  });

  it('is removed a set time after the office has accepted its order, and stays known to a later amendment', async () => {
    const scan = pdfWith('accepted');
    await world.put(scan);
    await world.shop.sendOrder(1, withFiles(205, namingFile(scan)));
    await world.untilStanding(205, ['order handed_over offered']);
    const keep = { orders: 0, files: 30, exchanges: 0, people: 0, journal: 0 };
    const prune = () => forgetAll({ pool: world.world.database.pool, systems: [mmorthosoft], keep });
    await age(40);
    await prune();
    expect((await stored(scan))?.sealed).toBeInstanceOf(Buffer);
    await world.office.poll();
    await prune();
    expect((await stored(scan))?.sealed).toBeInstanceOf(Buffer);
    await age(40);
    // The bridge may still look whether the order has changed meanwhile.
    await until(async () => {
      await prune();
      return (await stored(scan))?.sealed === null;
    }, 'the file is removed');
    expect(await stored(scan)).toMatchObject({ media_type: 'application/pdf' });
    await world.shop.sendOrder(2, { ...withFiles(205, namingFile(scan)), customer_note: 'Please call' });
    await world.untilStanding(205, ['order done changed.after_sending', 'amendment handed_over offered']);
  });

  it('is one of at most 20, and is named as the plugin does, or the order says what is wrong', async () => {
    const many = Array.from({ length: 21 }, (_, index) => namingFile(pdfWith(`page ${index}`), index + 1));
    await world.shop.sendOrder(1, withFiles(206, ...many));
    await untilGaps(206, ['gap.files_too_many']);
    await world.shop.sendOrder(2, withFiles(206, { key: '_kontor_file_1', value: 'scan.pdf' }));
    await untilGaps(206, ['gap.file_unreadable']);
    // The remedy of both: name fewer files, and rightly.
    await world.shop.sendOrder(3, withFiles(206));
    await world.untilStanding(206, ['order handed_over offered']);
  });
});

describe('a file whose address stands in an order', () => {
  /** What the shop's own host answers, by the path. */
  const answers = new Map<string, { status?: number; body?: Buffer; location?: string }>();
  let host: string;
  let foreign: string;
  beforeAll(async () => {
    const serve = () =>
      createServer((req, res) => {
        const { status = 200, body = Buffer.alloc(0), location } = answers.get(req.url ?? '') ?? { status: 404 };
        res.writeHead(location ? 302 : status, location ? { location } : {}).end(body);
      });
    host = `127.0.0.1:${(await listening(serve(), world.ended)).port}`;
    foreign = `127.0.0.1:${(await listening(serve(), world.ended)).port}`;
    await world.world.database
      .knex('shops')
      .where({ id: world.shop.shop })
      .update({ url: `http://${host}` });
  });
  const withAddresses = (id: number, ...addresses: string[]) =>
    simpleOrder(id, { meta_data: [{ key: '_kontor_file_url', value: addresses.join('\n') }] });

  it("is fetched from the shop's own host, also over a redirect there, and handed over", async () => {
    const scan = pdfWith('fetched');
    answers.set('/scan.pdf', { location: '/stored/7' });
    answers.set('/stored/7', { body: scan });
    await world.shop.sendOrder(1, withAddresses(301, `http://${host}/scan.pdf`));
    await untilGaps(301, ['gap.file_not_fetched']);
    await world.fetchFiles();
    await world.untilStanding(301, ['order handed_over offered']);
    const [transfer] = await world.transfersOf(301);
    const file = await world.fetchAsOffice(`/${transfer?.id}/attachments/${hashOf(scan)}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
  });

  it('is fetched beside every other one, if a plugin keeps several in a list', async () => {
    const [front, back] = [pdfWith('front'), pdfWith('back')];
    answers.set('/front.pdf', { body: front });
    answers.set('/back.pdf', { body: back });
    const value = [{ name: 'front.pdf', url: `http://${host}/front.pdf` }, { url: `http://${host}/back.pdf` }];
    await world.shop.sendOrder(1, simpleOrder(303, { meta_data: [{ key: '_kontor_file_url', value }] }));
    await untilGaps(303, ['gap.file_not_fetched', 'gap.file_not_fetched']);
    await world.fetchFiles();
    await world.untilStanding(303, ['order handed_over offered']);
    const [transfer] = await world.transfersOf(303);
    for (const scan of [front, back]) {
      const file = await world.fetchAsOffice(`/${transfer?.id}/attachments/${hashOf(scan)}`);
      expect(Buffer.from(await file.arrayBuffer())).toEqual(scan);
    }
  });

  it('is tried again if the host does not have it yet', async () => {
    await world.shop.sendOrder(1, withAddresses(302, `http://${host}/soon.pdf`));
    await untilGaps(302, ['gap.file_not_fetched']);
    await world.fetchFiles();
    await untilGaps(302, ['gap.file_not_fetched:tried']);
    answers.set('/soon.pdf', { body: pdfWith('there now') });
    await world.world.database
      .knex('file_addresses')
      .whereNotNull('due_at')
      .update({ due_at: new Date(0) });
    await world.fetchFiles();
    await world.untilStanding(302, ['order handed_over offered']);
  });

  const refused: readonly (readonly [title: string, address: () => string, code: string])[] = [
    ['is at a foreign host', () => `http://${foreign}/scan.pdf`, 'file.foreign_host'],
    ['leads to a foreign host', () => `http://${host}/away`, 'file.foreign_host'],
    ['is of another type', () => `http://${host}/page.html`, 'file.wrong_type'],
    ['is too large', () => `http://${host}/large.pdf`, 'file.too_large'],
    ['has no address of the web', () => 'file:///etc/passwd', 'file.bad_address'],
    ['leads in a circle', () => `http://${host}/circle`, 'file.bad_address'],
  ];
  it.each(refused)('is refused by name if it %s, until the order names another one', async (title, address, code) => {
    answers.set('/away', { location: `http://${foreign}/scan.pdf` });
    answers.set('/circle', { location: '/circle' });
    answers.set('/page.html', { body: Buffer.from('<html>') });
    answers.set('/large.pdf', { body: pdfWith('x'.repeat(10 * 1024 * 1024)) });
    answers.set('/right.pdf', { body: pdfWith(title) });
    const id = 310 + title.length;
    await world.shop.sendOrder(1, withAddresses(id, address()));
    await untilGaps(id, ['gap.file_not_fetched']);
    await world.fetchFiles();
    await untilGaps(id, ['gap.file_refused']);
    const [transfer] = await world.transfersOf(id);
    expect(transfer?.detail.gaps).toMatchObject([{ values: { place: 1, because: { because: { code } } } }]);
    await world.shop.sendOrder(2, withAddresses(id, `http://${host}/right.pdf`));
    await untilGaps(id, ['gap.file_not_fetched']);
    await world.fetchFiles();
    await world.untilStanding(id, ['order handed_over offered']);
  });

  it('is fetched from a further host that the operator allows', async () => {
    answers.set('/allowed.pdf', { body: pdfWith('allowed') });
    await world.shop.sendOrder(1, withAddresses(390, `http://${foreign}/allowed.pdf`));
    await untilGaps(390, ['gap.file_not_fetched']);
    await world.fetchFiles([foreign]);
    await world.untilStanding(390, ['order handed_over offered']);
  });

  const addressesOf = (order: number) =>
    world.world.database.knex('file_addresses').where({ shop_id: world.shop.shop, order_id: String(order) });

  it('is removed after a day if its order names it no more', async () => {
    const wrong = pdfWith('of somebody else');
    answers.set('/wrong.pdf', { body: wrong });
    await world.shop.sendOrder(1, withAddresses(391, `http://${host}/wrong.pdf`, `http://${host}/absent.pdf`));
    await untilGaps(391, ['gap.file_not_fetched', 'gap.file_not_fetched']);
    await world.fetchFiles();
    await untilGaps(391, ['gap.file_not_fetched:tried']);
    await world.shop.sendOrder(2, simpleOrder(391));
    await world.untilStanding(391, ['order handed_over offered']);
    expect(await addressesOf(391)).toEqual([]);
    await age(2);
    await forgetUnnamedFiles(world.world.database.pool);
    expect(await stored(wrong)).toBeUndefined();
  });

  it('is one of at most 20, however long the addresses are together, and no more are fetched', async () => {
    const addresses = Array.from({ length: 22 }, (_, index) => `http://${host}/a-long-name-of-page-${index}.pdf`);
    expect(addresses.join('\n').length).toBeGreaterThan(500);
    await world.shop.sendOrder(1, withAddresses(392, ...addresses));
    await untilGaps(392, ['gap.files_too_many']);
    expect(await addressesOf(392)).toHaveLength(20);
  });
});
