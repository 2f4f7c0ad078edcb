// Installs the packages of the lockfile when they are missing or out of date. Plain JavaScript, because it runs before
// anything that could compile TypeScript is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Whether every package of the lockfile is installed in its version. npm writes its own list of what it installed as
 * its last step, so an installation that broke off does not count, and it does not matter who called npm.
 */
function isInstalled() {
  const installedList = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(installedList)) return false;
  const installed = packagesIn(installedList);
  return Object.entries(packagesIn(`${root}/package-lock.json`)).every(([path, { optional, version, integrity }]) => {
    const present = installed[path];
    // The project itself is not in npm's list. An optional package is installed only on the systems that it is made
    // for.
    if (!present) return path === '' || optional;
    return present.version === version && present.integrity === integrity;
  });
}

const packagesIn = (lockfile) => JSON.parse(readFileSync(lockfile, 'utf8')).packages;

if (!isInstalled()) {
  // The standard output belongs to the command that is run after this.
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
