import type { Reason } from '@kontor/shared/problem';
import type { AlarmCondition } from './judge.ts';
import { calm, alarmRules, type RuleName } from './limits.ts';
import type { AlarmNotice } from './notice.ts';

/** An alarm that is on, or that ended a short while ago. */
export interface AlarmStanding {
  key: string;
  rule: RuleName;
  why: Reason;
  /** When the trouble itself began. */
  since: Date;
  /** When the trouble was first noticed. It moves on by the time for which the trouble was shortly away. */
  firstSeenAt: Date;
  /** When the trouble was last noticed. */
  seenAt: Date;
  /** When the messages were written; null while the trouble has not lasted long enough. */
  announcedAt: Date | null;
  /** When the first message arrived. */
  toldAt: Date | null;
  /** Null while the trouble is there, and until an announced alarm is over. */
  endedAt: Date | null;
  /** If the trouble comes back before this time, it is announced again only then. */
  quietUntil: Date | null;
}

export interface AlarmDecision {
  /** The alarms to store. */
  standing: AlarmStanding[];
  /** The keys of the alarms to delete. */
  forgotten: string[];
  notices: AlarmNotice[];
}

const after = (time: Date, seconds: number): Date => new Date(time.getTime() + seconds * 1000);

/**
 * Decides which alarms begin, go on and end, from the stored alarms and the troubles that are there now. It is pure, so
 * that alarms in the database and alarms in a process's memory follow the same rules.
 *
 * An alarm is announced once when its trouble has lasted, and once when the trouble has been over for a while. If a
 * trouble comes and goes, the times for which it was there count together. `canTell`: there is a way to send messages.
 */
export function decide(
  remembered: readonly AlarmStanding[],
  conditions: readonly AlarmCondition[],
  { at, canTell }: { at: Date; canTell: boolean },
): AlarmDecision {
  const absent = new Map(remembered.map((standing) => [standing.key, standing]));
  const decision: AlarmDecision = { standing: [], forgotten: [], notices: [] };
  for (const condition of conditions) {
    const standing = presentAlarm(absent.get(condition.key), condition, at);
    absent.delete(condition.key);
    if (canTell && standing.announcedAt === null && isDue(standing, at)) {
      standing.announcedAt = at;
      standing.quietUntil = after(at, calm.againSeconds);
      decision.notices.push(noticeOf(standing, 'on'));
    }
    decision.standing.push(standing);
  }
  for (const before of absent.values()) {
    const standing = absentAlarm(before, at);
    if (standing === null) decision.forgotten.push(before.key);
    else {
      if (standing.endedAt && !before.endedAt && standing.announcedAt)
        decision.notices.push(noticeOf(standing, 'over'));
      decision.standing.push(standing);
    }
  }
  return decision;
}

/** The alarm of a trouble that is there now: it goes on, or it begins. */
function presentAlarm(
  standing: AlarmStanding | undefined,
  { key, rule, why, since }: AlarmCondition,
  at: Date,
): AlarmStanding {
  // If nobody looked for a while, a trouble that was noticed before need not have lasted until now.
  const isStale = standing?.announcedAt === null && after(standing.seenAt, calm.staleSeconds).getTime() < at.getTime();
  if (standing && !isStale) {
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

/** The alarm of a trouble that is not there now. Null: nothing of it needs to be stored. */
function absentAlarm(standing: AlarmStanding, at: Date): AlarmStanding | null {
  const { announcedAt, endedAt, seenAt, quietUntil } = standing;
  if (announcedAt !== null && !endedAt)
    return after(seenAt, calm.overSeconds).getTime() <= at.getTime() ? { ...standing, endedAt: at } : standing;
  // An alarm that was never announced ends at once.
  const ended = { ...standing, endedAt: endedAt ?? at };
  const isQuiet = quietUntil !== null && quietUntil.getTime() > at.getTime();
  return isQuiet || isShortlyAway(ended, at) ? ended : null;
}

/** Whether the alarm was never announced and ended so recently that it may still go on. */
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
