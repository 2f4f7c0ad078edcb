import type { Reason, Result } from '@kontor/shared/problem';
import type { TransferId } from '../../ids.ts';
import type { Database, Queryable } from '../../database/database.ts';
import { rules } from '../../shops/rules.ts';
import type { Circumstances } from './objections.ts';
import { personEvents, type PersonVerb } from './person.ts';
import { holdLane } from '../delivery/lane.ts';
import { orderStandingOf } from '../delivery/planning.ts';
import { readTransfer, storeTransition, withLane, type CurrentOrder } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { applyEvent, type Timing } from '../transfer/transition.ts';
import { isHeldAgainst, verbRefusalOf } from './verbs.ts';
import { reason } from '../../texts/reason.ts';

/** Does what a person says about a transfer, if the state table and what else is known allow it now. `by` names the person in the journal. */
export async function applyVerb(
  database: Database,
  verb: PersonVerb,
  at: { shopId: string; id: TransferId },
  timing: Timing,
  by: string,
): Promise<Result<Transfer>> {
  const found = await readTransfer(database.pool, at.shopId, at.id);
  if (!found) return refusal(reason('transfer.unknown', { id: at.id }));
  return withLane(database.pool, found, async (client, order): Promise<Result<Transfer>> => {
    const circumstances = isHeldAgainst(verb) ? await readCircumstances(client, found, order) : null;
    const transfer = (await readTransfer(client, at.shopId, at.id)) ?? found;
    const refused = verbRefusalOf(verb, transfer, circumstances);
    if (refused) return refusal(refused);
    const event = { name: personEvents[verb] };
    const transition = applyEvent(transfer, event, timing, 0);
    // A revision that came while it was blocked is looked at now; so is what belongs to an order that is sent by a person's word.
    const review = transition.next.state === 'done' || verb === 'send';
    if (await storeTransition(client, transfer, event, transition, by, { review }))
      return { ok: true, value: transition.next };
    return refusal(reason('transfer.moved'));
  });
}

/** What a person's word is held against: the order, the connection, and the lane, whose transfers no worker takes until this transaction ends. */
async function readCircumstances(client: Queryable, transfer: Transfer, row: CurrentOrder): Promise<Circumstances> {
  const { siblings } = await holdLane(client, transfer);
  const {
    rows: [connection],
  } = await client.query<{ rules: unknown; archived: boolean }>(
    'select rules, archived_at is not null as archived from connections where shop_id = $1 and id = $2',
    [transfer.shopId, transfer.connectionId],
  );
  if (!connection) throw new Error(`transfer ${transfer.id} has no connection`);
  return { siblings, order: orderStandingOf(row), rules: rules.parse(connection.rules), archived: connection.archived };
}

const refusal = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
