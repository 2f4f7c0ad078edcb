import { problemText as explanation } from '@kontor/shared/problem';
import { z } from 'zod';
import { readStanding, readUndelivered } from '../alarms/alarm-store.ts';
import { alarmRules } from '../alarms/limits.ts';
import type { AlarmNotice } from '../alarms/notice.ts';
import { waysOf } from '../alarms/ways.ts';
import { reason } from '../texts/reason.ts';
import { defineOperation, success, failure } from './operation.ts';

/** A way by which alarms are sent: `webhook`, or `mail:` followed by an address. */
const way = z.string();

const alarmList = defineOperation({
  command: 'alarms',
  summary: 'Lists the alarms that are on: since when, when a message about each arrived, and what to do.',
  method: 'get',
  path: '/v1/alarms',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({
    /** The ways by which alarms are sent. */
    ways: z.array(way),
    alarms: z.array(
      z.object({
        key: z.string(),
        severity: z.enum(['critical', 'warning']),
        code: z.string(),
        what: z.string(),
        cause: z.string(),
        remedy: z.string(),
        since: z.date(),
        /** When the first message about the alarm arrived; null while none has. */
        told: z.date().nullable(),
      }),
    ),
    /** Messages that have not arrived yet, and why. The bridge tries them again. */
    untold: z.array(z.object({ way, messages: z.number().int(), ...explanation.shape })),
  }),
  table: [
    { list: 'alarms', columns: ['severity', 'what', 'cause', 'remedy', 'since', 'told'] },
    { list: 'untold', columns: ['way', 'messages', 'cause', 'remedy'] },
  ],
  examples: ['kontor alarms', 'kontor alarms --json'],
  async run({ database: { pool }, config, mirror }, _input, _principal, speaker) {
    const ways = waysOf(config.alarms, mirror.egress).map(({ name }) => name);
    const active = (await readStanding(pool)).filter(({ endedAt }) => endedAt === null);
    const untold = await readUndelivered(pool, ways);
    return success({
      ways,
      alarms: active.map(({ key, rule, why, since, toldAt }) => {
        const { code, title, cause, remedy } = speaker.told(why);
        return { key, severity: alarmRules[rule].severity, code, what: title, cause, remedy, since, told: toldAt };
      }),
      untold: untold.map(({ way: name, messages, why }) => ({ way: name, messages, ...speaker.told(why) })),
    });
  },
});

const alarmTest = defineOperation({
  command: 'alarms test',
  summary: 'Sends a test alarm to the webhook and the mail addresses that are set up, and shows whether it arrived.',
  method: 'post',
  path: '/v1/alarms/test',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    tests: z.array(z.object({ way, arrived: z.boolean(), ...explanation.shape })),
    /** The ways by which the test did not arrive. */
    refused: z.array(way),
  }),
  table: { list: 'tests', columns: ['way', 'arrived', 'code', 'cause', 'remedy'] },
  examples: ['kontor alarms test'],
  async run({ config, mirror }, _input, _principal, speaker) {
    const ways = waysOf(config.alarms, mirror.egress);
    if (ways.length === 0) return failure(409, reason('alarms.nobody'));
    const at = new Date();
    const notice: AlarmNotice = {
      key: 'test',
      rule: null,
      why: reason('alarms.test'),
      state: 'test',
      since: at.toISOString(),
      ended: null,
    };
    const context = { speaker, bridge: config.publicUrl, at };
    const tests = await Promise.all(
      ways.map(async ({ name, tell }) => {
        const { arrived, why } = await tell(notice, context);
        return { way: name, arrived, ...speaker.told(why) };
      }),
    );
    return success({ tests, refused: tests.flatMap(({ way: name, arrived }) => (arrived ? [] : [name])) });
  },
});

export const alarmOperations = [alarmList, alarmTest];
