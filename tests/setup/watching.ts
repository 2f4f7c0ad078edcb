import { pino, type Logger } from 'pino';
import type { AlarmWay } from '../../bridge-server/src/alarms/way.ts';
import { waysOf } from '../../bridge-server/src/alarms/ways.ts';
import { createWatch, type Watch } from '../../bridge-server/src/alarms/watch.ts';
import { webhookHostsOf, type AlarmConfig } from '../../bridge-server/src/config/alarms.ts';
import type { Database } from '../../bridge-server/src/database/database.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress, type Egress } from '../../bridge-server/src/egress/send.ts';
import type { Speaker } from '../../bridge-server/src/texts/say.ts';
import { openMailbox, openWebhook, type Mailbox, type WebhookReceiver } from './alarm-receivers.ts';
import { speaker as english } from './telling.ts';

/** Where the bridge's alarms arrive in a test, and the settings that lead there. */
export interface Receivers {
  webhook: WebhookReceiver;
  mailbox: Mailbox;
  config: AlarmConfig;
  egress: Egress;
  ways: AlarmWay[];
}

export const operator = 'operator@example.com';

/** Opens a webhook and a mail server, with settings of the bridge that lead to both. */
export async function openReceivers(
  ended: (() => unknown)[],
  changes: { log?: Logger; to?: string[] } = {},
): Promise<Receivers> {
  const webhook = await openWebhook(ended);
  const mailbox = await openMailbox(ended);
  const config: AlarmConfig = {
    webhook: { url: webhook.url, secret: 'a secret of the test', privateHosts: [webhook.host] },
    mail: {
      to: changes.to ?? [operator],
      from: 'kontor@example.com',
      server: { host: '127.0.0.1', port: mailbox.port, isSecure: false, login: null },
    },
  };
  const policy = createAddressPolicy(webhookHostsOf(config));
  const egress = createEgress({ policyOf: () => policy, log: changes.log ?? pino({ level: 'silent' }) });
  ended.push(() => egress.close());
  return { webhook, mailbox, config, egress, ways: waysOf(config, egress) };
}

/** A clock that a test moves. */
export interface TestClock {
  now: () => Date;
  /** Moves the clock on by so many seconds. */
  pass(seconds: number): void;
}

export function testClock(): TestClock {
  let nowMs = Date.now();
  return {
    now: () => new Date(nowMs),
    pass(seconds) {
      nowMs += seconds * 1000;
    },
  };
}

/** The watch that looks for alarms in one process of the bridge. A test calls its `step`. */
export const watchOf = (
  database: Pick<Database, 'pool'>,
  { ways }: Pick<Receivers, 'ways'>,
  { now }: TestClock,
  speaker: Speaker = english,
): Watch =>
  createWatch({
    database,
    config: { databaseUrl: 'elsewhere', dataFolder: '', publicUrl: 'https://kontor.example' },
    ways,
    speaker,
    log: pino({ level: process.env['KONTOR_TEST_LOG'] ?? 'silent' }),
    now,
  });

/** Plants a worker whose heartbeat lies a day ahead, so that it counts as being at work as long as the test lasts. */
export async function plantWorker(
  { pool }: Pick<Database, 'pool'>,
  changes: Record<string, unknown> = {},
): Promise<void> {
  const row = {
    id: crypto.randomUUID(),
    version: '1.0.0',
    role: 'worker',
    host: 'machine-1',
    clock_apart: 0,
    seconds: -86_400,
    ...changes,
  };
  await pool.query(
    `insert into workers (id, version, role, host, clock_apart, seen_at, looked_at)
     values ($1, $2, $3, $4, $5, now() - make_interval(secs => $6), now() - make_interval(secs => $6))`,
    [row.id, row.version, row.role, row.host, row.clock_apart, row.seconds],
  );
}
