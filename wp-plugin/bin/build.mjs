// Builds the plugin's scripts, unless the present build comes from the same sources. The build tools are large, so they
// are installed only when they are needed, and only once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(join(plugin, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const settings = ['package-lock.json', 'tsconfig.json', 'webpack.config.cjs'].map((name) => join(plugin, name));

/** A stamp is a file that holds the hash of the files from which its folder was made. */
const installed = { stamp: join(plugin, 'node_modules/.kontor-installed'), from: hash(settings.slice(0, 1)) };
const built = { stamp: join(plugin, 'build/.kontor-built'), from: hash([...settings, ...sources]) };

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(`${file.slice(plugin.length)}\0`).update(readFileSync(file));
  return sum.digest('hex');
}

function isThere({ stamp, from }) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === from;
}

function run(args) {
  const { status } = spawnSync('npm', args, { cwd: plugin, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`npm ${args[0]} failed. Check the network to your npm registry, then run the command again.`);
    process.exit(status ?? 1);
  }
}

if (!isThere(built)) {
  if (!isThere(installed)) {
    console.log('Installing the build tools of the plugin (@wordpress/scripts, about 580 MB), once …');
    // The tools would also download a browser for tests, which the build does not need.
    process.env.PUPPETEER_SKIP_DOWNLOAD = 'true';
    run(['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts']);
    writeFileSync(installed.stamp, installed.from);
  }
  run(['run', '--silent', 'build']);
  writeFileSync(built.stamp, built.from);
}
