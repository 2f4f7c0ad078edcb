import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** A server in a process of its own, with all the processes that it starts. */
export interface ProcessGroup {
  /** Kills all processes of the group, and resolves when the last one has ended. */
  stop(): Promise<void>;
  /** Resolves when the group has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Everything that the group has printed so far. */
  output(): Promise<string>;
}

/**
 * The script of the shell that leads the group. It kills the group when the command ends, and when its standard input
 * ends, which happens when this process ends in any way.
 */
const leader = '("$@"; kill 0) & read -r _; kill 0';

/** Starts a command in a process group of its own. Its output goes into the log file. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: { log: string; env?: Readonly<Record<string, string>>; folder?: string },
): ProcessGroup {
  const log = openSync(options.log, 'a');
  const child = spawn('/bin/sh', ['-c', leader, 'sh', command, ...args], {
    detached: true,
    // All processes of the group hold the last pipe open, so it closes when the last of them ends, and not already with
    // the leader.
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
        // All processes have ended in the meantime.
      }
      await ended;
    },
  };
}
