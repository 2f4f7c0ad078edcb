import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../bridge-server/dist/main.js', import.meta.url));

/** A process of the bridge as it is shipped. Whenever it ends it is started again, as a service manager would do. */
export interface KeptProcess {
  readonly name: string;
  readonly kills: number;
  /** How often it could not start because the database was away. */
  readonly vain: number;
  /** What it printed each time it ended by itself after it had started. */
  readonly crashes: readonly string[];
  /** The application name of its connections to PostgreSQL; each start has another one. */
  readonly connectsAs: string;
  /** Kills it with SIGKILL; it is started again at once. False: it does not run at the moment. */
  kill(): boolean;
  /** Stops it with SIGTERM; it is not started again. */
  stop(): Promise<void>;
}

/** The error codes that a process prints when it cannot start. */
const cannotStart = /^(database\.\w+|server\.cannot_listen): /m;

/** Starts the bridge with this environment; its log is written to a file in the folder. */
export function keepUp(name: string, env: Readonly<Record<string, string>>, folder: string): KeptProcess {
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const counts = { kills: 0, vain: 0, crashes: [] as string[] };
  let child: ChildProcess | null = null;
  let wished: 'up' | 'killed' | 'stopped' = 'up';
  let starts = 0;
  const connectsAs = () => `${name}.${starts}`;
  let ended: () => void = () => undefined;

  function start(): void {
    wished = 'up';
    starts += 1;
    let errors = '';
    const own = { PATH: process.env['PATH'] ?? '', PGAPPNAME: connectsAs() };
    const started = spawn(process.execPath, [script], { env: { ...env, ...own }, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    started.stdout.pipe(log, { end: false });
    started.stderr.on('data', (bytes: Buffer) => {
      errors = (errors + bytes.toString()).slice(-4000);
    });
    started.once('close', (code, signal) => {
      if (wished === 'stopped') return ended();
      if (wished === 'killed') return start();
      if (cannotStart.test(errors)) counts.vain += 1;
      else counts.crashes.push(`${name} ended with ${signal ?? code}: ${errors}`);
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
      return counts.kills;
    },
    get vain() {
      return counts.vain;
    },
    get crashes() {
      return counts.crashes;
    },
    kill() {
      if (wished !== 'up' || child?.exitCode !== null || child.signalCode !== null) return false;
      wished = 'killed';
      counts.kills += 1;
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
