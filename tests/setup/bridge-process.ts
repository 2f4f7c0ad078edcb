import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process said, and how it ended; null: by a signal. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** A process of the bridge as it is shipped. */
export interface BridgeProcess {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** The lines of its log so far. */
  log(): Record<string, unknown>[];
}

const script = (path: string) => fileURLToPath(new URL(`../../bridge-server/dist/${path}`, import.meta.url));

export function startBridgeProcess(env: Readonly<Record<string, string>>): BridgeProcess {
  const child = spawn(process.execPath, [script('main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  return {
    child,
    ended: ending(child, said),
    log: () =>
      said.out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** Runs a command of the command line to its end. `wrapper`: a program, with its arguments, that runs it in its turn. */
export function runKontor(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { input = '', wrapper = [] }: { input?: string; wrapper?: readonly string[] } = {},
): Promise<Ended> {
  const [program = process.execPath, ...rest] = [...wrapper, process.execPath, script('cli/main.js'), ...args];
  const child = spawn(program, rest, { env });
  child.stdin.end(input);
  return ending(child, { out: '', err: '' });
}

function ending(child: ChildProcess, said: { out: string; err: string }): Promise<Ended> {
  child.stdout?.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return new Promise((done) => child.once('close', (code) => done({ code, ...said })));
}
