import type { Reason, Value } from '@kontor/shared/problem';
import type { SeenWorker } from '../mirror/maintenance/heartbeat.ts';
import { folderTroubleOf, overdueOf, type OfficeStanding } from '../shops/office/overdue.ts';
import { reason, word } from '../texts/reason.ts';
import type { HeldConnection, Observations } from './known.ts';
import { limits, type RuleName } from './limits.ts';

/**
 * How serious a finding is.
 * - `wrong`: orders are not sent as they should be.
 * - `look`: orders are sent, but a person should look.
 * - `well`: there is nothing to do.
 */
export type AlarmState = 'wrong' | 'look' | 'well';

/** A trouble that the operator is told of without asking. */
export interface AlarmCondition {
  /** Identifies the trouble. It stays the same while the trouble lasts. */
  key: string;
  rule: RuleName;
  why: Reason;
  /** When the trouble began; null if only the time of noticing it is known. */
  since: Date | null;
}

/** The judgement of one aspect of the bridge. */
export interface Finding {
  state: AlarmState;
  why: Reason;
  /** Set when the trouble is so serious that the operator must be told; null otherwise. */
  alarm: Omit<AlarmCondition, 'why'> | null;
}

const finding = (state: AlarmState, why: Reason, alarm: Finding['alarm'] = null): Finding => ({ state, why, alarm });
const minutesIn = (seconds: number): number => Math.round(seconds / 60);

/**
 * Judges the state of the bridge. `kontor doctor` and the alarms both take their sentences from here, so that they say
 * the same.
 */
export function judge(observations: Observations): Finding[] {
  return [
    ...ofWorkers(observations.workers),
    ...ofStock(observations),
    ...ofHeld(observations),
    ...ofUnreadShops(observations),
    ...observations.offices.flatMap(ofOffice),
    ...ofBlocked(observations),
    ofDisk(observations.diskMegabytes),
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
      ? finding('well', reason('doctor.workers_well', { count: atWork.length }))
      : finding('wrong', reason('doctor.workers_none'), { key: 'workers', rule: 'workers', since: null }),
  ];
  const versions = [...new Set(atWork.map(({ version }) => version))].sort();
  if (versions.length > 1) findings.push(finding('look', reason('doctor.workers_versions', { versions })));
  for (const { host, seenAge, lookedAge, clockApart } of workers) {
    if (seenAge > limits.workerSilentSeconds)
      findings.push(finding('look', reason('doctor.worker_vanished', { host, minutes: minutesIn(seenAge) })));
    else if (lookedAge > limits.workerIdleSeconds)
      findings.push(finding('look', reason('doctor.worker_idle', { host, minutes: minutesIn(lookedAge) })));
    else if (clockApart > limits.clockSeconds)
      findings.push(finding('wrong', reason('doctor.worker_clock', { host, seconds: Math.round(clockApart) })));
  }
  return findings;
}

function ofStock({ at, stock: { writable, oldestDueAge, oldestDoubtAge, unread } }: Observations): Finding[] {
  const before = (seconds: number): Date => new Date(at.getTime() - seconds * 1000);
  const findings: Finding[] = [];
  if (oldestDueAge > limits.dueLateSeconds) {
    const why = reason('doctor.work_late', { minutes: minutesIn(oldestDueAge) });
    const isAlarm = oldestDueAge > limits.dueAlarmSeconds;
    findings.push(
      finding('wrong', why, isAlarm ? { key: 'overdue', rule: 'overdue', since: before(oldestDueAge) } : null),
    );
  } else findings.push(finding('well', reason('doctor.work_well')));
  // A read-only database cannot store an alarm, so its alarm is kept in memory (`database-watch.ts`).
  if (!writable) findings.push(finding('wrong', reason('doctor.database_read_only')));
  if (oldestDoubtAge > limits.doubtSeconds)
    findings.push(
      finding('look', reason('doctor.doubt_old', { minutes: minutesIn(oldestDoubtAge) }), {
        key: 'doubt',
        rule: 'doubt',
        since: before(oldestDoubtAge),
      }),
    );
  const orders = unread.reduce((sum, { orders: count }) => sum + count, 0);
  if (orders > 0)
    findings.push(
      finding('look', reason('doctor.orders_unread', { count: orders }), {
        key: 'unread',
        rule: 'unread',
        since: null,
      }),
    );
  return findings;
}

