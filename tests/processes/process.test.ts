import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedEventsRequest, readKey, sendEvents } from '@kontor/client';
import { startPowerOfficeSandbox, type PowerOfficeSandbox } from '../sandboxes/poweroffice/sandbox.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { openWebhook } from '../setup/alarm-receivers.ts';
import { runKontor, startBridgeProcess } from '../setup/bridge-process.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { endLeftBehind } from '../setup/postmaster.ts';
import { appears, until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

describe('the bridge as a process, with the embedded PostgreSQL', () => {
  let folder: string;
  let sandbox: PowerOfficeSandbox;
  let environment: Record<string, string>;
  let address: string;
  let metrics: string;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kontor-process-'));
    // The server runs as another user when the tests run as root.
    await chmod(folder, 0o755);
    sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const metricsPort = await freePort();
    metrics = `http://127.0.0.1:${metricsPort}/metrics`;
    environment = {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      KONTOR_METRICS_PORT: String(metricsPort),
      KONTOR_DATA: folder,
      LOG_LEVEL: 'info',
      KONTOR_POWEROFFICE_SETTLE: '0.2',
      KONTOR_POLL: '0.05',
      KONTOR_POWEROFFICE_PRIVATE_HOSTS: new URL(sandbox.url).host,
      KONTOR_POWEROFFICE_ADDRESS: sandbox.url,
      KONTOR_POWEROFFICE_APPLICATION_KEY: sandbox.keys.applicationKey,
      KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: sandbox.keys.subscriptionKey,
    };
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await endLeftBehind(folder);
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (changes: Record<string, string> = {}) => {
    const bridge = startBridgeProcess({ ...environment, ...changes });
    running.push(bridge.child);
    return bridge;
  };
  const kontor = (args: readonly string[], input = '', changes: Record<string, string> = {}) =>
    runKontor(args, { ...environment, ...changes }, { input });
  /** The answer of a command as JSON. */
  const json = async (...args: readonly string[]) => {
    const { code, out, err } = await kontor(['--json', ...args]);
    if (code !== 0) throw new Error(err);
    return JSON.parse(out) as Record<string, unknown>;
  };
  /** A list in the answer of a command, which people see as a table. */
  const listed = async (list: string, ...args: readonly string[]) =>
    (await json(...args))[list] as Record<string, unknown>[];
  const ready = () => until(async () => (await fetch(`${address}/readyz`).catch(() => null))?.status === 200);
  const measure = async () => (await fetch(metrics)).text();
  /** Waits until the bridge has sent the one order since its start. Asking the metrics takes far less than a command. */
  const orderSent = () =>
    until(async () =>
      (await measure()).includes(
        'kontor_transfer_events_total{system="poweroffice",kind="order",event="finished"} 1\n',
      ),
    );

  it('names every wrong setting, with what it should be, and ends with exit code 1', async () => {
    const ended = await start({ PORT: 'eighty', KONTOR_LEASE: '5', KONTOR_CALL_TIMEOUT: '20' }).ended;
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/PORT is "eighty"/);
    expect(ended.err).toMatch(/KONTOR_CALL_TIMEOUT/);
  });

  it('logs which settings each system needs that is not set up', async () => {
    const bridge = start({
      KONTOR_POWEROFFICE_APPLICATION_KEY: '',
      KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: '',
      KONTOR_POWEROFFICE_ADDRESS: '',
    });
    await ready();
    bridge.child.kill('SIGTERM');
    const { out } = await bridge.ended;
    const line = out.split('\n').find((text) => text.includes('systems that are not set up')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      needs: { poweroffice: ['KONTOR_POWEROFFICE_APPLICATION_KEY', 'KONTOR_POWEROFFICE_SUBSCRIPTION_KEY'] },
    });
  }, 60_000);

  it('is set up by commands, takes a signed order, sends it to the office, and stops cleanly', async () => {
    const bridge = start();
    await ready();
    const shop = await json('shop', 'add', '--name', 'Nordlys', '--url', 'https://nordlys.example');
    const wrong = await kontor(
      ['connection', 'add', '--shop', String(shop['shop']), '--system', 'poweroffice', '--credentials', '-'],
      '{"clientKey":"wrong"}',
    );
    expect(wrong).toMatchObject({ code: 5, err: expect.stringContaining('Utvidelser') });
    expect(await listed('connections', 'connection', 'list')).toEqual([]);
    const added = await kontor(
      ['--json', 'connection', 'add', '--shop', String(shop['shop']), '--system', 'poweroffice', '--credentials', '-'],
      JSON.stringify({ clientKey: sandbox.keys.clientKey }),
    );
    expect(added.code).toBe(0);
    const connection = (JSON.parse(added.out) as { connection: string }).connection;
    expect(await json('connection', 'check', '--shop', String(shop['shop']), connection)).toMatchObject({
      account: 'Demo Butikk AS',
      notes: [],
      details: expect.arrayContaining([
        { label: 'Products for sales at home', value: '4 of 4 can be used' },
      ]) as unknown,
    });
    expect(await listed('options', 'connection', 'options', '--shop', String(shop['shop']), connection)).toContainEqual(
      { list: 'products', value: 'A-1', label: 'A-1 Varer, høy sats' },
    );
    expect(
      (await listed('products', 'connection', 'create-products', '--shop', String(shop['shop']), connection)).map(
        ({ what, state }) => `${String(what)} ${String(state)}`,
      ),
    ).toEqual(['A-1 there', 'A-2 there', 'A-3 there', 'A-99 there']);

    const { url, ...request } = signedEventsRequest(readKey(JSON.stringify(shop)), [
      { generation: 1, order: simpleOrder(61) },
    ]);
    const answer = await fetch(url, request);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ outcomes: [{ outcome: 'accepted', id: '61' }] });

    await orderSent();
    expect(sandbox.control.state().orders).toHaveLength(1);
    const measured = await measure();
    expect(measured).toMatch(/^kontor_build_info\{version="[\d.]+",node="v[\d.]+",role="both"\} 1$/m);
    expect(measured).toMatch(/^kontor_intake_events_total\{outcome="accepted"\} 1$/m);
    const [transfer] = await listed('transfers', 'transfers');
    expect(transfer).toMatchObject({ order: '61', state: 'done', total: '349.00 NOK', targetTotal: '349.00 NOK' });
    const shown = await json('show', String(transfer?.['id']));
    expect((shown['steps'] as { code: string }[]).map((step) => step.code)).toEqual(
      expect.arrayContaining(['step.begun', 'sent']),
    );
    expect(await json('preview', '--shop', String(shop['shop']), '61')).toMatchObject({ kind: 'plan', revision: 1 });
    expect((await listed('lines', 'journal', '--order', '61')).map((line) => line['code'])).toEqual(
      expect.arrayContaining(['order.received', 'step.begun', 'sent']),
    );
    const retried = await kontor(['retry', String(transfer?.['id'])]);
    expect(retried).toMatchObject({ code: 4, err: expect.stringContaining('transfer.not_now') });
    const unknown = await kontor(['show', '999999']);
    expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining('transfer.unknown') });
    const mistyped = await kontor(['transfers', '--state', 'lost']);
    expect(mistyped).toMatchObject({ code: 2, err: expect.stringContaining('lost') });

    bridge.child.kill('SIGTERM');
    const ended = await bridge.ended;
    expect(ended.code).toBe(0);
    // The log contains neither the customer nor a secret. The correlation id of the answer is also that of the request
    // to the target.
    const correlation = answer.headers.get('x-correlation-id') ?? 'none';
    expect(ended.out).toContain(`"correlationId":"${correlation}"`);
    expect(sandbox.control.state().requests.some((request) => request.correlation === correlation)).toBe(true);
    for (const secret of [
      'kari@example.test',
      'Nordmann',
      sandbox.keys.clientKey,
      sandbox.keys.applicationKey,
      sandbox.keys.subscriptionKey,
    ])
      expect(ended.out).not.toContain(secret);
  });

  it('sends alarms to the webhook of its settings, and reports whether a worker is at work', async () => {
    const ended: (() => unknown)[] = [];
    const webhook = await openWebhook(ended);
    const settings = { KONTOR_ALARM_WEBHOOK: webhook.url, KONTOR_ALARM_PRIVATE_HOSTS: webhook.host };
    const bridge = start(settings);
    try {
      await ready();
      const test = await kontor(['--lang', 'nb', 'alarms', 'test'], '', settings);
      expect(test).toMatchObject({ code: 0, out: expect.stringContaining('alarms.webhook_told') });
      expect(webhook.posts).toHaveLength(1);
      expect(webhook.posts[0]?.body).toMatchObject({ title: 'En prøvealarm', bridge: address });
      webhook.answer = { status: 500 };
      expect((await kontor(['alarms', 'test'], '', settings)).code).toBe(1);
      const doctor = async () => {
        const { code, out } = await kontor(['--json', 'doctor']);
        const { checks } = JSON.parse(out) as { checks: { code: string }[] };
        return { exitCode: code, codes: checks.map((check) => check.code) };
      };
      const well = await appears(async () => {
        const answer = await doctor();
        return answer.codes.includes('doctor.workers_well') ? answer : null;
      });
      expect(well.exitCode).toBe(0);
      // The bridge may have looked for alarms before its worker had begun.
      await until(async () => (await listed('alarms', 'alarms')).length === 0, 'no alarm is left');
      bridge.child.kill('SIGTERM');
      await bridge.ended;
      expect(await doctor()).toEqual({ exitCode: 1, codes: expect.arrayContaining(['doctor.workers_none']) });
    } finally {
      for (const end of ended) await end();
    }
  });

  it('adopts the PostgreSQL that a killed bridge left behind, with all its data', async () => {
    const killed = start();
    await ready();
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = start();
    await ready();
    expect(await listed('transfers', 'transfers')).toHaveLength(1);
    next.child.kill('SIGTERM');
    const ended = await next.ended;
    expect(ended.out).toContain('"database":"adopted"');
    // The bridge has stopped the server that it adopted, so a start afterwards finds no server running.
    const last = await openEmbedded(folder);
    expect(last.origin).toBe('started');
    await last.stop();
  });

  it('goes on while its sealing key is rotated, and starts again without the former key', async () => {
    const bridge = start();
    await ready();
    const shop = await json('shop', 'add', '--name', 'Sørlys', '--url', 'https://sorlys.example');
    const added = await kontor(
      ['--json', 'connection', 'add', '--shop', String(shop['shop']), '--system', 'poweroffice', '--credentials', '-'],
      JSON.stringify({ clientKey: sandbox.keys.clientKey }),
    );
    expect(added.code).toBe(0);
    const rotated = await json('sealing', 'rotate');
    expect(rotated).toMatchObject({
      // The credentials of two connections, the bridge's own signing key, and the key of contents.
      sealedAnew: 4,
      left: [],
      next: expect.stringContaining('Nothing has to be restarted'),
    });

    const [sent] = await sendEvents(readKey(JSON.stringify(shop)), [{ generation: 1, order: simpleOrder(62) }]);
    expect(sent?.outcome.outcome).toBe('accepted');
    await orderSent();
    expect(
      await listed('transfers', 'transfers', '--shop', String(shop['shop']), '--number', '62', '--state', 'done'),
    ).toHaveLength(1);
    bridge.child.kill('SIGTERM');
    const ended = await bridge.ended;
    expect(ended.code).toBe(0);
    expect(ended.out).not.toContain('key.missing');

    const file = join(folder, 'sealing.key');
    const keys = (await readFile(file, 'utf8')).split('\n');
    const [current, former] = keys;
    expect(keys).toEqual([expect.any(String), expect.any(String), '']);
    expect(current).toHaveLength(44);
    expect(former).toHaveLength(44);
    for (const key of [current, former]) expect(ended.out + JSON.stringify(rotated)).not.toContain(key);
    await writeFile(file, `${String(former)}\n`);
    expect((await start().ended).err).toContain('key.wrong');
    await writeFile(file, `${String(current)}\n`);
    const next = start();
    await ready();
    const { connection } = JSON.parse(added.out) as { connection: string };
    const check = await kontor(['connection', 'check', '--shop', String(shop['shop']), connection]);
    expect(check.code).toBe(0);
    next.child.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
  });

  it('refuses to start with another sealing key', async () => {
    const ended = await start({ KONTOR_KEY: Buffer.alloc(32, 7).toString('base64') }).ended;
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('key.wrong') });
  });
});
