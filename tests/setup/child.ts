import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that a test starts. It sends one message when it is up, and answers questions after that. */
export interface Child<Ready> {
  /** The message that it sent when it was up. */
  ready: Ready;
  ask(question: Question): Promise<number>;
  stop(): Promise<void>;
}

/**
 * `cpu`: the processor time that the process has used so far, in ms. `resident`: its memory in bytes after garbage
 * collection.
 */
export type Question = 'cpu' | 'resident';

/** A message of a child: one when it is up, then an answer to each question. */
export interface ChildMessage {
  says: 'ready' | 'answer';
  value: unknown;
}

/**
 * Starts a file as a process. What it imports of the bridge is the built code, as in production. Throws when the
 * process ends before it is up. With `KONTOR_BENCH_PROFILES` set to a folder, the process leaves a profile of its
 * processor time there.
 */
export async function startChild<Ready>(file: URL, env: Readonly<Record<string, string>> = {}): Promise<Child<Ready>> {
  const profiles = process.env['KONTOR_BENCH_PROFILES'];
  const profiled = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  // `npm start` gives the young generation this size, too.
  const child = fork(fileURLToPath(file), [], {
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx', ...profiled],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting: ((value: unknown) => void)[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const next = <T>() =>
    Promise.race([
      new Promise<T>((resolve) => {
        waiting.push(resolve as (value: unknown) => void);
      }),
      ended.then((code): never => {
        throw new Error(`${file.pathname} ended with ${code}`);
      }),
    ]);
  child.on('message', (message: ChildMessage) => waiting.shift()?.(message.value));
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
