import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process beside the tests', which says something when it is up and answers questions. */
export interface Child<Ready> {
  ready: Ready;
  ask(question: Question): Promise<number>;
  stop(): Promise<void>;
}

/** How much of the processor the process has used so far, in ms; how large it is in bytes, once its garbage is cleared away. */
export type Question = 'cpu' | 'resident';

/** What the children say: once that they are up, then an answer to each question. */
export interface Said {
  says: 'ready' | 'answer';
  value: unknown;
}

/**
 * Starts a file as a process; what it takes of the bridge is the built code, as it runs in earnest. Throws when it ends before it is up.
 * With `KONTOR_BENCH_PROFILES` set to a folder, each leaves a profile of its processor time there.
 */
export async function startChild<Ready>(file: URL, env: Readonly<Record<string, string>> = {}): Promise<Child<Ready>> {
  const profiles = process.env['KONTOR_BENCH_PROFILES'];
  const profiled = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  // With a young generation as large as `npm start` gives it.
  const child = fork(fileURLToPath(file), [], {
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx', ...profiled],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting: ((value: unknown) => void)[] = [];
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const next = <T>() =>
    Promise.race([
      new Promise<T>((done) => {
        waiting.push(done as (value: unknown) => void);
      }),
      ended.then((code): never => {
        throw new Error(`${file.pathname} ended with ${code}`);
      }),
    ]);
  child.on('message', (said: Said) => waiting.shift()?.(said.value));
  return {
    ready: await next<Ready>(),
    ask: async (question) => {
      child.send(question);
      return next<number>();
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
