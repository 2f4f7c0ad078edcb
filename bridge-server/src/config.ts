import type { Reason, Result } from '@kontor/shared/problem';
import { alarmConfigOf, type AlarmConfig } from './config/alarms.ts';
import { environment, expectedValueOf, withoutBlanks, type Environment } from './config/environment.ts';
import { reason } from './texts/reason.ts';

/** The settings of one process, without those of each system (`config/operator.ts`). Every time is in seconds. */
export interface Config {
  role: 'web' | 'worker' | 'both';
  host: string;
  port: number;
  /**
   * Where shops reach the bridge: origin and perhaps a path, without a slash at the end. Proofs are compared with it.
   */
  publicUrl: string;
  /** Of the operator's PostgreSQL; `null`: the embedded one in `dataFolder`. */
  databaseUrl: string | null;
  /** Holds the embedded PostgreSQL and its key. */
  dataFolder: string;
  /** 32 bytes that seal secrets; `null`: kept in the data folder. */
  key: Uint8Array | null;
  /** Keys besides it that open what was sealed with them. */
  formerKeys: readonly Uint8Array[];
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Where `/metrics` is read; null: nowhere. */
  metrics: { host: string; port: number } | null;
  /** How many proxies in front of the bridge are believed. */
  proxyHops: number;
  /** `host` or `host:port`, in lower case, where a shop may be asked for its key although the address is private. */
  shopPrivateHosts: readonly string[];
  /** Transfers that a worker has in hand at once. */
  concurrency: number;
  timing: {
    lease: number;
    callTimeout: number;
    poll: number;
    /** How often each connection is asked what the office did. */
    follow: number;
    /** Multiplies the retry schedule. */
    retryScale: number;
  };
  keep: Keep;
  alarms: AlarmConfig;
}

/** For how many days what is no longer needed is kept; 0: for ever. */
export interface Keep {
  /** The content of orders of which all is done, and the plans that were made from it; since their last change. */
  orders: number;
  /** What was sent and answered. */
  exchanges: number;
  /** What systems remember of people, such as the customers of the books. */
  people: number;
  journal: number;
}

// The values of these may be secrets, so a reason never repeats them.
const secret = new Set([
  'DATABASE_URL',
  'KONTOR_KEY',
  'KONTOR_FORMER_KEYS',
  'KONTOR_ALARM_WEBHOOK',
  'KONTOR_ALARM_SECRET',
  'KONTOR_SMTP',
]);

/**
 * Reads the settings of the process. The error names every wrong variable with what it should be:
 * `config.wrong` for one variable, `config.contradiction` for variables that do not go together.
 */
export function readConfig(env: Environment): Result<Config, Reason[]> {
  const given = withoutBlanks(env);
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const contradictions = parsed.error.issues.flatMap((issue) =>
      issue.code === 'custom' && issue.path.length === 0 && issue.params ? [issue.params['why'] as Reason] : [],
    );
    const names = new Set(
      parsed.error.issues.flatMap((issue) => (issue.path[0] === undefined ? [] : [String(issue.path[0])])),
    );
    const wrong = [...names].map((variable) =>
      secret.has(variable)
        ? reason('config.wrong:secret', { variable, expected: expectedValueOf(variable) })
        : reason('config.wrong', { variable, value: given[variable] ?? '', expected: expectedValueOf(variable) }),
    );
    return { ok: false, error: [...wrong, ...contradictions] };
  }

  const read = parsed.data;
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  return {
    ok: true,
    value: {
      role: read.KONTOR_ROLE,
      host: read.HOST,
      port: read.PORT,
      publicUrl: withoutEndingSlash(read.KONTOR_PUBLIC_URL ?? `http://${host}:${read.PORT}`),
      databaseUrl: read.DATABASE_URL ?? null,
      dataFolder: read.KONTOR_DATA,
      key: read.KONTOR_KEY === undefined ? null : Buffer.from(read.KONTOR_KEY, 'base64'),
      formerKeys: read.KONTOR_FORMER_KEYS.map((text) => Buffer.from(text, 'base64')),
      logLevel: read.LOG_LEVEL,
      metrics:
        read.KONTOR_METRICS_PORT === undefined
          ? null
          : { host: read.KONTOR_METRICS_HOST, port: read.KONTOR_METRICS_PORT },
      proxyHops: read.KONTOR_PROXY_HOPS,
      shopPrivateHosts: read.KONTOR_SHOP_PRIVATE_HOSTS,
      concurrency: read.KONTOR_CONCURRENCY,
      timing: {
        lease: read.KONTOR_LEASE,
        callTimeout: read.KONTOR_CALL_TIMEOUT,
        poll: read.KONTOR_POLL,
        follow: read.KONTOR_FOLLOW,
        retryScale: read.KONTOR_RETRY_SCALE,
      },
      keep: {
        orders: read.KONTOR_KEEP_ORDERS,
        exchanges: read.KONTOR_KEEP_EXCHANGES,
        people: read.KONTOR_KEEP_PEOPLE,
        journal: read.KONTOR_KEEP_JOURNAL,
      },
      alarms: alarmConfigOf(read),
    },
  };
}

function withoutEndingSlash(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}
