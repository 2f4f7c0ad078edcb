import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { readUntold } from '../alarms/alarm-store.ts';
import { judge, type AlarmState } from '../alarms/judge.ts';
import { megabytesIn, readKnown } from '../alarms/known.ts';
import { limits } from '../alarms/limits.ts';
import { waysOf } from '../alarms/ways.ts';
import { webhookHostsOf } from '../config/alarms.ts';
import { readClock } from '../database/clock.ts';
import { createAddressPolicy } from '../egress/address.ts';
import { version } from '../metrics/version.ts';
import { reason } from '../texts/reason.ts';
import { defineOperation, success, type Parts } from './operation.ts';

/** well: nothing to do; look: somebody should look, and orders still go; wrong: orders do not go as they should. */
const state = z.enum(['wrong', 'look', 'well']) satisfies z.ZodType<AlarmState>;
/** What was looked at, and what was found. */
type Looked = readonly [AlarmState, Reason];

/** Slower than this, in ms, something else is the matter with the machine. */
const slowMs = 1000;

export const doctor = defineOperation({
  command: 'doctor',
  summary: 'How the bridge is, on one page: what is wrong comes first, each with what to do.',
  method: 'get',
  path: '/v1/doctor',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({
    checks: z.array(z.object({ state, code: z.string(), what: z.string(), cause: z.string(), remedy: z.string() })),
  }),
  table: { list: 'checks', columns: ['state', 'what', 'cause', 'remedy'] },
  isWrong: ({ checks }) => checks.some(({ state: its }) => its === 'wrong'),
  examples: ['kontor doctor', 'kontor doctor --json'],
  async run(parts, _given, _principal, speaker) {
    const judged = judge(await readKnown(parts.database, parts.config));
    const found = [
      ...(await ofDatabase(parts)),
      ...judged.map(({ state: its, why }): Looked => [its, why]),
      await ofAlarms(parts),
    ];
    const order = state.options;
    return success({
      checks: found
        .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
        .map(([its, why]) => {
          const { code, title, cause, remedy } = speaker.told(why);
          return { state: its, code, what: title, cause, remedy: its === 'well' ? '' : remedy };
        }),
    });
  },
});

async function ofDatabase({ database: { pool } }: Parts): Promise<Looked[]> {
  const client = await pool.connect();
  try {
    const { ms, apartSeconds } = await readClock(client);
    const { rows } = await client.query<{ postgres: string; bytes: number }>(
      `select current_setting('server_version') as postgres, pg_database_size(current_database()) as bytes`,
    );
    const { postgres, bytes } = rows[0] ?? { postgres: '', bytes: 0 };
    return [
      ['well', reason('doctor.versions', { kontor: version, node: process.versions.node, postgres })],
      ms > slowMs
        ? ['look', reason('doctor.database_slow', { ms })]
        : ['well', reason('doctor.database_well', { ms, megabytes: megabytesIn(bytes) })],
      apartSeconds > limits.clockSeconds
        ? ['wrong', reason('doctor.clock_differs', { seconds: Math.round(apartSeconds) })]
        : ['well', reason('doctor.clock_well')],
    ];
  } finally {
    client.release();
  }
}

/** Whether somebody hears of what is wrong. */
async function ofAlarms({ config, mirror, database: { pool } }: Parts): Promise<Looked> {
  const ways = waysOf(config.alarms, mirror.egress);
  if (ways.length === 0) return ['look', reason('alarms.nobody')];
  const { webhook } = config.alarms;
  const refused = webhook && createAddressPolicy(webhookHostsOf(config.alarms)).refusal(new URL(webhook.url));
  if (refused) return ['wrong', reason('alarms.webhook_not_allowed', { because: refused })];
  const names = ways.map(({ name }) => name);
  const [untold] = await readUntold(pool, names);
  if (!untold) return ['well', reason('doctor.alarms_well', { ways: names })];
  const { messages: count, why } = untold;
  return ['look', reason('doctor.alarms_untold', { count, because: { because: why }, mend: { remedyOf: why } })];
}
