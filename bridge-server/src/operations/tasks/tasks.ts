import type { Reason, Result } from '@kontor/shared/problem';
import { z } from 'zod';
import type { TaskId } from '../../ids.ts';
import { assignTask, reopenTask } from '../../desk/change-tasks.ts';
import { listTasks, readTask, taskKinds, taskStateMeanings, taskStates, type Task } from '../../desk/tasks.ts';
import { decideTask, finishTask } from '../../mirror/person/decide-task.ts';
import { afterInput, nextCursor, pageOf, sinceInput } from '../cursor.ts';
import {
  connectionInput,
  defineOperation,
  success,
  failure,
  limitInput,
  shopInput,
  taskInput,
  type OperationResult,
} from '../operation.ts';
import { taskOf, taskView } from './view.ts';
import { reason } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';

const optionsTable = { list: 'options', columns: ['value', 'label'] };
const meanings = taskStates.map((state) => `${state}: ${taskStateMeanings[state]}`).join('; ');
const clerkInput = z.string().trim().min(1).max(100);

const list = defineOperation({
  command: 'tasks',
  summary: 'Lists what people must do or decide, newest first.',
  method: 'get',
  path: '/v1/shops/{shop}/tasks',
  scope: 'tasks:read',
  input: z.strictObject({
    shop: shopInput,
    state: z
      .enum(taskStates)
      .default('open')
      .meta({ description: `Only tasks in this state. ${meanings}.` }),
    kind: z.enum(taskKinds).optional().meta({
      description:
        'question: only tasks that ask for a decision; by_hand: only work to do outside Kontor; new: only new orders to look at.',
    }),
    connection: connectionInput.optional(),
    clerk: clerkInput.optional().meta({ description: 'Only the tasks of this person.' }),
    after: afterInput(z.tuple([z.number().int()])),
    limit: limitInput(50),
  }),
  answer: z.object({ next: nextCursor, tasks: z.array(taskView) }),
  table: {
    list: 'tasks',
    columns: ['id', 'kind', 'connection', 'transfer', 'title', 'cause', 'clerk', 'due', 'createdAt'],
  },
  examples: ['kontor tasks', 'kontor tasks --kind question --clerk berit', 'kontor tasks --shop s… --state done'],
  async run(
    { database },
    { shop: shopId, state, kind, connection: connectionId, clerk, after, limit },
    _principal,
    speaker,
  ) {
    const tasks = await listTasks(database.pool, {
      shopId,
      state,
      limit: limit + 1,
      ...(kind === undefined ? {} : { kind }),
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(clerk === undefined ? {} : { clerk }),
      ...(after === undefined ? {} : { beforeId: after[0] }),
    });
    const { page, next } = pageOf(tasks, limit, ({ id }) => [id]);
    return success({ next, tasks: page.map((task) => taskOf(task, speaker)) });
  },
});

const show = defineOperation({
  command: 'task show',
  summary: 'Shows one task, with the options to choose from.',
  method: 'get',
  path: '/v1/shops/{shop}/tasks/{task}',
  scope: 'tasks:read',
  input: z.strictObject({ shop: shopInput, task: taskInput }),
  positional: ['task'],
  answer: taskView,
  table: optionsTable,
  examples: ['kontor task show 17'],
  async run({ database }, { shop: shopId, task: id }, _principal, speaker) {
    const task = await readTask(database.pool, shopId, id);
    return task ? success(taskOf(task, speaker)) : unknownTask(id);
  },
});

const decide = defineOperation({
  command: 'task decide',
  summary: 'Answers the question of a task. Every order of the connection that waits for the same answer goes on.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/decide',
  scope: 'tasks:write',
  input: z.strictObject({
    shop: shopInput,
    task: taskInput,
    option: z.string().min(1).meta({ description: "The value of one of the task's options." }),
  }),
  positional: ['task', 'option'],
  answer: taskView,
  table: optionsTable,
  examples: ['kontor task decide 17 new'],
  async run({ database, timing }, { shop: shopId, task: id, option }, { actor }, speaker) {
    return answerOf(await decideTask(database, { shopId, id }, option, timing, actor), speaker);
  },
});

