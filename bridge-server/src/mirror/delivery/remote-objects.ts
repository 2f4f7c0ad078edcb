import { intoJournal } from '../../journal/note.ts';
import type { Queryable } from '../../database/database.ts';
import type { Step, SubjectKind } from '../../systems/contract.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { Timing } from '../transfer/transition.ts';

/**
 * The name of an object at a target that several transfers need, such as a customer. The table `remote_objects` has one
 * row for each name.
 */
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
  /** In how many seconds the target may be asked about it. */
  lookableIn: number;
  doubtSeconds: number;
  /** After a restore: the time up to which the backup knows everything. */
  restoredFrom: Date | null;
}

/** For whom an object is made: a transfer, or a connection that is prepared before any transfer. */
export type Maker = Pick<Transfer, 'shopId' | 'system' | 'account' | 'connectionId' | 'correlationId'> & {
  subjectKind: SubjectKind | null;
  subjectId: string | null;
  id: number | null;
};

/** The call that makes an object, which is about to begin. */
export interface ObjectIntent {
  step: Step;
  timing: Timing;
  maker: Maker;
}

export interface RemoteObjects {
  /** The result of an object that is known to be there, else null. */
  read(name: ObjectName): Promise<unknown>;
  /** Takes the object's lease; null while another worker has it. */
  lease(name: ObjectName, token: string, timing: Timing): Promise<LeasedObject | null>;
  /** Before the call; false when the lease is lost. */
  recordIntent(name: ObjectName, token: string, intent: ObjectIntent): Promise<boolean>;
  markAbsent(name: ObjectName, token: string): Promise<void>;
  /** Stores the result of the creation, and ends the lease. */
  store(name: ObjectName, token: string, result: unknown): Promise<void>;
  /** Ends the lease. `withdraw`: the intent certainly had no effect. */
  release(name: ObjectName, token: string, intent: 'keep' | 'withdraw'): Promise<void>;
  /**
   * Drops what is known of an object that the target no longer has. An object that is being made, or in doubt, stays.
   */
  forget(name: ObjectName): Promise<void>;
}

/** Keeps the objects in the table `remote_objects`. */
export function createRemoteObjects(database: Queryable): RemoteObjects {
  return {
    read: (name) => readResult(database, name),
    lease: (name, token, timing) => takeLease(database, name, token, timing),
    recordIntent: (name, token, intent) => recordIntent(database, name, token, intent),
    async markAbsent(name, token) {
      await database.query(markAbsentStatement, [...valuesOf(name), token]);
    },
    store: (name, token, result) => storeResult(database, name, token, result),
    release: (name, token, intent) => release(database, name, token, intent),
    async forget(name) {
      await database.query(forgetStatement, valuesOf(name));
    },
  };
}

const valuesOf = ({ system, account, object, name }: ObjectName): string[] => [system, account, object, name];
const isNamed = 'system = $1 and account = $2 and object = $3 and name = $4';

const markAbsentStatement = `
update remote_objects
   set absent_at = now()
 where ${isNamed}
   and lease_token = $5::uuid`;

const forgetStatement = `
delete from remote_objects
 where ${isNamed}
   and result is not null
   and intent_at is null
   and lease_token is null`;

const readStatement = `
select result
  from remote_objects
 where ${isNamed}`;

async function readResult(database: Queryable, name: ObjectName): Promise<unknown> {
  const { rows } = await database.query<{ result: unknown }>({
    name: 'shared.read',
    text: readStatement,
    values: valuesOf(name),
  });
  return rows[0]?.result ?? null;
}

const leaseStatement = `
insert into remote_objects as known (
  system,
  account,
  object,
  name,
  lease_token,
  lease_until
)
values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6::float8))
on conflict (system, account, object, name) do update
   set lease_token = excluded.lease_token,
       lease_until = excluded.lease_until
 where known.lease_until is null
    or known.lease_until <= now()
returning result,
          intent_at,
          absent_at,
          greatest(
            0,
            extract(
              epoch from greatest(
                intent_at + make_interval(secs => $7::float8),
                absent_at + make_interval(secs => $8::float8)
              ) - now()
            )
          )::float8 as lookable_in,
          extract(epoch from now() - intent_at)::float8 as doubt_seconds,
          (select restored_from from bridge where restored_at is not null) as restored_from`;

interface LeaseRow {
  result: unknown;
  intent_at: Date | null;
  absent_at: Date | null;
  lookable_in: number;
  doubt_seconds: number | null;
  restored_from: Date | null;
}

/**
 * One worker at a time has the lease. A lease that is over was left by a lost worker; if that began to make it, it is
 * in doubt.
 */
async function takeLease(
  database: Queryable,
  name: ObjectName,
  token: string,
  { leaseSeconds, callTimeoutSeconds, settleSeconds }: Timing,
): Promise<LeasedObject | null> {
  const { rows } = await database.query<LeaseRow>({
    name: 'shared.lease',
    text: leaseStatement,
    values: [...valuesOf(name), token, leaseSeconds, callTimeoutSeconds + settleSeconds, settleSeconds],
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

const intentStatement = `
with recorded as (
  update remote_objects
     set intent_at = now(),
         absent_at = null,
         lease_until = now() + make_interval(secs => $6::float8)
   where ${isNamed}
     and lease_token = $5::uuid
     and lease_until > now()
  returning name
)
${intoJournal}
select $7, $8, $9, $10, $11::bigint, $12, 'worker', 'step.begun', jsonb_build_object('step', $13::text)
  from recorded`;

async function recordIntent(
  database: Queryable,
  name: ObjectName,
  token: string,
  { step, timing, maker }: ObjectIntent,
): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'shared.intent',
    text: intentStatement,
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

// Does not depend on the lease: a result that is known is true, whoever brings it. The first result stays.
const storeResultStatement = `
update remote_objects
   set result = coalesce(result, $6::jsonb),
       intent_at = null,
       absent_at = null,
       lease_token = case when lease_token = $5::uuid then null else lease_token end,
       lease_until = case when lease_token = $5::uuid then null else lease_until end
 where ${isNamed}`;

async function storeResult(database: Queryable, name: ObjectName, token: string, result: unknown): Promise<void> {
  await database.query({
    name: 'shared.store',
    text: storeResultStatement,
    values: [...valuesOf(name), token, JSON.stringify(result)],
  });
}

const releaseStatements = {
  keep: `
update remote_objects
   set lease_token = null,
       lease_until = null
 where ${isNamed}
   and lease_token = $5::uuid`,
  withdraw: `
update remote_objects
   set lease_token = null,
       lease_until = null,
       intent_at = null,
       absent_at = null
 where ${isNamed}
   and lease_token = $5::uuid`,
} as const;

async function release(
  database: Queryable,
  name: ObjectName,
  token: string,
  intent: 'keep' | 'withdraw',
): Promise<void> {
  await database.query({
    name: `shared.finish.${intent}`,
    text: releaseStatements[intent],
    values: [...valuesOf(name), token],
  });
}
