import { contentsOf, type ContentPlace } from '../../database/contents.ts';
import type { Queryable } from '../../database/database.ts';
import { frozen, type Frozen, type Transfer } from './transfer.ts';

/** Frozen plans, and the bytes that an office fetches, in the database. They name people, so they are sealed. */

type PlanOf = Pick<Transfer, 'shopId' | 'id'>;

const placeOf = ({ shopId, id }: PlanOf, column: 'frozen' | 'handover'): ContentPlace => ({
  shop: shopId,
  column: `transfers.${column}`,
  id: String(id),
});

/** The plan as it is stored. */
export async function sealPlan(
  database: Queryable,
  transfer: PlanOf,
  plan: Transfer['frozen'],
): Promise<string | null> {
  if (plan === null) return null;
  if ('stored' in plan) return plan.stored;
  return contentsOf(database).sealText(database, JSON.stringify(plan), placeOf(transfer, 'frozen'));
}

/** Opens a stored plan. Throws `CannotOpen`, or another error if the code does not know such a plan. */
export async function openPlan(database: Queryable, transfer: PlanOf, stored: string): Promise<Frozen> {
  const text = await contentsOf(database).openText(database, stored, placeOf(transfer, 'frozen'));
  return frozen.parse(JSON.parse(text));
}

/** The transfer with its plan opened, for `planOf`; throws as `openPlan` does. */
export async function withOpenPlan(database: Queryable, transfer: Transfer): Promise<Transfer> {
  const { frozen: plan } = transfer;
  const isStored = plan !== null && 'stored' in plan;
  return { ...transfer, frozen: isStored ? await openPlan(database, transfer, plan.stored) : plan };
}

/** The bytes that the office is to fetch, as they are stored. */
export const sealHandover = (database: Queryable, transfer: PlanOf, bytes: Uint8Array): Promise<Buffer> =>
  contentsOf(database).sealBytes(database, bytes, placeOf(transfer, 'handover'));

/** Opens the stored bytes; throws `CannotOpen`. */
export const openHandover = (database: Queryable, transfer: PlanOf, stored: Uint8Array): Promise<Uint8Array> =>
  contentsOf(database).openBytes(database, stored, placeOf(transfer, 'handover'));
