import { execFileSync } from 'node:child_process';
import { runKontor } from '../setup/bridge-process.ts';
import { openSite, runningOn } from '../setup/embedded-site.ts';
import { endAfterEach } from '../setup/ended.ts';
import { endPostmaster, postmasterOf, runs } from '../setup/postmaster.ts';
import { until } from '../setup/until.ts';

const ended = endAfterEach();

const groupOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }));

const childrenOf = (pid: number): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);

describe('the embedded PostgreSQL', () => {
  it('runs in its own process group, and is started again when it is killed, with its output in the log', async () => {
    const site = await openSite(ended);
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
    const site = await openSite(ended, { isEmpty: true });
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
    const site = await openSite(ended);
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

  it('does not keep the bridge from stopping when it hangs', async () => {
    const site = await openSite(ended);
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
});
