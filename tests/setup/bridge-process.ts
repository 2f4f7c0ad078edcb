import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process wrote, and how it ended. */
export interface Ended {
  /** null: a signal ended it. */
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

/** Starts the bridge with this environment, and with no other. */
export function startBridgeProcess(env: Readonly<Record<string, string>>): BridgeProcess {
  const child = spawn(process.execPath, [script('main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { out: '', err: '' };
  return {
    child,
    ended: ending(child, output),
    log: () =>
      output.out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** Runs a `kontor` command to its end. `wrapper`: a program, with its arguments, that starts the command. */
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

function ending(child: ChildProcess, output: { out: string; err: string }): Promise<Ended> {
  child.stdout?.on('data', (chunk: Buffer) => {
    output.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output.err += chunk.toString();
  });
  return new Promise((done) => child.once('close', (code) => done({ code, ...output })));
}
