import { z } from 'zod';
import { taskKinds, taskStates, type Task } from '../../desk/tasks.ts';
import { subjectKinds } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';
import { optionOf, optionView } from '../option-view.ts';
import { told as said } from '@kontor/shared/problem';

/** A task as people see it. */
export const taskView = z.object({
  id: z.number().int(),
  shop: z.string(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  /** What is asked or to be done: a question has the same name for every order that asks it. */
  name: z.string(),
  connection: z.string().nullable(),
  /** The order, or whatever else it is about. */
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }).nullable(),
  /** The transfer that needed it first. */
  transfer: z.number().int().nullable(),
  ...said.shape,
  /** What may be decided; empty where somebody must do something instead. */
  options: z.array(optionView),
  decision: z.string().nullable(),
  /** Who ended it. */
  by: z.string().nullable(),
  clerk: z.string().nullable(),
  due: z.date().nullable(),
  /** From when on nobody needs it any more. */
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
  transfer: task.transferId,
  ...tellingOfTask(task, speaker),
  options: task.form?.options.map((one) => optionOf(one, speaker)) ?? [],
  decision: task.decision?.value ?? null,
  by: task.decidedBy,
  clerk: task.clerk,
  due: task.dueAt,
  expires: task.expiresAt,
  createdAt: task.createdAt,
  changedAt: task.changedAt,
});

/** What a task asks or tells. Of an order that cannot be read it is told which one it is. */
export function tellingOfTask(
  { reason, transferId, orderNumber }: Pick<Task, 'reason' | 'transferId' | 'orderNumber'>,
  speaker: Speaker,
): z.input<typeof said> {
  const told = speaker.told(reason);
  if (transferId !== null || orderNumber === null) return told;
  const because = { because: reason };
  return { ...told, cause: speaker.word({ word: 'unread.order', values: { order: orderNumber, because } }) };
}
