import { execFileSync, spawn } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runKontor, startBridgeProcess, type BridgeProcess } from '../setup/bridge-process.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { openPlace } from '../../bridge-server/src/database/embedded/place.ts';
import { stopServer } from '../../bridge-server/src/database/embedded/server.ts';
import { container, noContainer } from '../setup/container.ts';
import { endAfterEach } from '../setup/ended.ts';
import { endLeftBehind, endPostmaster, postmasterOf, runs } from '../setup/postmaster.ts';
import { appears, until } from '../setup/until.ts';

/** A folder of one test, and the bridge processes that use the PostgreSQL in it. */
interface Site {
  folder: string;
  env: Readonly<Record<string, string>>;
  start(role?: 'web' | 'worker'): Promise<SiteProcess>;
}

interface SiteProcess extends BridgeProcess {
  isReady(): Promise<boolean>;
  /** Waits for the first line of its log with this message. */
  line(message: string): Promise<Record<string, unknown>>;
  /** Stops it with SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>;
}

const ended = endAfterEach();

async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor, "pg"-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  const env = { PATH: process.env['PATH'] ?? '', KONTOR_DATA: folder, KONTOR_POLL: '0.05' };
  ended.push(async () => {
    await endLeftBehind(folder);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    env,
    async start(role = 'web') {
      const port = await freePort();
      const bridge = startBridgeProcess({ ...env, PORT: String(port), KONTOR_ROLE: role });
      ended.push(async () => {
        bridge.child.kill('SIGKILL');
        await bridge.ended;
      });
      return {
        ...bridge,
        isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status === 200,
        line: (message) => appears(() => bridge.log().find(({ msg }) => msg === message)),
        async stop() {
          bridge.child.kill('SIGTERM');
          return (await bridge.ended).code;
        },
      };
    },
  };
}

const groupOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }));

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);

const runningOn = (site: Site): Promise<number> => appears(() => postmasterOf(site.folder));

const accessTo = async (site: Site) =>
  JSON.parse(await readFile(join(site.folder, 'postgres.json'), 'utf8')) as { port: number; password: string };

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

describe('the embedded PostgreSQL', () => {
  it('runs in its own process group, and is started again when it is killed, with its output in the log', async () => {
    const site = await openSite();
    const bridge = await site.start();
    await until(bridge.isReady);
    const first = await runningOn(site);
    expect(groupOf(first)).not.toBe(groupOf(Number(bridge.child.pid)));
    expect(await endPostmaster(site.folder, 'SIGKILL')).toBe(first);
    expect(await bridge.line('PostgreSQL has ended by itself and is started again')).toMatchObject({
      level: 'error',
      postgres: expect.arrayContaining([expect.stringContaining('ready to accept connections')]) as unknown,
    });
    await bridge.line('PostgreSQL is up again');
    await until(bridge.isReady);
    expect(await runningOn(site)).not.toBe(first);
    expect((await runKontor(['--json', 'shop', 'list'], site.env)).code).toBe(0);
    expect(await bridge.stop()).toBe(0);
    expect(await postmasterOf(site.folder)).toBeNull();
  });

  it('is started again by one of the processes that use it, and all of them go on', async () => {
    const site = await openSite();
    // Both start at once on an empty folder.
    const both = await Promise.all([site.start(), site.start()]);
    for (const bridge of both) await until(bridge.isReady);
    expect(
      both.map((bridge) => bridge.log().find(({ msg }) => msg === 'the bridge is up')?.['database']).sort(),
    ).toEqual(['adopted', 'started']);
    await endPostmaster(site.folder, 'SIGKILL');
    const again = await Promise.all(both.map((bridge) => bridge.line('PostgreSQL is up again')));
    expect(again.map(({ origin }) => origin).sort()).toEqual(['adopted', 'started']);
    for (const bridge of both) await until(bridge.isReady);
    const restarts = both.flatMap((bridge) =>
      bridge.log().filter(({ msg }) => msg === 'PostgreSQL has ended by itself and is started again'),
    );
    expect(restarts).toHaveLength(1);
  });

  it('is stopped by the last process that uses it, whichever process started it', async () => {
    const site = await openSite();
    const worker = await site.start('worker');
    expect(await worker.line('the bridge is up')).toMatchObject({ database: 'started' });
    const web = await site.start();
    await until(web.isReady);
    const server = await runningOn(site);

    expect(await worker.stop()).toBe(0);
    expect(await web.isReady()).toBe(true);
    expect((await runKontor(['--json', 'shop', 'list'], site.env)).code).toBe(0);
    expect(await web.isReady()).toBe(true);
    expect(await postmasterOf(site.folder)).toBe(server);
    expect(web.log().filter(({ level }) => level === 'error')).toEqual([]);

    expect(await web.stop()).toBe(0);
    expect(await postmasterOf(site.folder)).toBeNull();
    // A command that is the only user starts the server and stops it.
    expect((await runKontor(['--json', 'shop', 'list'], site.env)).code).toBe(0);
    expect(await postmasterOf(site.folder)).toBeNull();
  });

  it('is started again only when no process of the killed server holds the data, and the bridge waits', async () => {
    const site = await openSite();
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
    const site = await openSite();
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

  it('does not keep the bridge from stopping when it hangs', async () => {
    const site = await openSite();
    const bridges = [await site.start(), await site.start('worker')];
    for (const bridge of bridges) await bridge.line('the bridge is up');
    const server = await runningOn(site);
    const pids = [server, ...childrenOf(server)];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    ended.push(() => {
      for (const pid of pids.filter(runs)) process.kill(pid, 'SIGCONT');
    });
    expect(await Promise.all(bridges.map((bridge) => bridge.stop()))).toEqual([0, 0]);
    for (const bridge of bridges)
      expect(await bridge.line('PostgreSQL does not answer: it is left as it is')).toBeDefined();
  });

  const hindrance = noContainer();
  const skipReason = hindrance === null ? '' : `: skipped, ${hindrance}`;
  (hindrance === null ? it : it.skip)(
    `is not started while a server of another container uses its data${skipReason}`,
    async () => {
      const site = await openSite();
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
    const site = await openSite();
    const bridge = await site.start();
    await until(bridge.isReady);
    const socket = await lstat(await socketOf(site));
    const folder = await lstat(join(site.folder, 'postgres'));
    expect(socket.mode & 0o777).toBe(0o700);
    expect(socket.uid).toBe(folder.uid);
  });

  it('runs without a socket if its folder cannot hold one, and says so in the log', async () => {
    const site = await openSite();
    await runKontor(['shop', 'list'], site.env);
    await mkdir(await socketOf(site));
    const bridge = await site.start();
    await until(bridge.isReady);
    await bridge.line('PostgreSQL runs without a socket: one in another container is not noticed');
  });

  it('is not confused with another program that has the process id of a killed server', async () => {
    const site = await openSite();
    await runKontor(['shop', 'list'], site.env);
    const foreign = startForeign();
    const lockFiles = [join(site.folder, 'postgres', 'postmaster.pid'), `${await socketOf(site)}.lock`];
    for (const file of lockFiles) await writeFile(file, `${foreign}\n`);
    expect(await stopServer(await openPlace(site.folder))).toBe(true);
    expect(runs(foreign)).toBe(true);
    expect((await runKontor(['shop', 'list'], site.env)).code).toBe(0);
    expect(runs(foreign)).toBe(true);
  });

  it('gives a copied folder its own server, port and password, and never touches the original folder', async () => {
    const { folder } = await openSite();
    const { folder: copy } = await openSite();
    await (await openEmbedded(folder, { ownGroup: false })).stop();
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
