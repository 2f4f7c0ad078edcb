import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import { connectionPreview, systemPreview } from '../../bridge-server/src/operations/connections/preview-articles.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { feed } from '../../bridge-server/src/systems/feed/system.ts';
import { openCollectingBench, type CollectedOffice, type CollectingBench } from '../kit/collecting-bench.ts';
import { openFeedServer, type FeedServer } from '../setup/feed-server.ts';
import { openLocalEgress } from '../setup/local-egress.ts';
import { speaker } from '../setup/telling.ts';

const login = { user: 'kontor', password: 'secret' };
const loginAt = ({ url }: FeedServer) => ({ ...login, host: new URL(url).host });

/** The CSV feed of an office, whose server the test holds. */
function officeWith(server: FeedServer, operator: object = {}): CollectedOffice {
  const egress = openLocalEgress();
  const put = async (text: string) => server.put(text);
  return {
    system: feed,
    operator,
    settings: { address: server.url },
    credentials: loginAt(server),
    hold: () => put('sku;name;stock'),
    answerNothing: () => put('sku;name;stock'),
    answerTooMuch: async () => server.putEndless(),
    egress,
    async close() {
      await egress.close();
      await server.close();
    },
  };
}

let server: FeedServer;
let bench: CollectingBench;
const open = async (options: { names?: boolean } = {}, operator: object = {}) => {
  server = await openFeedServer({ ...login, ...options });
  server.put('sku;name;stock\nA;Apfel;1\nB;Birne;2\n');
  bench = await openCollectingBench(async () => officeWith(server, operator));
};
afterEach(() => bench.close());

const codeOf = async (settings: Record<string, unknown> = {}, credentials: unknown = loginAt(server)) => {
  const report = await bench.report(settings, credentials);
  return report.ok ? 'ok' : report.code;
};

describe('a feed that did not change', () => {
  it('is not sent again by a server that names its versions', async () => {
    await open();
    await bench.collect();
    await bench.collect();
    expect(server.answers.at(-1)?.status).toBe(304);
    expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'done', read: 0, changed: 0 });
    expect(await bench.articles()).toEqual(['A Apfel 1', 'B Birne 2']);
  });

  it('is not read again where the server names none', async () => {
    await open({ names: false });
    await bench.collect();
    await bench.collect();
    expect(server.answers.at(-1)?.status).toBe(200);
    expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'done', read: 0 });
    expect(await bench.articles()).toHaveLength(2);
  });

  it('is read again by other settings, and whole once a day', async () => {
    await open();
    await bench.collect();
    await bench.changeSettings({ nameField: 'stock' });
    await bench.collect();
    expect(server.answers.at(-1)?.status).toBe(200);
    expect(await bench.articles()).toEqual(['A 1 1', 'B 2 2']);
    await bench.readAllNext();
    await bench.collect();
    expect(server.answers.at(-1)?.status).toBe(200);
    expect(await bench.run()).toMatchObject({ reads: 'all', read: 2 });
  });
});

describe('a feed that changed', () => {
  beforeEach(() => open());

  it('makes gone what is no longer in it, without waiting for the next day', async () => {
    await bench.collect();
    server.put('sku;name;stock\nA;Apfel;3\n');
    await bench.collect();
    expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'done', changed: 2 });
    expect(await bench.articles()).toEqual(['A Apfel 3']);
  });

  it('is held and asked about when it is suddenly empty, though only changes were asked for', async () => {
    await bench.collect();
    server.put('sku;name;stock\n');
    await bench.collect();
    expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'held' });
    expect(await bench.openTasks()).toBe(1);
  });

  it('names the rows that it refuses: another number of fields, an id twice, a quantity with the other mark', async () => {
    server.put('sku;name;stock\nA;Apfel;1\nB;Bir;ne;2\nA;Apfel;9\nC;Citrone;1,5\n');
    await bench.collect();
    expect(await bench.articles()).toEqual(['A Apfel 1']);
    const { refusals } = await bench.run();
    expect(refusals.map(({ name, why }) => `${name}: ${why.word}`)).toEqual([
      'B | Bir | ne | 2: feed.ragged',
      'Apfel: articles.twice',
      'Citrone: articles.no_number',
    ]);
  });

  it('is read in the encoding of the settings', async () => {
    server.put(Buffer.from('sku,name,stock\nA,"Größe, 42",1\n', 'latin1'));
    expect(await codeOf({ delimiter: ',' })).toBe('held.feed_encoding');
    await bench.changeSettings({ delimiter: ',', encoding: 'windows-1252' });
    await bench.collect();
    expect(await bench.articles()).toEqual(['A Größe, 42 1']);
  });
});

