import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unzip } from './zip/read.ts';
import type { ShopFolder } from './runtime.ts';

/** Unpacks a plugin's archive as WordPress does, and returns the plugin's name: `folder/main-file.php`. */
export async function installPlugin(folder: ShopFolder, archive: string): Promise<string> {
  const plugins = join(folder.site, 'wp-content/plugins');
  const names = await unzip(archive, plugins);
  const top = names[0]?.split('/')[0] ?? '';
  if (top === '' || names.some((name) => !name.startsWith(`${top}/`)))
    throw new Error(`${archive} does not contain exactly one folder, as a plugin's archive must.`);
  const main = join(plugins, top, `${top}.php`);
  if (!existsSync(main)) throw new Error(`${archive} has no ${top}/${top}.php, the plugin's main file.`);
  return `${top}/${top}.php`;
}
