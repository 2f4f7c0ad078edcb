import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import { doctor } from '../../bridge-server/src/operations/doctor.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { speaker } from '../setup/telling.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ ownDatabase: true });
});
afterEach(() => world.close());

/** What the doctor says, worst first, by state and code. */
async function said(config: Partial<Parts['config']> = {}) {
  const { mirror, database } = world;
  const parts = {
    ...mirror(),
    mirror: mirror(),
    config: { databaseUrl: database.url, dataFolder: '', ...config },
  } as unknown as Parts;
  const answered = await doctor.run(parts, {}, operatorPrincipal('tester'), speaker);
  if (!answered.ok) throw new Error(answered.error.code);
  return doctor.answer.parse(answered.value) as {
    checks: { state: string; code: string; cause: string; remedy: string }[];
  };
}
const codes = async (config?: Partial<Parts['config']>) =>
  (await said(config)).checks.map(({ state, code }) => `${state} ${code}`);

describe('kontor doctor', () => {
  it('says that all is well, and with which versions', async () => {
    expect(await codes()).toEqual([
      'well doctor.versions',
      expect.stringMatching(/^(well doctor.database_well|look doctor.database_slow)$/),
      'well doctor.clock_well',
      'well doctor.work_well',
      'well doctor.disk_elsewhere',
    ]);
    const [versions] = (await said()).checks;
    expect(versions?.cause).toMatch(/^Kontor \d.*, Node.js \d.*, PostgreSQL \d/);
  });

  it('says first what is wrong, each with what to do', async () => {
    await world.receive({ generation: 1, order: simpleOrder(1) }, { generation: 1, order: { id: 2, number: '2' } });
    const { pool } = world.database;
    await pool.query(`update transfers set due_at = now() - interval '1 hour'`);
    expect(await codes()).toContain('wrong doctor.work_late');
    await pool.query(
      `update connections set breaker_code = 'held.unauthorized', breaker_since = now(), breaker_why = $1`,
      [JSON.stringify({ code: 'held.unauthorized', values: { vendor: 'Go', said: 'Go does not know the key.' } })],
    );
    await pool.query(`update transfers set state = 'blocked', reason = 'gap.no_lines'`);
    const { checks } = await said();
    expect(checks.slice(0, 3).map(({ state, code }) => `${state} ${code}`)).toEqual([
      'wrong doctor.connection_held',
      expect.stringMatching(/^look/),
      expect.stringMatching(/^look/),
    ]);
    expect(checks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['doctor.documents_blocked', 'doctor.orders_unread']),
    );
    for (const { state, cause, remedy } of checks) {
      expect(cause).not.toMatch(/[{}…]/);
      expect(remedy === '').toBe(state === 'well');
    }
  });

  it('sees the disk of the embedded database, also before its folder is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-doctor-'));
    try {
      for (const dataFolder of [folder, join(folder, 'not-yet')])
        expect(await codes({ databaseUrl: null, dataFolder })).toContainEqual(
          expect.stringMatching(/^(well doctor.disk_well|look doctor.disk_low)$/),
        );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
