import type { Planned } from '../../contract.ts';
import { planAmendment } from './amendment.ts';
import { cancelledLines, planCancellation } from './cancellation.ts';
import type { Lines } from './lines.ts';
import { orderLines, planOrder } from './order.ts';
import { planPayment } from './payment.ts';
import { planRefund, refundLines } from './refund.ts';
import type { Request, UnreadRequest } from './facts.ts';
import type { Plan } from './schema.ts';

/** The kinds of document that Go is given. */
export const capabilities = ['order', 'amendment', 'refund', 'cancellation', 'payment'] as const;
type Capability = (typeof capabilities)[number];

const planners: Readonly<
  Record<Capability, { lines(request: UnreadRequest): Lines; plan(request: Request): Planned<Plan> }>
> = {
  order: { lines: orderLines, plan: planOrder },
  amendment: { lines: orderLines, plan: planAmendment },
  refund: { lines: refundLines, plan: planRefund },
  cancellation: { lines: cancelledLines, plan: planCancellation },
  payment: { lines: () => ({ lines: [] }), plan: planPayment },
};

/** The lines that the document may have at Go, whose products planning must know. */
export const linesOf = (request: UnreadRequest): Lines => plannerOf(request).lines(request);

/** Pure: what is done at Go for the document, or everything that keeps it from being done. */
export const makePlan = (request: Request): Planned<Plan> => plannerOf(request).plan(request);

function plannerOf({ kind }: Pick<UnreadRequest, 'kind'>) {
  const capability = capabilities.find((known) => known === kind);
  if (!capability) throw new Error(`PowerOffice Go is given no ${kind}`);
  return planners[capability];
}
