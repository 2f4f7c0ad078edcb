import { randomUUID } from 'node:crypto';
import type { Reason } from '@kontor/shared/problem';
import { findLanes } from '../delivery/lane.ts';
import { connect, type Mirror } from '../mirror.ts';
import { planningOf, theOrderItself } from '../delivery/planning.ts';
import { documentKey } from '../transfer/keys.ts';
import type { Gap, Step } from '../../systems/contract.ts';
import { fullName, namesOf } from '../../documents/customer-identity.ts';
import type { Described, VatSum } from '../../systems/contract-document.ts';
import { reasonOf } from '../../texts/say.ts';

/** What the worker would do with an order now; nothing is written anywhere. */
export type Preview =
  | {
      kind: 'plan';
      revision: number;
      currency: string | null;
      total: number;
      vat: readonly VatSum[];
      plan: unknown;
      /** The same for people; a customer that the target has is called as in the order. */
      described: Described;
      firstStep: Step | null;
    }
  | { kind: 'gaps'; revision: number; gaps: readonly Gap[] }
  /** A rule leaves the order out, or the system could not be read; `reason` is the code. */
  | { kind: 'nothing'; revision: number; reason: string; why: Reason | null };

/**
 * Plans the order for the connection exactly as the worker does, from the newest revision and fresh facts. `insisted`: as if a
 * person had said that it is to be sent, whatever the rules say.
 */
export async function preview(
  mirror: Mirror,
  at: { shopId: string; orderId: string; connectionId: string; insisted?: boolean },
): Promise<Preview | null> {
  const connected = await connect(mirror, at.shopId, at.connectionId);
  if (!connected) return null;
  const subject = { shopId: at.shopId, subjectKind: 'order' as const, subjectId: at.orderId };
  const [lane] = await findLanes(mirror.database.pool, [{ ...subject, connectionId: at.connectionId }]);
  if (!lane) return null;
  const { order: row, siblings } = lane;
  const { revision } = row;
  const decisions = await mirror.store.decisions(at.shopId, at.connectionId);
  const key = documentKey(subject, 'order', '', connected.system.longestKey);
  const own = { ...subject, ...theOrderItself, documentKey: key };
  const said = at.insisted ? siblings.map((sibling) => ({ ...sibling, insisted: true })) : siblings;
  const given = planningOf({ ...connected, decisions }, own, row, said);
  if ('name' in given) {
    if (given.detail?.gaps) return { kind: 'gaps', revision, gaps: given.detail.gaps };
    return {
      kind: 'nothing',
      revision,
      reason: given.reason ?? 'cancelled.before_sending',
      why: given.detail?.why ?? null,
    };
  }
  const read = await connected.system.readFacts(connected.context({ correlationId: randomUUID() }), given.request);
  if (read.kind !== 'facts') {
    return { kind: 'nothing', revision, reason: read.code, why: reasonOf(read) };
  }
  const planned = connected.system.makePlan({ ...given.request, facts: read.facts });
  if (planned.kind === 'gaps') return { kind: 'gaps', revision, gaps: planned.gaps };
  if (planned.kind === 'not_wanted') return { kind: 'nothing', revision, reason: planned.reason, why: null };
  const { delivery } = connected.system;
  const next = delivery.how === 'pushed' ? delivery.next(planned.plan, {}) : null;
  const { plan, total, vat = [] } = planned;
  const firstStep = next?.kind === 'step' ? next.step : null;
  const document = connected.system.describe(plan);
  const names = namesOf(given.request.order);
  const customer = document.customer && {
    ...document.customer,
    name: document.customer.name ?? (names ? fullName(names) : null),
  };
  const described = { ...document, customer };
  return { kind: 'plan', revision, currency: row.currency, total, vat, plan, described, firstStep };
}
