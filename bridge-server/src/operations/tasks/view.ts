import { z } from 'zod';
import { taskKinds, taskStates, type Task } from '../../desk/tasks.ts';
import { subjectKinds } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';
import { optionOf, optionView } from '../option-view.ts';
import { problemText as explanation } from '@kontor/shared/problem';

/** A task as people see it. */
export const taskView = z.object({
  id: z.number().int(),
  shop: z.string(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  /** What the task is about. A question has the same name for every order that asks it. */
  name: z.string(),
  connection: z.string().nullable(),
  /** The order, or another subject, that the task is about. */
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }).nullable(),
  /** The number that people know the order by. */
  order: z.string().nullable(),
  /** The transfer that needed the task first. */
  transfer: z.number().int().nullable(),
  ...explanation.shape,
  /** The answers to choose from; empty for a task to do by hand. */
  options: z.array(optionView),
  decision: z.string().nullable(),
  /** Who ended the task. */
  by: z.string().nullable(),
  clerk: z.string().nullable(),
  /** What people have written about it. */
  note: z.string().nullable(),
  due: z.date().nullable(),
  /** When nobody needs the task any more. */
  expires: z.date().nullable(),
  createdAt: z.date(),
  changedAt: z.date(),
});

export const taskOf = (task: Task, speaker: Speaker): z.input<typeof taskView> => ({
  id: task.id,
  shop: task.shopId,
  kind: task.kind,
  state: task.state,
  name: task.name,
  connection: task.connectionId,
  subject: task.subjectKind && task.subjectId !== null ? { kind: task.subjectKind, id: task.subjectId } : null,
  order: task.orderNumber,
  transfer: task.transferId,
  ...tellingOfTask(task, speaker),
  options: task.form?.options.map((option) => optionOf(option, speaker)) ?? [],
  decision: task.decision?.value ?? null,
  by: task.decidedBy,
  clerk: task.clerk,
  note: task.note,
  due: task.dueAt,
  expires: task.expiresAt,
  createdAt: task.createdAt,
  changedAt: task.changedAt,
});

/** The text of a task. A task about an order that cannot be read has no transfer, so its cause names the order. */
export function tellingOfTask(
  { reason, transferId, orderNumber }: Pick<Task, 'reason' | 'transferId' | 'orderNumber'>,
  speaker: Speaker,
): z.input<typeof explanation> {
  const text = speaker.told(reason);
  if (transferId !== null || orderNumber === null) return text;
  const because = { because: reason };
  return { ...text, cause: speaker.word({ word: 'unread.order', values: { order: orderNumber, because } }) };
}