/** Causes that lie in one connection. All other causes lie in the system or in the network. */
const ownCauses: ReadonlySet<string> = new Set(['held.unauthorized', 'held.forbidden', 'held.secret_unreadable']);
/** How many names fit into one sentence. */
const mostNamed = 5;

/** Makes one finding for each cause: an outage of a vendor, for example, holds back the connections of all shops. */
function ofHeld({ at, held }: Observations): Finding[] {
  const byCause = new Map<string, HeldConnection[]>();
  for (const connection of held) {
    const { shopId, id, system, code } = connection;
    const key = ownCauses.has(code) ? `held/${shopId}/${id}` : `held/${system}/${code}`;
    byCause.set(key, [...(byCause.get(key) ?? []), connection]);
  }
  return [...byCause].map(([key, connections]) => {
    const since = new Date(Math.min(...connections.map((connection) => connection.since.getTime())));
    const isAlarm = at.getTime() - since.getTime() > limits.heldAlarmSeconds * 1000;
    return finding('wrong', heldReason(connections), isAlarm ? { key, rule: 'held', since } : null);
  });
}

function heldReason(connections: readonly HeldConnection[]): Reason {
  const [first, ...others] = connections;
  if (!first) throw new Error('nothing is held back');
  const { shopId: shop, id: connection, accountName: account, system, code, until } = first;
  // Each system has words of its own for the reason.
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

function ofUnreadShops({ at, unreadShops }: Observations): Finding[] {
  return unreadShops.flatMap(({ shopId: shop, name, why, since }) => {
    const seconds = (at.getTime() - since.getTime()) / 1000;
    if (seconds <= limits.readingLookSeconds) return [];
    const isAlarm = seconds > limits.readingAlarmSeconds;
    return [
      finding(
        isAlarm ? 'wrong' : 'look',
        reason('doctor.shop_unread', {
          shop,
          name,
          minutes: minutesIn(seconds),
          because: { because: why },
          mend: { remedyOf: why },
        }),
        isAlarm ? { key: `reading/${shop}`, rule: 'reading', since } : null,
      ),
    ];
  });
}

/** What is wrong with the fetching of one office: with its folder, or with the office itself. */
function ofOffice(office: OfficeStanding): Finding[] {
  const { shopId: shop, connectionId: connection, accountName: account } = office;
  const place = `${shop}/${connection}`;
  const valuesOf = (why: Reason) => ({ shop, connection, account, because: { because: why }, mend: { remedyOf: why } });
  const folder = folderTroubleOf(office);
  const overdue = overdueOf(office);
  return [
    ...(folder
      ? [
          finding('wrong', reason('doctor.office_folder_unusable', valuesOf(folder.why)), {
            key: `folder/${place}`,
            rule: 'folder',
            since: folder.since,
          }),
        ]
      : []),
    ...(overdue
      ? [
          finding('wrong', reason('doctor.office_overdue', valuesOf(overdue.why)), {
            key: `fetching/${place}`,
            rule: 'fetching',
            since: overdue.since,
          }),
        ]
      : []),
  ];
}

function ofBlocked({ stock: { open }, latelyBlocked }: Observations): Finding[] {
  const blocked = open.reduce((sum, { state, transfers }) => sum + (state === 'blocked' ? transfers : 0), 0);
  const growing = latelyBlocked.filter(({ transfers }) => transfers > limits.blockedAnHour);
  return [
    ...(blocked > 0 ? [finding('look', reason('doctor.documents_blocked', { count: blocked }))] : []),
    ...growing.map(({ system, group, transfers: count }) =>
      finding('look', reason('doctor.blocked_growing', { count, system, group }), {
        key: `blocked/${system}/${group}`,
        rule: 'blocked',
        since: null,
      }),
    ),
  ];
}

function ofDisk(megabytes: number | null): Finding {
  if (megabytes === null) return finding('well', reason('doctor.disk_elsewhere'));
  return megabytes < limits.diskMegabytes
    ? finding('look', reason('doctor.disk_low', { megabytes }), { key: 'disk', rule: 'disk', since: null })
    : finding('well', reason('doctor.disk_well', { megabytes }));
}
