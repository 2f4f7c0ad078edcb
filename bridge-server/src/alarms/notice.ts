import { reasonSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Speaker } from '../texts/say.ts';
import { oneLine } from '../texts/one-line.ts';
import { word } from '../texts/reason.ts';
import { alarmRules, type RuleName } from './limits.ts';

const ruleNames = Object.keys(alarmRules) as [RuleName, ...RuleName[]];

/**
 * A message of an alarm, as it is stored. It has codes and values in place of sentences; these are put into words when
 * the message is sent, which may be hours later.
 */
export const notice = z.object({
  key: z.string(),
  /** Null for a test. */
  rule: z.enum(ruleNames).nullable(),
  why: reasonSchema,
  state: z.enum(['on', 'over', 'test']),
  since: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
});
export type AlarmNotice = z.infer<typeof notice>;

/**
 * The body that is posted to `KONTOR_ALARM_WEBHOOK`. docs/operating.md and the OpenAPI document describe it from here.
 */
export const alarmBody = z.object({
  id: z.string().meta({
    description:
      'Identifies the alarm: its key and when it began. The message of its end has the same id. ' +
      'If a message arrives twice, id and state are the same.',
  }),
  state: z
    .enum(['on', 'over', 'test'])
    .meta({ description: 'on: the alarm began; over: the alarm ended; test: a message of `kontor alarms test`.' }),
  key: z.string().meta({ description: 'Identifies the trouble. It is the same whenever this trouble comes back.' }),
  code: z.string().meta({ description: 'The code of the problem, which docs/errors.md explains.' }),
  severity: z.enum(['critical', 'warning', 'none']).meta({
    description: 'critical: orders are not sent as they should be; warning: a person should look; none: a test.',
  }),
  title: z.string().meta({ description: 'What is wrong, in one short line.' }),
  cause: z.string().meta({ description: 'What is wrong, in a sentence.' }),
  remedy: z.string().meta({ description: 'What to do.' }),
  since: z.iso.datetime().meta({ description: 'When the trouble began.' }),
  ended: z.iso.datetime().nullable().meta({ description: 'When the trouble ended; null while it lasts.' }),
  sentAt: z.iso.datetime().meta({ description: 'When this request was sent. Each repetition has a time of its own.' }),
  bridge: z.string().meta({ description: 'The public address of the bridge.' }),
  runbook: z.string().nullable().meta({ description: 'The section of docs/runbook.md; null for a test.' }),
  text: z.string().meta({ description: 'The whole message as one text, for programs that show only a text.' }),
});
export type AlarmBody = z.infer<typeof alarmBody>;

/** The time in UTC to the minute, which is the same for readers in every time zone. */
const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** The notice in words. `at`: when it is sent. */
export function bodyOf(
  { key, rule, why, state, since, ended }: AlarmNotice,
  { speaker, bridge, at }: { speaker: Speaker; bridge: string; at: Date },
): AlarmBody {
  // Title, cause and remedy contain names of companies and words of vendors, so each is made one line.
  const told = speaker.told(why);
  const [title, cause] = [oneLine(told.title), oneLine(told.cause)];
  const { severity, runbook } = rule === null ? { severity: 'none' as const, runbook: null } : alarmRules[rule];
  const remedy = state === 'over' ? speaker.word(word('alarm.nothing_to_do')) : oneLine(told.remedy);
  const lines = [
    title,
    '',
    cause,
    remedy,
    '',
    ended === null
      ? speaker.word(word('alarm.since', { time: minuteOf(since) }))
      : speaker.word(word('alarm.over', { since: minuteOf(since), ended: minuteOf(ended) })),
    ...(runbook === null || state === 'over' ? [] : [speaker.word(word('alarm.runbook', { section: runbook }))]),
    speaker.word(word('alarm.bridge', { bridge })),
  ];
  return {
    id: `${key}@${since}`,
    state,
    key,
    code: told.code,
    severity,
    title,
    cause,
    remedy,
    since,
    ended,
    sentAt: at.toISOString(),
    bridge,
    runbook,
    text: lines.join('\n'),
  };
}

/** The subject of a mail. */
export const subjectOf = ({ state, title }: AlarmBody, speaker: Speaker): string =>
  `[Kontor] ${state === 'over' ? speaker.word(word('alarm.subject_over', { title })) : title}`;
