import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The office's program, `kontor fetch`, in a process of its own. */
export interface OfficeProgram {
  readonly kills: number;
  /** The last that it has said. */
  output(): string;
  /** Ends it with SIGKILL. It is started again at once. */
  kill(): void;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('../../../bridge-server/dist/cli/main.js', import.meta.url));

/** Runs the office's program, which asks every second. `documents`: the address of the documents. */
export function keepFetching(office: { documents: string; key: string; folder: string }): OfficeProgram {
  const { documents, key, folder } = office;
  const args = [script, 'fetch', '--documents', documents, '--folder', folder, '--interval', '1'];
  let output = '';
  let kills = 0;
  let isStopped = false;
  let child = start();
  function start(): ChildProcess {
    const started = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'] ?? '', KONTOR_OFFICE_KEY: key },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (bytes: Buffer) => (output = (output + bytes.toString()).slice(-4000)));
    return started;
  }
  const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
  return {
    get kills() {
      return kills;
    },
    output: () => output,
    kill() {
      const killed = child;
      if (isStopped || killed.killed) return;
      kills += 1;
      killed.once('close', () => {
        if (!isStopped) child = start();
      });
      killed.kill('SIGKILL');
    },
    async stop() {
      isStopped = true;
      const last = child;
      last.kill('SIGTERM');
      if (!hasEnded(last)) await new Promise((resolve) => last.once('close', resolve));
    },
  };
}
