import { told as said } from '@kontor/shared/problem';
import { z } from 'zod';
import { readStanding, readUntold } from '../alarms/alarm-store.ts';
import { alarmRules } from '../alarms/limits.ts';
import type { AlarmNotice } from '../alarms/notice.ts';
import { waysOf } from '../alarms/ways.ts';
import { reason } from '../texts/reason.ts';
import { defineOperation, success, failure } from './operation.ts';

/** `webhook`, or `mail:` and an address. */
const way = z.string();

const alarmList = defineOperation({
  command: 'alarms',
  summary: 'The alarms that are on: since when, when somebody was told, and what to do.',
  method: 'get',
  path: '/v1/alarms',
  scope: 'bridge:read',
  input: z.strictObject({}),
  answer: z.object({
    /** By which alarms are told. */
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
        /** When the first message arrived; null: nobody was told so far, since it is new or since none arrives. */
        told: z.date().nullable(),
      }),
    ),
    /** Messages that did not arrive so far, and why; they are tried again. */
    untold: z.array(z.object({ way, messages: z.number().int(), ...said.shape })),
  }),
  table: [
    { list: 'alarms', columns: ['severity', 'what', 'cause', 'remedy', 'since', 'told'] },
    { list: 'untold', columns: ['way', 'messages', 'cause', 'remedy'] },
  ],
  examples: ['kontor alarms', 'kontor alarms --json'],
  async run({ database: { pool }, config, mirror }, _given, _principal, speaker) {
    const ways = waysOf(config.alarms, mirror.egress).map(({ name }) => name);
    const standing = (await readStanding(pool)).filter(({ endedAt }) => endedAt === null);
    const untold = await readUntold(pool, ways);
    return success({
      ways,
      alarms: standing.map(({ key, rule, why, since, toldAt }) => {
        const { code, title, cause, remedy } = speaker.told(why);
        return { key, severity: alarmRules[rule].severity, code, what: title, cause, remedy, since, told: toldAt };
      }),
      untold: untold.map(({ way: name, messages, why }) => ({ way: name, messages, ...speaker.told(why) })),
    });
  },
});

const alarmTest = defineOperation({
  command: 'alarms test',
  summary: 'Sends a test alarm by each way that is set, and says what came of it.',
  method: 'post',
  path: '/v1/alarms/test',
  scope: 'bridge:write',
  input: z.strictObject({}),
  answer: z.object({
    tests: z.array(z.object({ way, arrived: z.boolean(), ...said.shape })),
    /** The ways by which it did not arrive. */
    refused: z.array(way),
  }),
  table: { list: 'tests', columns: ['way', 'arrived', 'code', 'cause', 'remedy'] },
  examples: ['kontor alarms test'],
  async run({ config, mirror }, _given, _principal, speaker) {
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
    const saying = { speaker, bridge: config.publicUrl, at };
    const tests = await Promise.all(
      ways.map(async ({ name, tell }) => {
        const { arrived, why } = await tell(notice, saying);
        return { way: name, arrived, ...speaker.told(why) };
      }),
    );
    return success({ tests, refused: tests.flatMap(({ way: name, arrived }) => (arrived ? [] : [name])) });
  },
});

export const alarmOperations = [alarmList, alarmTest];
