import type { Reason } from '@kontor/shared/problem';
import type { AlarmCondition } from './judge.ts';
import { calm, alarmRules, type RuleName } from './limits.ts';
import type { AlarmNotice } from './notice.ts';

/** Something that is wrong, or was a short while ago, as it is remembered. */
export interface AlarmStanding {
  key: string;
  rule: RuleName;
  why: Reason;
  /** Since when it is wrong. */
  since: Date;
  /** When it was noticed first and last; the first is later by the time that it was shortly away meanwhile. */
  firstSeenAt: Date;
  seenAt: Date;
  /** When its messages were written; null: it has not been wrong for long enough. */
  announcedAt: Date | null;
  /** When the first of them arrived. */
  toldAt: Date | null;
  /** Null: it is so, or was told and is not over. */
  endedAt: Date | null;
  /** If it comes back before, nobody is told again until then. */
  quietUntil: Date | null;
}

export interface Decided {
  /** As they are to be remembered. */
  standing: AlarmStanding[];
  /** The keys of what is forgotten. */
  forgotten: string[];
  notices: AlarmNotice[];
}

const after = (time: Date, seconds: number): Date => new Date(time.getTime() + seconds * 1000);

/**
 * What becomes of the alarms, from what is remembered and what is so now. Pure, so that the database's alarms and those that a
 * process keeps in its memory follow the same rules: each is told once when it has lasted, and once when it has been over for a
 * while. What comes and goes has lasted once the times when it was there do so together. `canTell`: there is a way by which somebody can be told.
 */
export function decide(
  remembered: readonly AlarmStanding[],
  conditions: readonly AlarmCondition[],
  { at, canTell }: { at: Date; canTell: boolean },
): Decided {
  const known = new Map(remembered.map((one) => [one.key, one]));
  const decided: Decided = { standing: [], forgotten: [], notices: [] };
  for (const condition of conditions) {
    const standing = seen(known.get(condition.key), condition, at);
    known.delete(condition.key);
    if (canTell && standing.announcedAt === null && isDue(standing, at)) {
      standing.announcedAt = at;
      standing.quietUntil = after(at, calm.againSeconds);
      decided.notices.push(noticeOf(standing, 'on'));
    }
    decided.standing.push(standing);
  }
  for (const standing of known.values()) {
    const left = gone(standing, at);
    if (left === null) decided.forgotten.push(standing.key);
    else {
      if (left.endedAt && !standing.endedAt && left.announcedAt) decided.notices.push(noticeOf(left, 'over'));
      decided.standing.push(left);
    }
  }
  return decided;
}

/** It is so: it goes on, or it begins. */
function seen(standing: AlarmStanding | undefined, { key, rule, why, since }: AlarmCondition, at: Date): AlarmStanding {
  // Nobody may have looked for a while; what was noticed before and never told is no sign that it lasted.
  const isForgotten =
    standing?.announcedAt === null && after(standing.seenAt, calm.staleSeconds).getTime() < at.getTime();
  if (standing && !isForgotten) {
    const { firstSeenAt, endedAt } = standing;
    if (!endedAt) return { ...standing, why, seenAt: at };
    if (isShortlyAway(standing, at)) {
      const away = (at.getTime() - endedAt.getTime()) / 1000;
      return { ...standing, why, seenAt: at, firstSeenAt: after(firstSeenAt, away), endedAt: null };
    }
  }
  return {
    key,
    rule,
    why,
    since: since ?? at,
    firstSeenAt: at,
    seenAt: at,
    announcedAt: null,
    toldAt: null,
    endedAt: null,
    quietUntil: standing?.quietUntil ?? null,
  };
}

function isDue({ rule, firstSeenAt, quietUntil }: AlarmStanding, at: Date): boolean {
  const lasted = after(firstSeenAt, alarmRules[rule].holdSeconds).getTime() <= at.getTime();
  return lasted && (quietUntil === null || quietUntil.getTime() <= at.getTime());
}

/** It is not so any more. Null: nothing needs to be remembered of it. */
function gone(standing: AlarmStanding, at: Date): AlarmStanding | null {
  const { announcedAt, endedAt, seenAt, quietUntil } = standing;
  if (announcedAt !== null && !endedAt)
    return after(seenAt, calm.overSeconds).getTime() <= at.getTime() ? { ...standing, endedAt: at } : standing;
  // What was never told ends unseen.
  const ended = { ...standing, endedAt: endedAt ?? at };
  const isQuiet = quietUntil !== null && quietUntil.getTime() > at.getTime();
  return isQuiet || isShortlyAway(ended, at) ? ended : null;
}

/** Nobody was told of it, and it may come back as if it had never been away. */
const isShortlyAway = ({ announcedAt, endedAt }: AlarmStanding, at: Date): boolean =>
  announcedAt === null && endedAt !== null && after(endedAt, calm.awaySeconds).getTime() > at.getTime();

const noticeOf = ({ key, rule, why, since, endedAt }: AlarmStanding, state: 'on' | 'over'): AlarmNotice => ({
  key,
  rule,
  why,
  state,
  since: since.toISOString(),
  ended: endedAt?.toISOString() ?? null,
});
