import { spawnSync } from 'node:child_process';

/**
 * A program, with its arguments, that runs another program as in a second container: with its own processes, shared
 * memory and network, and with the same files. When it ends, everything in it ends.
 */
export const container: readonly string[] = [
  'unshare',
  // Only root may do this without mapping users; PostgreSQL must see the same user as outside.
  ...(process.getuid?.() === 0 ? [] : ['--map-current-user']),
  ...['--pid', '--ipc', '--net', '--mount-proc', '--fork', '--kill-child'],
  // The container's own 127.0.0.1.
  ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
];

/** Why a container cannot be made on this machine; null: it can. */
export function noContainer(): string | null {
  const [program = '', ...args] = [...container, 'true'];
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}
