import { reasonSchema } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Speaker } from '../texts/say.ts';
import { oneLine } from '../texts/one-line.ts';
import { word } from '../texts/reason.ts';
import { alarmRules, type RuleName } from './limits.ts';

const ruleNames = Object.keys(alarmRules) as [RuleName, ...RuleName[]];

/** What somebody is to be told, without a word of any language: it may be kept for hours before it arrives. */
export const notice = z.object({
  key: z.string(),
  /** Null: a test. */
  rule: z.enum(ruleNames).nullable(),
  why: reasonSchema,
  state: z.enum(['on', 'over', 'test']),
  since: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
});
export type AlarmNotice = z.infer<typeof notice>;

/** The body that `KONTOR_ALARM_WEBHOOK` is sent: docs/operating.md and the OpenAPI document describe it from here. */
export const alarmBody = z.object({
  id: z.string().meta({
    description:
      'The same for an alarm and for its end: the key and since when. A message that arrives twice has the same id and state.',
  }),
  state: z
    .enum(['on', 'over', 'test'])
    .meta({ description: 'on: it began; over: it has ended; test: `kontor alarms test`.' }),
  key: z.string().meta({ description: 'What it is about: the same whenever this comes back.' }),
  code: z.string().meta({ description: 'A code of docs/errors.md.' }),
  severity: z
    .enum(['critical', 'warning', 'none'])
    .meta({ description: 'critical: orders do not go as they should; warning: somebody should look; none: a test.' }),
  title: z.string().meta({ description: 'In one short line, what is wrong.' }),
  cause: z.string().meta({ description: 'What is wrong, in a sentence.' }),
  remedy: z.string().meta({ description: 'What to do.' }),
  since: z.iso.datetime().meta({ description: 'Since when it is so.' }),
  ended: z.iso.datetime().nullable().meta({ description: 'Since when it is over; null while it lasts.' }),
  sentAt: z.iso.datetime().meta({ description: 'When this request was made; a repetition has a time of its own.' }),
  bridge: z.string().meta({ description: 'The public address of the bridge.' }),
  runbook: z.string().nullable().meta({ description: 'The section of docs/runbook.md; null for a test.' }),
  text: z.string().meta({ description: 'All of it in one text, for programs that show a text and nothing else.' }),
});
export type AlarmBody = z.infer<typeof alarmBody>;

/** A minute as everybody reads it, wherever they are. */
const minuteOf = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** The notice in words. `at`: when it is sent. */
export function bodyOf(
  { key, rule, why, state, since, ended }: AlarmNotice,
  { speaker, bridge, at }: { speaker: Speaker; bridge: string; at: Date },
): AlarmBody {
  // Names of companies and words of vendors stand in them.
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

/** What stands in the list of a mailbox. */
export const subjectOf = ({ state, title }: AlarmBody, speaker: Speaker): string =>
  `[Kontor] ${state === 'over' ? speaker.word(word('alarm.subject_over', { title })) : title}`;
