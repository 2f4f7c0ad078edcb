// Installs what the lockfile names when it is missing or out of date. Plain JavaScript, because it runs before
// anything that could compile TypeScript is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Whether every package of the lockfile is there as it says. npm itself writes down what it has installed, as the last thing that it
 * does: so it does not matter who called it, and an installation that broke off does not count.
 */
function isInstalled() {
  const account = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(account)) return false;
  const there = packagesIn(account);
  return Object.entries(packagesIn(`${root}/package-lock.json`)).every(([path, { optional, version, integrity }]) => {
    const found = there[path];
    // The project itself stands in no account; an optional package is there only on the systems that it is made for.
    if (!found) return path === '' || optional;
    return found.version === version && found.integrity === integrity;
  });
}

const packagesIn = (lockfile) => JSON.parse(readFileSync(lockfile, 'utf8')).packages;

if (!isInstalled()) {
  // What a command answers on the standard output is its own.
  console.error('Installing dependencies (npm ci), once …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['inherit', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      'npm ci failed; nothing was started. Check the network to your npm registry, then run the command again.',
    );
    process.exit(status ?? 1);
  }
}
