import type { NewTask } from '../../desk/tasks.ts';
import type { System } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import type { EventOf } from '../transfer/event.ts';
import { planOf, type Transfer } from '../transfer/transfer.ts';
import { applyEvent } from '../transfer/transition.ts';
import type { Course } from './course.ts';
import { countEvent, logFields, moveInHand } from './move.ts';
import type { Work } from './work.ts';

type Ending = Exclude<Course, { kind: 'do' }>;

/**
 * Ends the attempt as the course says. Its transfer has the plan that was followed, which is stored here if no intent
 * has stored it before.
 */
export async function end(work: Work, course: Ending): Promise<void> {
  switch (course.kind) {
    case 'offer':
      return offer(work, course);
    case 'finish':
      return finish(work, course, course.event, await isToCompare(work));
    case 'move': {
      const { event } = course;
      // A document that was found after a restore may be made from another revision. The comparison mends it, or tells
      // a person.
      if (event.name === 'differs' && (await isToCompare(work)))
        return finish(work, course, { name: 'finished', document: event.document, notes: [] }, true);
      await moveInHand(work, event, course.transfer);
    }
  }
}

const isToCompare = ({ mirror, connected, transfer }: Work): Promise<boolean> =>
  mirror.store.isToCompare(connected.system, transfer);

/** The document is there. A revision that came meanwhile is looked at next, in the same commit. */
async function finish(work: Work, { transfer: known }: Ending, event: EventOf<'finished'>, compare: boolean) {
  const { mirror, connected, transfer } = work;
  const transition = applyEvent(known, event, connected.timing, 0);
  const stored = await mirror.store.storeTransition({
    before: transfer,
    event,
    transition,
    by: 'worker',
    inLane: true,
    compare,
  });
  if (!stored) return;
  countEvent(mirror, transfer, event);
  mirror.log.info({ ...logFields(transfer), state: 'done', document: event.document.number }, 'document sent');
  await mirror.observe?.('stored', { transferId: transfer.id, ...(transfer.intent ? { step: transfer.intent } : {}) });
}

/** The task of looking at a new order that the office may fetch, where the system and its settings want one. */
function newTasks({ newTask }: Pick<System, 'newTask'>, transfer: Transfer): NewTask[] {
  const { kind, subjectId } = transfer;
  const frozen = kind === 'order' ? planOf(transfer) : null;
  const task = frozen && newTask?.(frozen.plan, frozen.settings);
  return task
    ? [{ kind: 'new', name: `new order ${subjectId}`, reason: reason('task.new_order'), form: null, ...task }]
    : [];
}

/** Stores the bytes that the office is to fetch. A revision that came since they were planned is looked at next. */
async function offer(
  { mirror, connected, transfer }: Work,
  { transfer: known, event, handover }: Extract<Course, { kind: 'offer' }>,
): Promise<void> {
  const transition = applyEvent(known, event, connected.timing, 0);
  const stored = await mirror.store.storeTransition({
    before: transfer,
    event,
    transition,
    by: 'worker',
    inLane: true,
    handover,
    tasks: newTasks(connected.system, known),
  });
  if (!stored) return;
  countEvent(mirror, transfer, event);
  const { id, shopId, correlationId } = transfer;
  mirror.log.info({ transfer: id, shop: shopId, state: transition.next.state, correlationId }, 'document offered');
}
