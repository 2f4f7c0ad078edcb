import { execFileSync, spawn } from 'node:child_process';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { openPlace } from '../../bridge-server/src/database/embedded/place.ts';
import { stopServer } from '../../bridge-server/src/database/embedded/server.ts';
import { migrate } from '../../bridge-server/src/database/migrate.ts';
import { runKontor } from '../setup/bridge-process.ts';
import { container, noContainer } from '../setup/container.ts';
import { accessTo, openSite, runningOn, type Site, type SiteProcess } from '../setup/embedded-site.ts';
import { endAfterEach } from '../setup/ended.ts';
import { endPostmaster, postmasterOf, runs } from '../setup/postmaster.ts';
import { until } from '../setup/until.ts';

const ended = endAfterEach();

const socketOf = async (site: Site): Promise<string> =>
  join(site.folder, 'postgres', `.s.PGSQL.${(await accessTo(site)).port}`);

/** Starts a process of another program; returns its id. */
function startForeign(): number {
  const child = spawn('sleep', ['3600'], { stdio: 'ignore' });
  ended.push(() => child.kill('SIGKILL'));
  return Number(child.pid);
}

/** Pauses one process of the server, so that it outlives the server when the server is killed. */
async function makeOrphan(site: Site): Promise<number> {
  const { port, password } = await accessTo(site);
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'kontor', password, database: 'kontor' });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = Number(rows[0]?.pid);
  process.kill(pid, 'SIGSTOP');
  ended.push(() => {
    if (runs(pid)) process.kill(pid, 'SIGKILL');
    client.connection.stream.destroy();
  });
  return pid;
}

const dataStillUsed = /pre-existing shared memory block/;
const waitsForOrphan = (bridge: SiteProcess) =>
  until(() => bridge.log().some(({ level, why }) => level === 'warn' && dataStillUsed.test(String(why))));

describe('the embedded PostgreSQL, which shares its data with no other server,', () => {
  it('is started again only when no process of the killed server holds the data, and the bridge waits', async () => {
    const site = await openSite(ended);
    const bridge = await site.start();
    await until(bridge.isReady);
    const orphan = await makeOrphan(site);
    await endPostmaster(site.folder, 'SIGKILL');
    await waitsForOrphan(bridge);
    const late = await site.start();
    await waitsForOrphan(late);
    expect(await postmasterOf(site.folder)).toBeNull();

    process.kill(orphan, 'SIGKILL');
    for (const waiting of [bridge, late]) await until(waiting.isReady);
  });

  it('does not keep a command waiting for ever when its data stays in use', async () => {
    const site = await openSite(ended);
    const bridge = await site.start();
    await until(bridge.isReady);
    await makeOrphan(site);
    bridge.child.kill('SIGKILL');
    await endPostmaster(site.folder, 'SIGKILL');
    const command = await runKontor(['shop', 'list'], site.env);
    expect(command.code).not.toBe(0);
    expect(command.err).toContain('database.cannot_start');
    expect(command.err).toMatch(dataStillUsed);
  });

  const hindrance = noContainer();
  const skipReason = hindrance === null ? '' : `: skipped, ${hindrance}`;
  (hindrance === null ? it : it.skip)(
    `is not started while a server of another container uses its data${skipReason}`,
    async () => {
      const site = await openSite(ended);
      const bridge = await site.start();
      await until(bridge.isReady);
      const first = await runningOn(site);
      const command = ['--json', 'shop', 'list'];

      const beside = await runKontor(command, site.env, { wrapper: container });
      expect(beside).toMatchObject({ code: 1, err: expect.stringContaining('database.cannot_start') as unknown });
      expect(beside.err).toContain('another container');
      expect(await runningOn(site)).toBe(first);
      expect((await runKontor(command, site.env)).code).toBe(0);
      expect(bridge.log().filter(({ level }) => level === 'error')).toEqual([]);

      // The files that a killed container leaves behind do not keep the next container from the data.
      bridge.child.kill('SIGKILL');
      await endPostmaster(site.folder, 'SIGKILL');
      expect((await lstat(await socketOf(site))).isSocket()).toBe(true);
      expect(await runKontor(command, site.env, { wrapper: container })).toMatchObject({ code: 0 });
    },
  );

  it('allows only PostgreSQL’s own user to use its socket', async () => {
    const site = await openSite(ended);
    const server = await openEmbedded(site.folder, { ownGroup: false });
    ended.push(() => server.stop());
    const socket = await lstat(await socketOf(site));
    const folder = await lstat(join(site.folder, 'postgres'));
    expect(socket.mode & 0o777).toBe(0o700);
    expect(socket.uid).toBe(folder.uid);
  });

  it('lets views be read by a role that cannot write', async () => {
    const site = await openSite(ended);
    const server = await openEmbedded(site.folder, { ownGroup: false });
    ended.push(() => server.stop());
    const database = openDatabase(server.url);
    try {
      await migrate(database.knex);
      expect((await database.readPool.query('select from kontor_articles')).rows).toEqual([]);
      await expect(database.readPool.query('delete from articles')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await database.close();
    }
  });

  it('is used without a socket if its folder cannot hold one, and the log says so', async () => {
    const site = await openSite(ended);
    await mkdir(await socketOf(site));
    const warnings: unknown[] = [];
    const log = { info: () => undefined, warn: (...said: unknown[]) => warnings.push(said[1]), error: () => undefined };
    const server = await openEmbedded(site.folder, { ownGroup: false, log });
    ended.push(() => server.stop());
    expect(warnings).toEqual(['PostgreSQL runs without a socket: one in another container is not noticed']);
  });

  it('is not confused with another program that has the process id of a killed server', async () => {
    const site = await openSite(ended);
    const foreign = startForeign();
    const lockFiles = [join(site.folder, 'postgres', 'postmaster.pid'), `${await socketOf(site)}.lock`];
    for (const file of lockFiles) await writeFile(file, `${foreign}\n`);
    expect(await stopServer(await openPlace(site.folder))).toBe(true);
    expect(runs(foreign)).toBe(true);
    expect((await runKontor(['shop', 'list'], site.env)).code).toBe(0);
    expect(runs(foreign)).toBe(true);
  });

  it('gives a copied folder its own server, port and password, and never touches the original folder', async () => {
    const { folder } = await openSite(ended);
    const { folder: copy } = await openSite(ended, { isEmpty: true });
    execFileSync('cp', ['-a', `${folder}/.`, copy]);
    const dataOf = async (url: string): Promise<unknown> => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      await client.end();
      return rows[0]?.folder;
    };
    const first = await openEmbedded(folder, { ownGroup: false });
    ended.push(() => first.stop());
    const second = await openEmbedded(copy, { ownGroup: false });
    ended.push(() => second.stop());
    expect(await dataOf(second.url)).toBe(join(copy, 'postgres'));
    expect(await dataOf(first.url)).toBe(join(folder, 'postgres'));
    // The last user of the copy ends the server of the copy only.
    await second.stop();
    expect(await dataOf(first.url)).toBe(join(folder, 'postgres'));
  });
});
