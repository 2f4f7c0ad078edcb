import type { Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { readUndelivered } from '../alarms/alarm-store.ts';
import { judge, type AlarmState } from '../alarms/judge.ts';
import { megabytesIn, readObservations } from '../alarms/known.ts';
import { limits } from '../alarms/limits.ts';
import { waysOf } from '../alarms/ways.ts';
import { webhookHostsOf } from '../config/alarms.ts';
import { readClock } from '../database/clock.ts';
import { createAddressPolicy } from '../egress/address.ts';
import { version } from '../metrics/version.ts';
import { reason } from '../texts/reason.ts';
import { defineOperation, success, type Parts } from './operation.ts';

/**
 * `well`: nothing to do. `look`: somebody should look, but orders still go. `wrong`: orders do not go as they should.
 */
const state = z.enum(['wrong', 'look', 'well']) satisfies z.ZodType<AlarmState>;
interface Check {
  state: AlarmState;
  why: Reason;
}
const check = (its: AlarmState, why: Reason): Check => ({ state: its, why });

/** A database that answers more slowly than this points to a problem with the machine. */
const slowMs = 1000;

export const doctor = defineOperation({
  command: 'doctor',
  summary: 'Checks the bridge, and shows every result with what to do. Problems come first.',
  method: 'get',
  path: '/v1/doctor',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({
    checks: z.array(z.object({ state, code: z.string(), what: z.string(), cause: z.string(), remedy: z.string() })),
  }),
  table: { list: 'checks', columns: ['state', 'what', 'cause', 'remedy'] },
  isWrong: ({ checks }) => checks.some((result) => result.state === 'wrong'),
  examples: ['kontor doctor', 'kontor doctor --json'],
  async run(parts, _input, _principal, speaker) {
    const checks: readonly Check[] = [
      ...(await checkDatabase(parts)),
      ...judge(await readObservations(parts.database, parts.config)),
      await checkAlarms(parts),
    ];
    const order = state.options;
    return success({
      checks: checks
        .toSorted((first, second) => order.indexOf(first.state) - order.indexOf(second.state))
        .map((result) => {
          const { code, title, cause, remedy } = speaker.told(result.why);
          return { state: result.state, code, what: title, cause, remedy: result.state === 'well' ? '' : remedy };
        }),
    });
  },
});

const versionStatement = `
  select
    current_setting('server_version') as postgres,
    pg_database_size(current_database()) as bytes`;

async function checkDatabase({ database: { pool } }: Parts): Promise<Check[]> {
  const client = await pool.connect();
  try {
    const { ms, apartSeconds } = await readClock(client);
    const { rows } = await client.query<{ postgres: string; bytes: number }>(versionStatement);
    const { postgres, bytes } = rows[0] ?? { postgres: '', bytes: 0 };
    return [
      check('well', reason('doctor.versions', { kontor: version, node: process.versions.node, postgres })),
      ms > slowMs
        ? check('look', reason('doctor.database_slow', { ms }))
        : check('well', reason('doctor.database_well', { ms, megabytes: megabytesIn(bytes) })),
      apartSeconds > limits.clockSeconds
        ? check('wrong', reason('doctor.clock_differs', { seconds: Math.round(apartSeconds) }))
        : check('well', reason('doctor.clock_well')),
    ];
  } finally {
    client.release();
  }
}

/** Checks whether alarms reach somebody. */
async function checkAlarms({ config, mirror, database: { pool } }: Parts): Promise<Check> {
  const ways = waysOf(config.alarms, mirror.egress);
  if (ways.length === 0) return check('look', reason('alarms.nobody'));
  const { webhook } = config.alarms;
  const refusal = webhook && createAddressPolicy(webhookHostsOf(config.alarms)).refusal(new URL(webhook.url));
  if (refusal) return check('wrong', reason('alarms.webhook_not_allowed', { because: refusal }));
  const names = ways.map(({ name }) => name);
  const [untold] = await readUndelivered(pool, names);
  if (!untold) return check('well', reason('doctor.alarms_well', { ways: names }));
  const { messages: count, why } = untold;
  return check('look', reason('doctor.alarms_untold', { count, because: { because: why }, mend: { remedyOf: why } }));
}
