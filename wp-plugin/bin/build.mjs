// Builds the plugin's scripts. Its build tools are large, so they are installed only here, and only once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${plugin}/node_modules/.kontor-installed`;
const wanted = createHash('sha256')
  .update(readFileSync(`${plugin}/package-lock.json`))
  .digest('hex');

function run(args) {
  const { status } = spawnSync('npm', args, { cwd: plugin, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`npm ${args[0]} failed. Check the network to your npm registry, then run the command again.`);
    process.exit(status ?? 1);
  }
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Installing the build tools of the plugin (@wordpress/scripts, about 580 MB), once …');
  // Browsers that these tools could drive are not needed to build.
  process.env.PUPPETEER_SKIP_DOWNLOAD = 'true';
  run(['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts']);
  writeFileSync(stamp, wanted);
}
run(['run', '--silent', 'build']);
