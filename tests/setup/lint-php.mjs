// Checks the plugin's PHP with PHPStan and PHP_CodeSniffer. Where Composer has not installed them, it says so and
// checks nothing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../../wp-plugin', import.meta.url));

/** Why the plugin cannot be checked here; null where it can. */
function reasonToSkip() {
  if (spawnSync('php', ['--version']).status !== 0) return 'there is no php on the PATH';
  if (!existsSync(`${plugin}/vendor/bin/phpstan`) || !existsSync(`${plugin}/vendor/bin/phpcs`))
    return 'wp-plugin/vendor is not installed; install it with: composer install --working-dir=wp-plugin';
  return null;
}

const reason = reasonToSkip();
if (reason === null) {
  const checks = [
    ['vendor/bin/phpstan', 'analyse', '--no-progress', '--memory-limit=1G'],
    ['vendor/bin/phpcs', '-q'],
  ];
  // Both run, so that one call shows every fault.
  const failed = checks.filter((check) => spawnSync('php', check, { cwd: plugin, stdio: 'inherit' }).status !== 0);
  process.exitCode = failed.length > 0 ? 1 : 0;
} else {
  console.log(`The plugin's PHP was not checked: ${reason}.`);
}
