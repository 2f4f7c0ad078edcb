import type { Reason, Result } from '@kontor/shared/problem';
import { z } from 'zod';
import type { TaskId } from '../../ids.ts';
import {
  assignTask,
  listTasks,
  readTask,
  taskKinds,
  taskStateMeanings,
  taskStates,
  type Task,
} from '../../desk/tasks.ts';
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

const table = { list: 'options', columns: ['value', 'label'] };
const meanings = taskStates.map((state) => `${state}: ${taskStateMeanings[state]}`).join('; ');
const clerk = z.string().trim().min(1).max(100);

const list = defineOperation({
  command: 'tasks',
  summary: 'What people must do or decide, newest first.',
  method: 'get',
  path: '/v1/shops/{shop}/tasks',
  scope: 'tasks:read',
  input: z.strictObject({
    shop: shopInput,
    state: z
      .enum(taskStates)
      .default('open')
      .meta({ description: `In one state. ${meanings}.` }),
    kind: z
      .enum(taskKinds)
      .optional()
      .meta({ description: 'question: to be decided; by_hand: to be done outside of Kontor.' }),
    connection: connectionInput.optional(),
    clerk: clerk.optional().meta({ description: 'Whose they are.' }),
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
    { shop: shopId, state, kind, connection: connectionId, clerk: its, after: place, limit: most },
    _principal,
    speaker,
  ) {
    const found = await listTasks(database.pool, {
      shopId,
      state,
      limit: most + 1,
      ...(kind === undefined ? {} : { kind }),
      ...(connectionId === undefined ? {} : { connectionId }),
      ...(its === undefined ? {} : { clerk: its }),
      ...(place === undefined ? {} : { beforeId: place[0] }),
    });
    const { shown, next: more } = pageOf(found, most, ({ id }) => [id]);
    return success({ next: more, tasks: shown.map((one) => taskOf(one, speaker)) });
  },
});

const show = defineOperation({
  command: 'task show',
  summary: 'One task, with what may be decided.',
  method: 'get',
  path: '/v1/shops/{shop}/tasks/{task}',
  scope: 'tasks:read',
  input: z.strictObject({ shop: shopInput, task: taskInput }),
  positional: ['task'],
  answer: taskView,
  table,
  examples: ['kontor task show 17'],
  async run({ database }, given, _principal, speaker) {
    const found = await readTask(database.pool, given.shop, given.task);
    return found ? success(taskOf(found, speaker)) : unknownTask(given.task);
  },
});

const decide = defineOperation({
  command: 'task decide',
  summary: 'Decides what a task asks; every order of the connection that waits for the same goes on.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/decide',
  scope: 'tasks:write',
  input: z.strictObject({
    shop: shopInput,
    task: taskInput,
    option: z.string().min(1).meta({ description: "One of the task's options, by its value." }),
  }),
  positional: ['task', 'option'],
  answer: taskView,
  table,
  examples: ['kontor task decide 17 new'],
  async run({ database, timing }, { shop: shopId, task: id, option }, { actor }, speaker) {
    return ended(await decideTask(database, { shopId, id }, option, timing, actor), speaker);
  },
});

const finish = defineOperation({
  command: 'task done',
  summary: 'Says that somebody has done what a task asks for.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/done',
  scope: 'tasks:write',
  input: z.strictObject({ shop: shopInput, task: taskInput }),
  positional: ['task'],
  answer: taskView,
  table,
  examples: ['kontor task done 17'],
  async run({ database }, { shop: shopId, task: id }, { actor }, speaker) {
    return ended(await finishTask(database, { shopId, id }, actor), speaker);
  },
});

const assign = defineOperation({
  command: 'task assign',
  summary: 'Says whose an open task is, by when it is to be done, and when it ends by itself.',
  method: 'post',
  path: '/v1/shops/{shop}/tasks/{task}/assign',
  scope: 'tasks:write',
  input: z.strictObject({
    shop: shopInput,
    task: taskInput,
    clerk: clerk.optional().meta({ description: 'Whose it is, such as berit; left out, it stays as it is.' }),
    due: sinceInput.meta({
      description: 'By when, such as 2026-11-30 or 2026-11-30T12:00:00Z; left out, it stays as it is.',
    }),
    expires: sinceInput.meta({
      description: 'From when on nobody needs it any more, so that it ends by itself; left out, it stays as it is.',
    }),
  }),
  positional: ['task'],
  answer: taskView,
  table,
  examples: ['kontor task assign 17 --clerk berit --due 2026-11-30'],
  async run({ database }, { shop: shopId, task: id, clerk: its, due, expires }, { actor }, speaker) {
    if (its === undefined && due === undefined && expires === undefined)
      return failure(422, reason('task.nothing_assigned'));
    const found = await readTask(database.pool, shopId, id);
    if (!found) return unknownTask(id);
    if (expires !== undefined && found.form) return failure(422, reason('task.cannot_expire', { id }));
    const assigned = await assignTask(
      database.pool,
      { shopId, id },
      {
        ...(its === undefined ? {} : { clerk: its }),
        ...(due === undefined ? {} : { dueAt: due }),
        ...(expires === undefined ? {} : { expiresAt: expires }),
      },
      actor,
    );
    if (assigned) return success(taskOf(assigned, speaker));
    const { state, decidedBy } = (await readTask(database.pool, shopId, id)) ?? found;
    return failure(409, reason('task.ended', { id, state, by: decidedBy ?? 'none' }));
  },
});

/** How a task that was ended or assigned is answered. */
function ended(result: Result<Task, Reason>, speaker: Speaker): OperationResult<z.input<typeof taskView>> {
  if (result.ok) return success(taskOf(result.value, speaker));
  return failure(statusOf[result.error.code] ?? 409, result.error);
}

/** What a refusal is: not there, or asked wrongly; every other is one that a task's state brings. */
const statusOf: Readonly<Record<string, 404 | 422>> = { 'task.unknown': 404, 'task.no_such_option': 422 };

const unknownTask = (id: TaskId) => failure(404, reason('task.unknown', { id }));

export const taskOperations = [list, show, decide, finish, assign];
