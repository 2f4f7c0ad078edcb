import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** A server that runs beside this process, with all the processes that it starts. */
export interface ProcessGroup {
  /** Ends all its processes, and settles when the last one has gone. */
  stop(): Promise<void>;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** What it has printed so far. */
  output(): Promise<string>;
}

/**
 * The shell that leads the group waits for the end of its standard input, which comes when this process ends, however it
 * ends, and takes the group with it. The command's own end is the group's end as well.
 */
const leader = '("$@"; kill 0) & read -r _; kill 0';

/** Starts a command as the only one of a process group. What it prints goes into the log file. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: { log: string; env?: Readonly<Record<string, string>>; folder?: string },
): ProcessGroup {
  const log = openSync(options.log, 'a');
  const child = spawn('/bin/sh', ['-c', leader, 'sh', command, ...args], {
    detached: true,
    // All of the group hold the last pipe, so that its end is the end of the last of them, not only of the leader.
    stdio: ['pipe', log, log, 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined);
  (child.stdio[3] as Readable).resume();
  let over = false;
  const ended = once(child, 'close').then(() => {
    over = true;
  });
  return {
    ended,
    hasEnded: () => over,
    output: () => readFile(options.log, 'utf8'),
    async stop() {
      if (over || child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // All of them ended in the meantime.
      }
      await ended;
    },
  };
}
