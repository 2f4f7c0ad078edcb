import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctor } from '../../bridge-server/src/operations/doctor.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { createHeartbeat, readWorkers } from '../../bridge-server/src/mirror/maintenance/heartbeat.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { runAsOperator } from '../setup/run-operation.ts';
import { until } from '../setup/until.ts';
import { plantWorker } from '../setup/watching.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ ownDatabase: true });
});
afterEach(() => world.close());

/** The doctor's checks, worst first. */
async function checksWith(config: Partial<Parts['config']> = {}) {
  const { mirror, database } = world;
  const answered = await runAsOperator(doctor, {
    ...mirror(),
    mirror: mirror(),
    config: {
      databaseUrl: database.url,
      dataFolder: '',
      alarms: { webhook: null, mail: null },
      ...config,
    },
  });
  if (!answered.ok) throw new Error(answered.error.code);
  const { checks } = doctor.answer.parse(answered.value) as {
    checks: { state: string; code: string; cause: string; remedy: string }[];
  };
  return checks;
}
/** Each check in one line, such as `well doctor.clock_well`. */
const checkLines = async (config?: Partial<Parts['config']>) =>
  (await checksWith(config)).map(({ state, code }) => `${state} ${code}`);

describe('kontor doctor', () => {
  it('finds a webhook that may not be called, before there is an alarm', async () => {
    const webhook = { url: 'http://10.0.0.7/alarms', secret: null, privateHosts: [] };
    expect(await checkLines({ alarms: { webhook, mail: null } })).toContain('wrong alarms.webhook_not_allowed');
    const allowed = { ...webhook, privateHosts: ['10.0.0.7'] };
    expect(await checkLines({ alarms: { webhook: allowed, mail: null } })).toContain('well doctor.alarms_well');
  });

  it('says that all is well, and which versions run', async () => {
    await plantWorker(world.database);
    const webhook = { url: 'https://alarms.example', secret: null, privateHosts: [] };
    expect(await checkLines({ alarms: { webhook, mail: null } })).toEqual([
      'well doctor.versions',
      expect.stringMatching(/^(well doctor.database_well|look doctor.database_slow)$/),
      'well doctor.clock_well',
      'well doctor.workers_well',
      'well doctor.work_well',
      'well doctor.disk_elsewhere',
      'well doctor.alarms_well',
    ]);
    const versions = (await checksWith()).find(({ code }) => code === 'doctor.versions');
    expect(versions?.cause).toMatch(/^Kontor \d.*, Node.js \d.*, PostgreSQL \d/);
  });

  it('names what is wrong first, each with a remedy', async () => {
    await world.sendOrders(simpleOrder(1), { id: 2, number: '2' });
    const { pool } = world.database;
    await plantWorker(world.database);
    await pool.query(`update transfers set due_at = now() - interval '1 hour'`);
    expect(await checkLines()).toContain('wrong doctor.work_late');
    await pool.query(
      `update connections set breaker_code = 'held.unauthorized', breaker_since = now(), breaker_why = $1`,
      [JSON.stringify({ code: 'held.unauthorized', values: { vendor: 'Go', said: 'Go does not know the key.' } })],
    );
    await pool.query(`update transfers set state = 'blocked', reason = 'gap.no_lines'`);
    const checks = await checksWith();
    expect(checks.slice(0, 3).map(({ state, code }) => `${state} ${code}`)).toEqual([
      'wrong doctor.connection_held',
      expect.stringMatching(/^look/),
      expect.stringMatching(/^look/),
    ]);
    expect(checks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['doctor.documents_blocked', 'doctor.orders_unread', 'alarms.nobody']),
    );
    for (const { state, cause, remedy } of checks) {
      expect(cause).not.toMatch(/[{}…]/);
      expect(remedy === '').toBe(state === 'well');
    }
  });

  it('checks the disk of the embedded database, even before its folder is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-doctor-'));
    try {
      for (const dataFolder of [folder, join(folder, 'not-yet')])
        expect(await checkLines({ databaseUrl: null, dataFolder })).toContainEqual(
          expect.stringMatching(/^(well doctor.disk_well|look doctor.disk_low)$/),
        );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('tells whether no worker is at work, one is, or one vanished without ending', async () => {
    const { pool } = world.database;
    expect(await checkLines()).toContain('wrong doctor.workers_none');
    const worker = createWorker(world.mirror(), createDirectory(pool), {
      concurrency: 1,
      pollSeconds: 0.02,
      role: 'worker',
    });
    worker.start();
    await until(async () => (await readWorkers(pool)).length === 1);
    expect(await checkLines()).toContain('well doctor.workers_well');
    await worker.stop();
    expect(await checkLines()).toContain('wrong doctor.workers_none');
    await plantWorker(world.database, { host: 'machine-2', seconds: 300 });
    const checks = await checksWith();
    expect(checks.find(({ code }) => code === 'doctor.worker_vanished')).toMatchObject({
      state: 'look',
      cause: expect.stringContaining('machine-2 was last seen 5 minutes ago'),
    });
    // A vanished worker is forgotten at the next heartbeat of another one after an hour.
    await pool.query(`update workers set seen_at = now() - interval '2 hours'`);
    const heartbeat = createHeartbeat(pool, { role: 'worker', host: 'machine-3' });
    await heartbeat.beat();
    const { rows } = await pool.query('select host from workers');
    expect(rows).toEqual([{ host: 'machine-3' }]);
  });

  it('names workers of several versions, a worker whose clock is wrong, and one that the database does not answer', async () => {
    await plantWorker(world.database);
    await plantWorker(world.database, { version: '2.0.0', host: 'machine-2', clock_apart: 45 });
    await plantWorker(world.database, { host: 'machine-3' });
    await world.database.pool.query(
      `update workers set seen_at = now(), looked_at = now() - interval '10 minutes' where host = 'machine-3'`,
    );
    const checks = await checksWith();
    const causeOf = (code: string) => checks.find((check) => check.code === code)?.cause;
    expect(causeOf('doctor.workers_well')).toBe('2 workers are running.');
    expect(causeOf('doctor.workers_versions')).toBe('Workers of different versions are running: 1.0.0, 2.0.0.');
    expect(causeOf('doctor.worker_clock')).toBe(
      'The clocks of the worker on machine-2 and of the database are 45 seconds apart.',
    );
    expect(causeOf('doctor.worker_idle')).toBe(
      'The worker on machine-3 has tried in vain to fetch work for 10 minutes, although its process runs.',
    );
  });
});
