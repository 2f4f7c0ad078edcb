import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = 'tests/setup/install.mjs';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-install-'));
  for (const inner of ['tests/setup', 'node_modules', 'bin']) mkdirSync(join(folder, inner), { recursive: true });
  cpSync(fileURLToPath(new URL(`../../${script}`, import.meta.url)), join(folder, script));
  // Stands for npm, and leaves a file that shows that it was called.
  writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\ntouch called\n');
  chmodSync(join(folder, 'bin/npm'), 0o755);
  lockfile({ '': {}, 'node_modules/a': packageA, 'node_modules/other-system': { version: '1.0.0', optional: true } });
});
afterEach(() => rmSync(folder, { recursive: true }));

const packageA = { version: '1.0.0', integrity: 'sha512-a' };
type Packages = Record<string, { version?: string; integrity?: string; optional?: boolean }>;
const lockfile = (packages: Packages) => writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
/** Writes the record of installed packages that npm leaves behind. */
const installed = (packages: Packages) =>
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
/** Runs the script; returns whether it installs anything. */
function installs(): boolean {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` };
  expect(spawnSync(process.execPath, [script], { cwd: folder, env }).status).toBe(0);
  return existsSync(join(folder, 'called'));
}

describe('the installation before a script of the project', () => {
  it('does not call npm after npm ci, even without an unfit optional package and with a package added by hand', () => {
    installed({ 'node_modules/a': packageA, 'node_modules/of-ones-own': packageA });
    expect(installs()).toBe(false);
  });

  it.each<[string, Packages | null]>([
    ['nothing is installed', null],
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/a': { ...packageA, version: '0.9.0' } }],
    ['a package has other content', { 'node_modules/a': { ...packageA, integrity: 'sha512-b' } }],
  ])('calls npm when %s', (_, packages) => {
    if (packages) installed(packages);
    expect(installs()).toBe(true);
  });
});
