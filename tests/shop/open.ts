import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { classicRuntime } from './classic/runtime.ts';
import { runCode, runStep } from './code.ts';
import type { Country } from './country.ts';
import { nodeRuntime } from './node/runtime.ts';
import { installPlugin } from './plugin.ts';
import type { Runtime, RuntimeName } from './runtime.ts';
import { copyShop, newShopFolder, writeSettings, type SiteSettings } from './site-folder.ts';
import { findSources } from './sources.ts';
import { administrator, finishedShop, restKey } from './template.ts';

/** How a shop is opened. */
export interface ShopOptions {
  runtime: RuntimeName;
  /** Whose data the shop has. Default: Norway's. */
  country?: Country;
  /** Whether WooCommerce keeps orders in its own tables (HPOS) or among the posts. Default: HPOS. */
  hpos?: boolean;
  /** Path of the plugin's archive, which is installed and activated; null: a shop without the plugin. */
  plugin: string | null;
  /** Whether the shop may call 127.0.0.1 on every port through WordPress's safe requests. Default: it may. */
  allowPrivate?: boolean;
  /** A language whose files are installed in WordPress; the data stay those of the country. Default: English. */
  locale?: string;
  /** PHP constants of wp-config.php. */
  constants?: SiteSettings['constants'];
  /** Called with a line before something that takes long. */
  say?: (line: string) => void;
}

/** A mail that the shop would have sent. */
export type Mail = z.infer<typeof storedMail>;

const storedMail = z.object({ to: z.string(), subject: z.string(), message: z.string(), at: z.string() });

/** A running shop, in a folder of its own. */
export interface Shop {
  readonly runtime: RuntimeName;
  readonly hpos: boolean;
  /** Where the shop listens, without a slash at the end. */
  readonly url: string;
  /** The folder of WordPress's files. */
  readonly siteFolder: string;
  readonly admin: { user: string; password: string };
  readonly rest: { key: string; secret: string };
  /**
   * Runs PHP code inside the site and returns its value. WordPress and all plugins are loaded, and nobody is logged in.
   * The code reads `$args`.
   * @example await shop.run('return wc_get_order($args["id"])->get_total();', { id: 12 })
   */
  run<T = unknown>(code: string, args?: Readonly<Record<string, unknown>>): Promise<T>;
  /**
   * Runs the due actions of Action Scheduler, or, with a hook, all pending actions of the hook. Returns how many
   * actions ran.
   */
  runQueue(hook?: string): Promise<number>;
  /** The mails so far, the oldest first. */
  mail(): Promise<Mail[]>;
  /** Runs one SQL statement through WordPress's `$wpdb`, and returns its rows. The names of tables start with `wp_`. */
  database<Row = Record<string, string | null>>(sql: string): Promise<Row[]>;
  /** PHP's warnings and notices so far. */
  debugLog(): Promise<string>;
  /** What PHP's server has printed so far, such as why it ended. */
  serverLog(): Promise<string>;
  stopPhp(): Promise<void>;
  startPhp(): Promise<void>;
  restartPhp(): Promise<void>;
  /** Changes the address that WordPress has for itself; the shop still listens at `url`. */
  setSite(address: string): Promise<void>;
  /** Ends the shop and removes its folder. */
  close(): Promise<void>;
}

export const runtimes: Readonly<Record<RuntimeName, Runtime>> = { classic: classicRuntime, node: nodeRuntime };

/**
 * Opens a copy of the template shop. Throws ShopUnavailable, with a reason for people, if this machine cannot run it.
 */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const { hpos = true, plugin, allowPrivate = true, locale = '', constants = {} } = options;
  const { country = 'norway', say = () => undefined } = options;
  const runtime = runtimes[options.runtime];
  await runtime.prepare(say);
  const template = await finishedShop(runtime, await findSources(say), country, say);
  const folder = await newShopFolder();
  const removeFolder = () => rm(folder.root, { recursive: true, force: true, maxRetries: 3 });
  try {
    copyShop(template, folder);
    const pluginName = plugin === null ? null : await installPlugin(folder, plugin);
    await writeSettings(runtime, folder, { allowPrivate, constants });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const site = await runtime.open(folder, port);
    try {
      await site.startPhp();
      await runStep(site, 'open', { url, hpos, locale });
      if (pluginName !== null) await runStep(site, 'activate', { plugin: pluginName });
    } catch (fault) {
      await site.close('at once');
      throw fault;
    }
    const readIfThere = async (name: string, within = folder.site): Promise<string> => {
      const file = join(within, name);
      return existsSync(file) ? readFile(file, 'utf8') : '';
    };
    const run = async <T>(code: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> =>
      (await runCode(site, { phase: null, code, args })) as T;
    return {
      runtime: runtime.name,
      hpos,
      url,
      siteFolder: folder.site,
      admin: administrator,
      rest: restKey,
      run,
      runQueue: async (hook) => z.number().parse(await runStep(site, 'queue', { hook: hook ?? null })),
      mail: async () =>
        (await readIfThere('kontor-mails.jsonl'))
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => storedMail.parse(JSON.parse(line))),
      database: (sql) =>
        run(
          `global $wpdb; $rows = $wpdb->get_results($args['sql'], ARRAY_A);
           if ('' !== $wpdb->last_error) { throw new RuntimeException($wpdb->last_error); }
           return $rows ?? array();`,
          { sql },
        ),
      debugLog: () => readIfThere('kontor-debug.log'),
      serverLog: () => readIfThere('php.log', folder.root),
      stopPhp: site.stopPhp,
      startPhp: site.startPhp,
      async restartPhp() {
        await site.stopPhp();
        await site.startPhp();
      },
      async setSite(address) {
        await run(`update_option('siteurl', $args['address']); update_option('home', $args['address']);`, { address });
      },
      async close() {
        await site.close('at once');
        await removeFolder();
      },
    };
  } catch (fault) {
    await removeFolder();
    throw fault;
  }
}
