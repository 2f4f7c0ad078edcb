import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../bridge-server/dist/main.js', import.meta.url));

/** A process of the bridge as it is shipped, which is started again whenever it ends, as a service manager does. */
export interface Kept {
  readonly name: string;
  readonly kills: number;
  /** How often it could not start, since the database was away. */
  readonly vain: number;
  /** What it said each time that it ended though nobody had killed it and it had been up. */
  readonly crashes: readonly string[];
  /** By which its connections to PostgreSQL can be told: another name for each start. */
  readonly connectsAs: string;
  /** SIGKILL, and up again at once. False: it does not run at the moment. */
  kill(): boolean;
  /** SIGTERM, and not again. */
  stop(): Promise<void>;
}

/** What a process says that does not come up, by the codes of its reasons. */
const cannotStart = /^(database\.\w+|server\.cannot_listen): /m;

/** Starts the bridge with the environment given; what it logs is written to a file in the folder. */
export function keepUp(name: string, env: Readonly<Record<string, string>>, folder: string): Kept {
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const kept = { kills: 0, vain: 0, crashes: [] as string[] };
  let child: ChildProcess | null = null;
  let wished: 'up' | 'killed' | 'stopped' = 'up';
  let starts = 0;
  const connectsAs = () => `${name}.${starts}`;
  let ended: () => void = () => undefined;

  function start(): void {
    wished = 'up';
    starts += 1;
    let said = '';
    const own = { PATH: process.env['PATH'] ?? '', PGAPPNAME: connectsAs() };
    const started = spawn(process.execPath, [script], { env: { ...env, ...own }, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    started.stdout.pipe(log, { end: false });
    started.stderr.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-4000);
    });
    started.once('close', (code, signal) => {
      if (wished === 'stopped') return ended();
      if (wished === 'killed') return start();
      if (cannotStart.test(said)) kept.vain += 1;
      else kept.crashes.push(`${name} ended with ${signal ?? code}: ${said}`);
      void sleep(200).then(() => (wished === 'stopped' ? ended() : start()));
    });
  }

  start();
  return {
    name,
    get connectsAs() {
      return connectsAs();
    },
    get kills() {
      return kept.kills;
    },
    get vain() {
      return kept.vain;
    },
    get crashes() {
      return kept.crashes;
    },
    kill() {
      if (wished !== 'up' || child?.exitCode !== null || child.signalCode !== null) return false;
      wished = 'killed';
      kept.kills += 1;
      return child.kill('SIGKILL');
    },
    stop: () =>
      new Promise((done) => {
        ended = () => {
          log.end();
          done();
        };
        const running = child?.exitCode === null && child.signalCode === null;
        wished = 'stopped';
        if (running) child?.kill('SIGTERM');
        else ended();
      }),
  };
}