describe('a test of the connection', () => {
  beforeEach(() => open());

  it('says what is wrong with the answer', async () => {
    expect(await codeOf()).toBe('ok');
    expect(await codeOf({}, { ...loginAt(server), password: 'other' })).toBe('held.feed_login');
    const before = server.answers.length;
    expect(await codeOf({}, { ...login, host: 'feeds.example.com' })).toBe('held.feed_login_host');
    expect(await codeOf({}, login)).toBe('held.feed_login_host');
    // Nobody was told of the login.
    expect(server.answers).toHaveLength(before);
    expect(await codeOf({ stockField: 'Bestand' })).toBe('held.column_unknown');
    expect(await codeOf({ format: 'json' })).toBe('held.feed_unreadable');
    expect(await codeOf({ format: 'xml', rows: 'article' })).toBe('held.feed_unreadable');
    for (const [status, code] of [
      [404, 'held.feed_missing'],
      [302, 'held.feed_moved'],
      [503, 'doubt.server_error'],
    ] as const) {
      server.answer(status, { location: 'https://elsewhere.example/' });
      expect(await codeOf()).toBe(code);
    }
  });

  it('does not reach addresses within the network that nobody has allowed', async () => {
    expect(await codeOf({ address: server.url.replace('127.0.0.1', 'localhost') }, {})).toBe('held.address_refused');
    expect(await codeOf({ address: 'https://10.0.0.1/stock.csv' }, {})).toBe('held.address_refused');
  });

  it('takes no entity of an XML document for its text', async () => {
    server.put('<!DOCTYPE r [<!ENTITY x "yy">]><r><article><sku>&x;</sku><name/><stock/></article></r>');
    expect(await codeOf({ format: 'xml', rows: 'article' })).toBe('held.feed_unreadable');
  });
});

describe('a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontor-feed-'));
    await writeFile(join(folder, 'stock.csv'), 'sku;name;stock\nA;Apfel;1\n');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read from the folder of the operator alone, wherever links and dots lead', async () => {
    await symlink('/etc/hostname', join(folder, 'link.csv'));
    await open({}, { folder });
    expect(await codeOf({ address: 'stock.csv' })).toBe('ok');
    for (const address of ['none.csv', 'link.csv', '../stock.csv', '/etc/hostname', '.', ''])
      expect([address, await codeOf({ address })]).toEqual([address, 'held.feed_missing']);
  });

  it('is not read where the operator has set no folder up', async () => {
    await open();
    expect(await codeOf({ address: 'stock.csv' })).toBe('held.feed_no_folder');
  });
});

describe('a preview', () => {
  beforeEach(() => open());
  const parts = () => {
    const mirror = bench.mirror();
    return { mirror, systems: mirror.systems, offered: ['feed'], database: bench.world.database } as unknown as Parts;
  };
  const asOperator = operatorPrincipal('tester');

  it('shows what would become articles and what would be refused, before anything is stored', async () => {
    server.put('sku;name;stock\nA;Apfel;1\n;Birne;2\n');
    const shown = await systemPreview.run(
      parts(),
      { shop: bench.world.shop, system: 'feed', credentials: loginAt(server), settings: { address: server.url } },
      asOperator,
      speaker,
    );
    expect(shown).toMatchObject({
      ok: true,
      value: {
        articles: [{ sku: 'A', name: 'Apfel', stock: '1' }],
        refused: [{ name: 'Birne', why: expect.stringContaining('no code') as string }],
      },
    });
  });

  it('of a connection shows other settings, and changes nothing', async () => {
    const connection = bench.connection;
    const shop = bench.world.shop;
    const preview = (settings?: Record<string, unknown>) =>
      connectionPreview.run(parts(), { shop, connection, settings }, asOperator, speaker);
    expect(await preview({ nameField: 'stock' })).toMatchObject({
      ok: true,
      value: { articles: [{ name: '1' }, { name: '2' }] },
    });
    expect(await preview()).toMatchObject({ ok: true, value: { articles: [{ name: 'Apfel' }, { name: 'Birne' }] } });
    expect(await preview({ nameField: 'Bezeichnung' })).toMatchObject({
      ok: false,
      error: { code: 'held.column_unknown' },
    });
    expect(await bench.articles()).toEqual([]);
  });
});
