import { outcomeEvent } from '../transfer/decide.ts';
import { noFiles } from '../transfer/order-files.ts';
import type { TransferEvent } from '../transfer/event.ts';
import { preparedOf, type PreparedPlan } from './course.ts';
import { planningOf } from './planning.ts';
import { readsDeadline, type Work } from './work.ts';

/** Reads everything that planning needs, and plans the transfer in hand; or the event that ends the attempt. */
export async function planTransfer(work: Work): Promise<PreparedPlan | TransferEvent> {
  const { mirror, connected, budget, transfer } = work;
  const { shopId, connectionId, correlationId } = transfer;
  const [{ order, siblings }, decisions] = await Promise.all([
    mirror.store.lane(transfer),
    mirror.store.decisions(shopId, connectionId),
  ]);
  const planning = planningOf({ ...connected, decisions }, transfer, order, siblings);
  if ('name' in planning) return planning;
  const { system, connection } = connected;
  const addresses = system.attachments?.addresses(planning.request.order, connection.settings);
  if (addresses) await mirror.store.askForFiles(transfer, order.files ?? noFiles, addresses);
  const outcome = await system.readFacts(
    connected.context({ budget, correlationId, deadline: readsDeadline(work) }),
    planning.request,
  );
  if (outcome.kind !== 'facts') return outcomeEvent(outcome, 'read', connected.timing);
  const request = { ...planning.request, facts: outcome.facts };
  return preparedOf(system.makePlan(request), request, order);
}
