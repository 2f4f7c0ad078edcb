import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeZip } from './zip/write.ts';

const plugin = fileURLToPath(new URL('../../wp-plugin/', import.meta.url));

/** Where the plugin's archive is written. */
export const pluginArchive = join(plugin, 'build/kontor-bridge.zip');

/** The files in `wp-plugin/` that only developers need, by their paths. */
const forDevelopers = [
  /(^|\/)\./,
  /^(node_modules|vendor|tests|bin|src)\//,
  /^(composer|package|package-lock|tsconfig)\.(json|lock)$/,
  /^(phpcs|phpstan|phpunit)\b[^/]*$/,
  /^(webpack|jest|babel|eslint)\.[^/]*$/,
  /^README\.md$/,
  /^build\/[^/]*\.zip$/,
];

/**
 * Packs the plugin into an archive for WordPress, and returns the archive's path. The same files give the same archive.
 * Builds the plugin's scripts first, if that has not been done, and prints what this installs.
 */
export async function packPlugin(): Promise<string> {
  const { status } = spawnSync(process.execPath, [join(plugin, 'bin/build.mjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error("The plugin's scripts could not be built; the lines above say why.");
  const files = readdirSync(plugin, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(plugin.length).replaceAll('\\', '/'))
    .filter((path) => !forDevelopers.some((pattern) => pattern.test(path)))
    .sort();
  const archive = writeZip(
    files.map((path) => ({ name: `kontor-bridge/${path}`, content: readFileSync(join(plugin, path)) })),
  );
  await mkdir(dirname(pluginArchive), { recursive: true });
  await writeFile(pluginArchive, archive);
  return pluginArchive;
}
