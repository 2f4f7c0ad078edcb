import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../../wp-plugin', import.meta.url));

const isMissing = (command: string, ...args: string[]): boolean => spawnSync(command, args).status !== 0;

/** Why the plugin's unit tests cannot run here; null if they can. */
function reasonToSkip(): string | null {
  if (isMissing('php', '--version')) return 'there is no php on the PATH';
  for (const extension of ['sodium', 'pdo_sqlite', 'mbstring'])
    if (isMissing('php', '-r', `exit(extension_loaded('${extension}') ? 0 : 1);`))
      return `php has no extension ${extension}`;
  if (isMissing('phpunit', '--version')) return 'there is no phpunit on the PATH';
  return null;
}

const reason = reasonToSkip();
// The reason is printed and is part of the title, so that nobody takes a skip for a pass.
if (reason !== null) console.log(`The plugin's unit tests (PHPUnit) do not run: ${reason}.`);

(reason === null ? it : it.skip)(
  `the plugin passes its own unit tests (PHPUnit)${reason === null ? '' : `: skipped, ${reason}`}`,
  () => {
    const { status, stdout, stderr } = spawnSync('phpunit', { cwd: plugin, encoding: 'utf8', timeout: 240_000 });
    if (status !== 0) throw new Error(`phpunit ended with ${status ?? 'a signal'}:\n${stdout}${stderr}`);
    expect(stdout).toMatch(/OK \(\d+ tests/);
  },
);
