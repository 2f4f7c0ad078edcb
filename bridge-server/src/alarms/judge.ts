import type { Reason, Value } from '@kontor/shared/problem';
import type { SeenWorker } from '../mirror/maintenance/heartbeat.ts';
import { reason, word } from '../texts/reason.ts';
import type { HeldConnection, Known } from './known.ts';
import { limits, type RuleName } from './limits.ts';

/** wrong: orders do not go as they should; look: somebody should look, and orders still go; well: nothing to do. */
export type AlarmState = 'wrong' | 'look' | 'well';

/** Something that somebody is told of without asking. */
export interface AlarmCondition {
  /** Tells it from all others: the same one keeps its key as long as it lasts. */
  key: string;
  rule: RuleName;
  why: Reason;
  /** Since when it is so; null: since it was noticed. */
  since: Date | null;
}

/** What was looked at, and what was found; `alarm`: it is so bad that nobody should have to ask for it. */
export interface Finding {
  state: AlarmState;
  why: Reason;
  alarm: Omit<AlarmCondition, 'why'> | null;
}

const found = (state: AlarmState, why: Reason, alarm: Finding['alarm'] = null): Finding => ({ state, why, alarm });
const minutesIn = (seconds: number): number => Math.round(seconds / 60);

/**
 * How the bridge is, from what is known of it. Whoever asks (`kontor doctor`) and whoever is told by himself (alarms) get their
 * sentences from here, so that both say the same.
 */
export function judge(known: Known): Finding[] {
  return [
    ...ofWorkers(known.workers),
    ...ofStock(known),
    ...ofHeld(known),
    ...ofBlocked(known),
    ofDisk(known.diskMegabytes),
  ];
}

/** The findings that are alarms. */
export const conditionsOf = (findings: readonly Finding[]): AlarmCondition[] =>
  findings.flatMap(({ why, alarm }) => (alarm ? [{ ...alarm, why }] : []));

const isAtWork = ({ seenAge, lookedAge }: SeenWorker): boolean =>
  seenAge <= limits.workerSilentSeconds && lookedAge <= limits.workerIdleSeconds;

function ofWorkers(workers: readonly SeenWorker[]): Finding[] {
  const atWork = workers.filter(isAtWork);
  const findings = [
    atWork.length > 0
      ? found('well', reason('doctor.workers_well', { count: atWork.length }))
      : found('wrong', reason('doctor.workers_none'), { key: 'workers', rule: 'workers', since: null }),
  ];
  const versions = [...new Set(atWork.map(({ version }) => version))].sort();
  if (versions.length > 1) findings.push(found('look', reason('doctor.workers_versions', { versions })));
  for (const { host, seenAge, lookedAge, clockApart } of workers) {
    if (seenAge > limits.workerSilentSeconds)
      findings.push(found('look', reason('doctor.worker_vanished', { host, minutes: minutesIn(seenAge) })));
    else if (lookedAge > limits.workerIdleSeconds)
      findings.push(found('look', reason('doctor.worker_idle', { host, minutes: minutesIn(lookedAge) })));
    else if (clockApart > limits.clockSeconds)
      findings.push(found('wrong', reason('doctor.worker_clock', { host, seconds: Math.round(clockApart) })));
  }
  return findings;
}

function ofStock({ at, stock: { writable, oldestDueAge, oldestDoubtAge, unread } }: Known): Finding[] {
  const before = (seconds: number): Date => new Date(at.getTime() - seconds * 1000);
  const findings: Finding[] = [];
  if (oldestDueAge > limits.dueLateSeconds) {
    const why = reason('doctor.work_late', { minutes: minutesIn(oldestDueAge) });
    const isAlarm = oldestDueAge > limits.dueAlarmSeconds;
    findings.push(
      found('wrong', why, isAlarm ? { key: 'overdue', rule: 'overdue', since: before(oldestDueAge) } : null),
    );
  } else findings.push(found('well', reason('doctor.work_well')));
  // Its alarm is told from memory (`database-watch.ts`): a database that takes no writes cannot remember it.
  if (!writable) findings.push(found('wrong', reason('doctor.database_read_only')));
  if (oldestDoubtAge > limits.doubtSeconds)
    findings.push(
      found('look', reason('doctor.doubt_old', { minutes: minutesIn(oldestDoubtAge) }), {
        key: 'doubt',
        rule: 'doubt',
        since: before(oldestDoubtAge),
      }),
    );
  const orders = unread.reduce((sum, { orders: count }) => sum + count, 0);
  if (orders > 0)
    findings.push(
      found('look', reason('doctor.orders_unread', { count: orders }), { key: 'unread', rule: 'unread', since: null }),
    );
  return findings;
}

/** What holds one connection back and no other; every other cause is the system's or the way to it. */
const ownCauses: ReadonlySet<string> = new Set(['held.unauthorized', 'held.forbidden', 'held.secret_unreadable']);
/** The names that one sentence has room for. */
const mostNamed = 5;

/** One finding for what has one cause: an outage of a vendor holds back every shop's connection. */
function ofHeld({ at, held }: Known): Finding[] {
  const byCause = new Map<string, HeldConnection[]>();
  for (const one of held) {
    const { shopId, id, system, code } = one;
    const key = ownCauses.has(code) ? `held/${shopId}/${id}` : `held/${system}/${code}`;
    byCause.set(key, [...(byCause.get(key) ?? []), one]);
  }
  return [...byCause].map(([key, connections]) => {
    const since = new Date(Math.min(...connections.map((one) => one.since.getTime())));
    const isAlarm = at.getTime() - since.getTime() > limits.heldAlarmSeconds * 1000;
    return found('wrong', heldReason(connections), isAlarm ? { key, rule: 'held', since } : null);
  });
}

function heldReason(connections: readonly HeldConnection[]): Reason {
  const [first, ...others] = connections;
  if (!first) throw new Error('nothing is held back');
  const { shopId: shop, id: connection, accountName: account, system, code, until } = first;
  // Each system says it in its own way.
  const why: Reason = { ...(first.why ?? { code }), system };
  const mend: Value = until ? word('held.until') : { remedyOf: why };
  const because = { because: why };
  return others.length === 0
    ? reason('doctor.connection_held', { shop, connection, account, because, mend })
    : reason('doctor.connections_held', {
        count: connections.length,
        accounts: connections.slice(0, mostNamed).map(({ accountName }) => accountName),
        others: Math.max(0, connections.length - mostNamed),
        because,
        mend,
      });
}

function ofBlocked({ stock: { open }, latelyBlocked }: Known): Finding[] {
  const blocked = open.reduce((sum, { state, transfers }) => sum + (state === 'blocked' ? transfers : 0), 0);
  const growing = latelyBlocked.filter(({ transfers }) => transfers > limits.blockedAnHour);
  return [
    ...(blocked > 0 ? [found('look', reason('doctor.documents_blocked', { count: blocked }))] : []),
    ...growing.map(({ system, group, transfers: count }) =>
      found('look', reason('doctor.blocked_growing', { count, system, group }), {
        key: `blocked/${system}/${group}`,
        rule: 'blocked',
        since: null,
      }),
    ),
  ];
}

function ofDisk(megabytes: number | null): Finding {
  if (megabytes === null) return found('well', reason('doctor.disk_elsewhere'));
  return megabytes < limits.diskMegabytes
    ? found('look', reason('doctor.disk_low', { megabytes }), { key: 'disk', rule: 'disk', since: null })
    : found('well', reason('doctor.disk_well', { megabytes }));
}