const finish = defineOperation({
  command: 'task done',
  summary: 'Marks a task as done, after somebody did what it asks for.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/done',
  scope: 'tasks:write',
  input: z.strictObject({ shop: shopInput, task: taskInput }),
  positional: ['task'],
  answer: taskView,
  table: optionsTable,
  examples: ['kontor task done 17'],
  async run({ database }, { shop: shopId, task: id }, { actor }, speaker) {
    return answerOf(await finishTask(database, { shopId, id }, actor), speaker);
  },
});

const assign = defineOperation({
  command: 'task assign',
  summary: 'Assigns an open task to a person, sets when it is due and when it expires, and writes a note on it.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/assign',
  scope: 'tasks:write',
  input: z.strictObject({
    shop: shopInput,
    task: taskInput,
    clerk: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'The person, such as berit; empty: anybody. Left out: unchanged.' }),
    due: sinceInput.meta({
      description: 'When the task is due, such as 2026-11-30 or 2026-11-30T12:00:00Z. Left out: unchanged.',
    }),
    expires: sinceInput.meta({
      description: 'When nobody needs the task any more, so that it ends by itself. Left out: unchanged.',
    }),
    note: z.string().trim().max(2000).optional().meta({ description: 'What people should know. Left out: unchanged.' }),
  }),
  positional: ['task'],
  answer: taskView,
  table: optionsTable,
  examples: ['kontor task assign 17 --clerk berit --due 2026-11-30 --note "Call the doctor first"'],
  async run({ database }, { shop: shopId, task: id, clerk, due, expires, note }, { actor }, speaker) {
    if ([clerk, due, expires, note].every((given) => given === undefined))
      return failure(422, reason('task.nothing_assigned'));
    const task = await readTask(database.pool, shopId, id);
    if (!task) return unknownTask(id);
    if (expires !== undefined && task.form) return failure(422, reason('task.cannot_expire', { id }));
    const assigned = await assignTask(
      database.pool,
      { shopId, id },
      {
        ...(clerk === undefined ? {} : { clerk }),
        ...(due === undefined ? {} : { dueAt: due }),
        ...(expires === undefined ? {} : { expiresAt: expires }),
        ...(note === undefined ? {} : { note }),
      },
      actor,
    );
    if (assigned) return success(taskOf(assigned, speaker));
    const { state, decidedBy } = (await readTask(database.pool, shopId, id)) ?? task;
    return failure(409, reason('task.ended', { id, state, by: decidedBy ?? 'none' }));
  },
});

const reopen = defineOperation({
  command: 'task reopen',
  summary: 'Opens a task again that was done or has expired. A decision then does not count for further orders.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/reopen',
  scope: 'tasks:write',
  input: z.strictObject({ shop: shopInput, task: taskInput }),
  positional: ['task'],
  answer: taskView,
  table: optionsTable,
  examples: ['kontor task reopen 17'],
  async run({ database }, { shop: shopId, task: id }, { actor }, speaker) {
    const reopened = await reopenTask(database.pool, { shopId, id }, actor);
    if (reopened) return success(taskOf(reopened, speaker));
    const task = await readTask(database.pool, shopId, id);
    if (!task) return unknownTask(id);
    return task.state === 'open' ? success(taskOf(task, speaker)) : failure(409, reason('task.not_reopened', { id }));
  },
});

/** The answer after somebody ended a task. */
function answerOf(result: Result<Task, Reason>, speaker: Speaker): OperationResult<z.input<typeof taskView>> {
  if (result.ok) return success(taskOf(result.value, speaker));
  return failure(statusOf[result.error.code] ?? 409, result.error);
}

/**
 * The refusals that mean an unknown task (404) or a wrong input (422). All others come from the state of the task
 * (409).
 */
const statusOf: Readonly<Record<string, 404 | 422>> = { 'task.unknown': 404, 'task.no_such_option': 422 };

const unknownTask = (id: TaskId) => failure(404, reason('task.unknown', { id }));

export const taskOperations = [list, show, decide, finish, assign, reopen];
