import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeZip } from './zip/write.ts';

const plugin = fileURLToPath(new URL('../../wp-plugin/', import.meta.url));

/** Where the plugin's archive is written. */
export const pluginArchive = join(plugin, 'build/kontor-bridge.zip');

/** What only developers need, by its path inside `wp-plugin/`. */
const forDevelopers = [
  /(^|\/)\./,
  /^(node_modules|vendor|tests|bin|src)\//,
  /^(composer|package|package-lock|tsconfig)\.(json|lock)$/,
  /^(phpcs|phpstan|phpunit)\b[^/]*$/,
  /^(webpack|jest|babel|eslint)\.[^/]*$/,
  /^README\.md$/,
  /^build\/[^/]*\.zip$/,
];

/** Packs the plugin as an archive that WordPress installs, and returns its path. The same files give the same archive. */
export async function packPlugin(): Promise<string> {
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
