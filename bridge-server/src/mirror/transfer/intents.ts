import { intoJournal } from '../../journal/note.ts';
import type { Queryable } from '../../database/database.ts';
import type { Step } from '../../systems/contract.ts';
import { sealPlan } from './plans.ts';
import { restoreBefore } from './restored.ts';
import { assignments, recordColumns, recordOf, type TransferField } from './rows.ts';
import type { Frozen, Transfer } from './transfer.ts';

/** A creating step that is about to be called. */
export interface Intent {
  transfer: Transfer;
  frozen: Frozen;
  step: Step;
  leaseSeconds: number;
  /** Whether the target is asked first where the order is older than a restore. */
  looks: boolean;
  /** Whether the document stands or falls with a step of that kind. */
  makes: (kind: string) => boolean;
}
/**
 * What came of recording an intent. `look_first`: it is stored, but the order is older than a restore, so the step may
 * have been done as early as the backup was made, and the target must be asked.
 */
export type IntentStored = 'stored' | 'look_first' | 'lost_lease' | 'order_revised';

/** The transfer that an intent is of. */
const identity = ['shopId', 'id', 'subjectKind', 'subjectId'] as const satisfies readonly TransferField[];
/** What is known of the transfer and not stored yet. */
const known = ['results', 'currency', 'total', 'vat'] as const satisfies readonly TransferField[];

const madeOfIntent = `(
    select subject.created_gmt
      from subjects subject
     where subject.shop_id = intended.shop_id
       and subject.id = intended.subject_id
       and subject.kind = intended.subject_kind
  )`;

const intentStatement = `
with intended as materialized (
  select *
    from json_to_recordset($1) as intended (
      ${recordColumns([...identity, ...known])},
      token uuid,
      begun boolean,
      frozen text,
      revision integer,
      intent jsonb,
      lease_seconds float8,
      step text,
      looks boolean,
      maker text
    )
   -- Tells the planner how many there are; of JSON it expects a hundred rows.
   limit $2::integer
), restored as materialized (
  select intended.shop_id,
         intended.id,
         restore.restored_from
    from intended
    cross join lateral (${restoreBefore(madeOfIntent)}) restore
   where intended.looks
), stored as (
  update transfers t
     set ${assignments(known, 'intended')},
         frozen = intended.frozen,
         planned_revision = intended.revision,
         intent = intended.intent,
         intent_at = coalesce(restored.restored_from, now()),
         intent_open = true,
         maker = case intended.maker when 'former' then t.intent when 'kept' then t.maker end,
         lease_until = now() + make_interval(secs => intended.lease_seconds)
    from intended
    left join restored on restored.shop_id = intended.shop_id and restored.id = intended.id
   where t.shop_id = intended.shop_id
     and t.id = intended.id
     and t.state = 'sending'
     and t.lease_token = intended.token
     and t.lease_until > now()
     -- The first intent freezes the plan, so a newer revision must be planned instead. Later steps follow the frozen
     -- plan.
     and (
       intended.begun
       or exists (
         select from subjects subject
          where subject.shop_id = t.shop_id
            and subject.id = t.subject_id
            and subject.kind = t.subject_kind
            and subject.revision = intended.revision
       )
     )
  returning t.shop_id,
            t.id,
            t.connection_id,
            t.subject_kind,
            t.subject_id,
            t.correlation_id,
            intended.step,
            restored.id is not null as looks_first
), noted as (
  ${intoJournal}
  select shop_id,
         connection_id,
         subject_kind,
         subject_id,
         id,
         correlation_id,
         'worker',
         case when looks_first then 'step.asked' else 'step.begun' end,
         jsonb_build_object('step', step)
    from stored
)
select intended.shop_id as "shopId",
       intended.id,
       stored.id is not null as stored,
       coalesce(stored.looks_first, false) as "looksFirst",
       exists (
         select from transfers t
          where t.shop_id = intended.shop_id
            and t.id = intended.id
            and t.lease_token = intended.token
            and t.lease_until > now()
       ) as leased
  from intended
  left join stored on stored.shop_id = intended.shop_id and stored.id = intended.id`;

interface RecordedIntent {
  shopId: string;
  id: number;
  stored: boolean;
  looksFirst: boolean;
  leased: boolean;
}

/**
 * The step that made the document, besides this one. `former`: the step of the intent before · `kept`: the step that is
 * known as its maker already · `none`: no other step.
 */
export function makerOf(
  { frozen: begun, intent }: Transfer,
  step: Step,
  makes: Intent['makes'],
): 'none' | 'former' | 'kept' {
  if (begun === null || makes(step.kind)) return 'none';
  return intent && makes(intent.kind) ? 'former' : 'kept';
}

/**
 * Before creating calls: renews the leases and records the intents, the results so far and what the documents are to
 * come to, by one statement.
 */
export async function storeIntents(database: Queryable, intents: readonly Intent[]): Promise<IntentStored[]> {
  const { rows } = await database.query<RecordedIntent>({
    name: 'transfers.intent',
    text: intentStatement,
    values: [
      JSON.stringify(await Promise.all(intents.map((intent) => intentRecord(database, intent)))),
      intents.length,
    ],
  });
  return intents.map(({ transfer }) => {
    const recorded = rows.find(({ shopId, id }) => shopId === transfer.shopId && id === transfer.id);
    if (recorded?.stored) return recorded.looksFirst ? 'look_first' : 'stored';
    return recorded?.leased && transfer.frozen === null ? 'order_revised' : 'lost_lease';
  });
}

const intentRecord = async (database: Queryable, { transfer, frozen, step, leaseSeconds, looks, makes }: Intent) => ({
  ...recordOf(transfer, [...identity, ...known]),
  token: transfer.leaseToken,
  begun: transfer.frozen !== null,
  frozen: await sealPlan(database, transfer, frozen),
  revision: frozen.revision,
  intent: step,
  lease_seconds: leaseSeconds,
  step: step.kind,
  looks,
  maker: makerOf(transfer, step, makes),
});
