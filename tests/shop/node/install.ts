import { execFile } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cached } from '../cache.ts';
import { ShopUnavailable } from '../sources.ts';

const run = promisify(execFile);
const requiredPackages = fileURLToPath(new URL('packages/', import.meta.url));

/**
 * Where PHP in WebAssembly is installed. It is outside the workspaces, since npm follows only the overrides of a root
 * package.
 */
export const packagesFolder = cached('node-shop');

/** Installs the packages of the lockfile, if they are missing or have other versions. */
export async function installPackages(say: (line: string) => void): Promise<void> {
  const lock = await readFile(join(requiredPackages, 'package-lock.json'), 'utf8');
  const installed = join(packagesFolder, 'package-lock.json');
  const isThere = existsSync(join(packagesFolder, 'node_modules/@php-wasm/node-8-1'));
  if (isThere && existsSync(installed) && (await readFile(installed, 'utf8')) === lock) return;

  say(`Installing PHP in WebAssembly (npm ci, 100 MB) into ${packagesFolder} …`);
  await mkdir(cached(), { recursive: true });
  const building = await mkdtemp(cached('node-shop-'));
  try {
    cpSync(requiredPackages, building, { recursive: true });
    // The packages ask for a newer Node than they need, so npm would print warnings.
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['ci', ...quiet], { cwd: building, shell: process.platform === 'win32' });
    await rm(packagesFolder, { recursive: true, force: true });
    await rename(building, packagesFolder);
  } catch (fault) {
    throw new ShopUnavailable(
      `PHP in WebAssembly could not be installed: ${fault instanceof Error ? fault.message : String(fault)}`,
    );
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}
