import type { Reason, Result } from '@kontor/shared/problem';
import type { TransferId } from '../../ids.ts';
import type { Database, Queryable } from '../../database/database.ts';
import { rules } from '../../shops/rules.ts';
import type { Circumstances } from './objections.ts';
import { personEvents, type PersonVerb } from './person.ts';
import { holdLane } from '../delivery/lane.ts';
import { orderStandingOf, withLane } from '../transfer/current-order.ts';
import { readTransfer } from '../transfer/rows.ts';
import { storeTransition } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, type Timing } from '../transfer/transition.ts';
import { isHeldAgainst, verbRefusalOf } from './verbs.ts';
import { reason } from '../../texts/reason.ts';

/**
 * Does what a person says about a transfer, if the state table and the circumstances allow it now. `by` names the
 * person in the journal.
 */
export async function applyVerb(
  database: Database,
  verb: PersonVerb,
  at: { shopId: string; id: TransferId },
  timing: Timing,
  by: string,
): Promise<Result<Transfer>> {
  const unlocked = await readTransfer(database.pool, at.shopId, at.id);
  if (!unlocked) return refusal(reason('transfer.unknown', { id: at.id }));
  return withLane(database.pool, unlocked, async (client): Promise<Result<Transfer>> => {
    const circumstances = isHeldAgainst(verb) ? await readCircumstances(client, unlocked) : null;
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? unlocked;
    const refused = verbRefusalOf(verb, transfer, circumstances);
    if (refused) return refusal(refused);
    const event = { name: personEvents[verb] };
    const transition = applyEvent(transfer, event, timing, 0);
    // A document that is done may lack a revision that came while it was blocked. An order that is sent by a person's
    // word may have refunds and payments that were closed without it.
    const review = transition.next.state === 'done' || verb === 'send';
    if (await storeTransition(client, transfer, event, transition, by, { review }))
      return { ok: true, value: transition.next };
    return refusal(reason('transfer.moved'));
  });
}

const connectionStatement = `
select rules,
       archived_at is not null as archived
  from connections
 where shop_id = $1
   and id = $2`;

/** Reads the order, the connection and the lane. No worker takes a transfer of the lane until this transaction ends. */
async function readCircumstances(client: Queryable, transfer: Transfer): Promise<Circumstances> {
  const { order, siblings } = await holdLane(client, transfer);
  const {
    rows: [connection],
  } = await client.query<{ rules: unknown; archived: boolean }>(connectionStatement, [
    transfer.shopId,
    transfer.connectionId,
  ]);
  if (!connection) throw new Error(`transfer ${transfer.id} has no connection`);
  const { archived } = connection;
  return { siblings, order: orderStandingOf(order), rules: rules.parse(connection.rules), archived };
}

const refusal = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
