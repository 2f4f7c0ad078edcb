import { z } from 'zod';
import { taskKinds, taskStates, type Task } from '../../desk/tasks.ts';
import { option, subjectKinds } from '../../systems/contract.ts';

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
  code: z.string(),
  cause: z.string(),
  remedy: z.string(),
  /** What may be decided; empty where somebody must do something instead. */
  options: z.array(option),
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

export const taskOf = (task: Task): z.input<typeof taskView> => ({
  id: task.id,
  shop: task.shopId,
  kind: task.kind,
  state: task.state,
  name: task.name,
  connection: task.connectionId,
  subject: task.subjectKind && task.subjectId !== null ? { kind: task.subjectKind, id: task.subjectId } : null,
  transfer: task.transferId,
  ...task.reason,
  options: task.form?.options ?? [],
  decision: task.decision?.value ?? null,
  by: task.decidedBy,
  clerk: task.clerk,
  due: task.dueAt,
  expires: task.expiresAt,
  createdAt: task.createdAt,
  changedAt: task.changedAt,
});
