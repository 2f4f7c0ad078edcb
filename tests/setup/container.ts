import { spawnSync } from 'node:child_process';

/**
 * A program, with its arguments, that runs another one as a second container would: with processes, shared memory and a network of its
 * own, and with the same files. Whoever ends it ends everything in it.
 */
export const container: readonly string[] = [
  'unshare',
  // Without its rights, root alone may do that; PostgreSQL must see the same user as outside.
  ...(process.getuid?.() === 0 ? [] : ['--map-current-user']),
  ...['--pid', '--ipc', '--net', '--mount-proc', '--fork', '--kill-child'],
  // A container's own 127.0.0.1.
  ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
];

/** Why this machine lets nobody make one; null: it does. */
export function noContainer(): string | null {
  const [program = '', ...args] = [...container, 'true'];
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}
