import type { Queryable } from '../../database/database.ts';
import type { Step, SubjectKind } from '../../systems/contract.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { Timing } from '../transfer/transition.ts';

/** The objects at targets that several transfers need, and who makes each. One row for each (system, account, object, name). */
export interface ObjectName {
  system: string;
  account: string;
  object: string;
  name: string;
}

/** An object whose lease was just taken. */
export interface LeasedObject {
  /** Null while it is not known to be there. */
  result: unknown;
  /** When its creation was begun; null when it is known whether it exists. */
  intentAt: Date | null;
  /** The target was asked and did not have it. */
  wasAbsent: boolean;
  /** In how many seconds it may be asked about. */
  lookableIn: number;
  doubtSeconds: number;
  /** Up to when a backup that was restored knows everything. */
  restoredFrom: Date | null;
}

/** For whom an object is made: a transfer, or a connection that is prepared before any. */
export type Maker = Pick<Transfer, 'shopId' | 'system' | 'account' | 'connectionId' | 'correlationId'> & {
  subjectKind: SubjectKind | null;
  subjectId: string | null;
  id: number | null;
};

export interface RemoteObjects {
  /** The result of an object that is known to be there, else null. */
  read(name: ObjectName): Promise<unknown>;
  /** Takes the object's lease; null while another has it. */
  lease(name: ObjectName, token: string, timing: Timing): Promise<LeasedObject | null>;
  /** Before the call; false when the lease is lost. */
  recordIntent(name: ObjectName, token: string, given: { step: Step; timing: Timing; maker: Maker }): Promise<boolean>;
  markAbsent(name: ObjectName, token: string): Promise<void>;
  /** What the creation brought; ends the lease. */
  store(name: ObjectName, token: string, result: unknown): Promise<void>;
  /** Ends the lease; `withdraw`: it is certain that the intent had no effect. */
  release(name: ObjectName, token: string, intent: 'keep' | 'withdraw'): Promise<void>;
  /** Drops what is known of an object that the target no longer has; one that is being made, or in doubt, stays. */
  forget(name: ObjectName): Promise<void>;
}

/** Keeps them in the table `remote_objects`. */
export function createRemoteObjects(database: Queryable): RemoteObjects {
  return {
    read: (name) => readResult(database, name),
    lease: (name, token, timing) => takeLease(database, name, token, timing),
    recordIntent: (name, token, given) => recordIntent(database, name, token, given),
    async markAbsent(name, token) {
      await database.query(`update remote_objects set absent_at = now() where ${whose} and lease_token = $5::uuid`, [
        ...valuesOf(name),
        token,
      ]);
    },
    store: (name, token, result) => store(database, name, token, result),
    release: (name, token, intent) => finish(database, name, token, intent),
    async forget(name) {
      await database.query(
        `delete from remote_objects where ${whose} and result is not null and intent_at is null and lease_token is null`,
        valuesOf(name),
      );
    },
  };
}

interface ObjectRow {
  result: unknown;
  intent_at: Date | null;
  absent_at: Date | null;
  lookable_in: number;
  doubt_seconds: number | null;
  restored_from: Date | null;
}

const valuesOf = ({ system, account, object, name }: ObjectName): string[] => [system, account, object, name];
const whose = 'system = $1 and account = $2 and object = $3 and name = $4';

async function readResult(database: Queryable, name: ObjectName): Promise<unknown> {
  const { rows } = await database.query<{ result: unknown }>({
    name: 'shared.read',
    text: `select result from remote_objects where ${whose}`,
    values: valuesOf(name),
  });
  return rows[0]?.result ?? null;
}

/** One worker at a time; a lease that is over was left by a dead one, and what it began is in doubt. */
async function takeLease(
  database: Queryable,
  name: ObjectName,
  token: string,
  timing: Timing,
): Promise<LeasedObject | null> {
  const { rows } = await database.query<ObjectRow>({
    name: 'shared.lease',
    text: `insert into remote_objects as r (system, account, object, name, lease_token, lease_until)
           values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6::float8))
           on conflict (system, account, object, name) do update
             set lease_token = excluded.lease_token, lease_until = excluded.lease_until
             where r.lease_until is null or r.lease_until <= now()
           returning result, intent_at, absent_at,
             greatest(0, extract(epoch from greatest(intent_at + make_interval(secs => $7::float8), absent_at + make_interval(secs => $8::float8)) - now()))::float8 as lookable_in,
             extract(epoch from now() - intent_at)::float8 as doubt_seconds,
             (select restored_from from bridge where restored_at is not null) as restored_from`,
    values: [
      ...valuesOf(name),
      token,
      timing.leaseSeconds,
      timing.callTimeoutSeconds + timing.settleSeconds,
      timing.settleSeconds,
    ],
  });
  const [row] = rows;
  if (!row) return null;
  return {
    result: row.result,
    intentAt: row.intent_at,
    wasAbsent: row.absent_at !== null,
    lookableIn: row.lookable_in,
    doubtSeconds: row.doubt_seconds ?? 0,
    restoredFrom: row.restored_from,
  };
}

async function recordIntent(
  database: Queryable,
  name: ObjectName,
  token: string,
  given: { step: Step; timing: Timing; maker: Maker },
): Promise<boolean> {
  const { step, timing, maker } = given;
  const { rowCount } = await database.query({
    name: 'shared.intent',
    text: `with recorded as (
             update remote_objects set intent_at = now(), absent_at = null, lease_until = now() + make_interval(secs => $6::float8)
              where ${whose} and lease_token = $5::uuid and lease_until > now() returning name
           )
           insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
           select $7, $8, $9, $10, $11::bigint, $12, 'worker', 'step.begun', jsonb_build_object('step', $13::text) from recorded`,
    values: [
      ...valuesOf(name),
      token,
      timing.leaseSeconds,
      maker.shopId,
      maker.connectionId,
      maker.subjectKind,
      maker.subjectId,
      maker.id,
      maker.correlationId,
      step.kind,
    ],
  });
  return rowCount === 1;
}

async function store(database: Queryable, name: ObjectName, token: string, result: unknown): Promise<void> {
  // Not bound to the lease: a result that is known is true, whoever brings it; the first one stays.
  await database.query({
    name: 'shared.store',
    text: `update remote_objects set result = coalesce(result, $6::jsonb), intent_at = null, absent_at = null,
             lease_token = case when lease_token = $5::uuid then null else lease_token end,
             lease_until = case when lease_token = $5::uuid then null else lease_until end
            where ${whose}`,
    values: [...valuesOf(name), token, JSON.stringify(result)],
  });
}

async function finish(
  database: Queryable,
  name: ObjectName,
  token: string,
  intent: 'keep' | 'withdraw',
): Promise<void> {
  await database.query({
    name: `shared.finish.${intent}`,
    text: `update remote_objects set lease_token = null, lease_until = null${intent === 'withdraw' ? ', intent_at = null, absent_at = null' : ''}
            where ${whose} and lease_token = $5::uuid`,
    values: [...valuesOf(name), token],
  });
}
