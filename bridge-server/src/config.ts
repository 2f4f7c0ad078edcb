import { withoutEndingSlashes } from '@kontor/shared/address';
import type { Reason, Result } from '@kontor/shared/problem';
import { alarmConfigOf, type AlarmConfig } from './config/alarms.ts';
import { environment, expectedValueOf, withoutBlanks, type Environment } from './config/environment.ts';
import { reason } from './texts/reason.ts';

/** The settings of one process, except those of each system (`config/operator.ts`). Times are in seconds. */
export interface Config {
  role: 'web' | 'worker' | 'both';
  host: string;
  port: number;
  /**
   * Where shops reach the bridge: an origin, perhaps with a path, without a slash at the end. Proofs must name this
   * address.
   */
  publicUrl: string;
  /** The address of the operator's PostgreSQL; null: the bridge runs an embedded one in `dataFolder`. */
  databaseUrl: string | null;
  /** Holds the embedded PostgreSQL, and the sealing key when `key` is null. */
  dataFolder: string;
  /** The sealing key, 32 bytes; null: the bridge makes a key and keeps it in the data folder. */
  key: Uint8Array | null;
  /** Former sealing keys, which still open what was sealed with them. */
  formerKeys: readonly Uint8Array[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** The address of `/metrics`; null: there are no metrics. */
  metrics: { host: string; port: number } | null;
  /** How many proxies in front of the bridge are trusted. */
  proxyHops: number;
  /** Private hosts, as `host` or `host:port` in lower case, at which the bridge may ask a shop for its key. */
  shopPrivateHosts: readonly string[];
  /** The folders into which workers write documents for offices. */
  officeFolders: readonly { shopId: string; connectionId: string; folder: string }[];
  /** Hosts besides a shop's own from which files are fetched whose addresses stand in orders. */
  fileHosts: readonly string[];
  /** How many transfers a worker handles at once. */
  concurrency: number;
  timing: {
    lease: number;
    callTimeout: number;
    poll: number;
    /** The time after which a connection is asked again what the office did with its documents. */
    follow: number;
    /** Multiplies the waits of the retry schedule. */
    retryScale: number;
  };
  keep: Keep;
  alarms: AlarmConfig;
}

/** For how many days data is kept; 0: for ever. */
export interface Keep {
  /** The content of finished orders and the plans made from it, counted from the last change of the order. */
  orders: number;
  /** Files of finished orders, counted from the last change of the order. */
  files: number;
  /** Requests to systems and their answers. */
  exchanges: number;
  /** People's data that was read from systems, such as customers. */
  people: number;
  journal: number;
}

/** Variables whose values may contain secrets, so no error message repeats them. */
const secretVariables = new Set([
  'DATABASE_URL',
  'KONTOR_KEY',
  'KONTOR_FORMER_KEYS',
  'KONTOR_ALARM_WEBHOOK',
  'KONTOR_ALARM_SECRET',
  'KONTOR_SMTP',
]);

/**
 * Reads the settings of the process. The errors name every wrong variable with what it should be: `config.wrong` for
 * one variable, `config.contradiction` for variables that contradict each other.
 */
export function readConfig(env: Environment): Result<Config, Reason[]> {
  const values = withoutBlanks(env);
  const parsed = environment.safeParse(values);
  if (!parsed.success) {
    const contradictions = parsed.error.issues.flatMap((issue) =>
      issue.code === 'custom' && issue.path.length === 0 && issue.params ? [issue.params['why'] as Reason] : [],
    );
    const names = new Set(
      parsed.error.issues.flatMap((issue) => (issue.path[0] === undefined ? [] : [String(issue.path[0])])),
    );
    const wrong = [...names].map((variable) =>
      secretVariables.has(variable)
        ? reason('config.wrong:secret', { variable, expected: expectedValueOf(variable) })
        : reason('config.wrong', { variable, value: values[variable] ?? '', expected: expectedValueOf(variable) }),
    );
    return { ok: false, error: [...wrong, ...contradictions] };
  }

  const set = parsed.data;
  const hostInUrl = set.HOST.includes(':') ? `[${set.HOST}]` : set.HOST;
  return {
    ok: true,
    value: {
      role: set.KONTOR_ROLE,
      host: set.HOST,
      port: set.PORT,
      publicUrl: addressOf(set.KONTOR_PUBLIC_URL ?? `http://${hostInUrl}:${set.PORT}`),
      databaseUrl: set.DATABASE_URL ?? null,
      dataFolder: set.KONTOR_DATA,
      key: set.KONTOR_KEY === undefined ? null : Buffer.from(set.KONTOR_KEY, 'base64'),
      formerKeys: set.KONTOR_FORMER_KEYS.map((text) => Buffer.from(text, 'base64')),
      logLevel: set.LOG_LEVEL,
      metrics:
        set.KONTOR_METRICS_PORT === undefined ? null : { host: set.KONTOR_METRICS_HOST, port: set.KONTOR_METRICS_PORT },
      proxyHops: set.KONTOR_PROXY_HOPS,
      shopPrivateHosts: set.KONTOR_SHOP_PRIVATE_HOSTS,
      officeFolders: set.KONTOR_OFFICE_FOLDERS,
      fileHosts: set.KONTOR_FILE_HOSTS,
      concurrency: set.KONTOR_CONCURRENCY,
      timing: {
        lease: set.KONTOR_LEASE,
        callTimeout: set.KONTOR_CALL_TIMEOUT,
        poll: set.KONTOR_POLL,
        follow: set.KONTOR_FOLLOW,
        retryScale: set.KONTOR_RETRY_SCALE,
      },
      keep: {
        orders: set.KONTOR_KEEP_ORDERS,
        files: set.KONTOR_KEEP_FILES,
        exchanges: set.KONTOR_KEEP_EXCHANGES,
        people: set.KONTOR_KEEP_PEOPLE,
        journal: set.KONTOR_KEEP_JOURNAL,
      },
      alarms: alarmConfigOf(set),
    },
  };
}

/** Origin and path, without a slash at the end. */
function addressOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${withoutEndingSlashes(pathname)}`;
}
