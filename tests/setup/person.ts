import { listTasks, type Task, type TaskQuery } from '../../bridge-server/src/desk/tasks.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { decideTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import { taskIdOf, transferIdOf } from './ids.ts';
import { testTiming, type World } from './world.ts';

/** What a person who works with Kontor does, without the command line and without HTTP. */

type PersonsWorld = Pick<World, 'database' | 'shop'>;

/** The person, as the journal names her. */
export const berit = 'operator:berit';

/**
 * Says of the transfer that it is to be tried again, was handled elsewhere and so on; answers its state then, or a
 * refusal.
 */
export const sayVerb = ({ database, shop }: PersonsWorld, verb: PersonVerb, transferId: number | undefined) =>
  applyVerb(database, verb, { shopId: shop, id: transferIdOf(transferId) }, testTiming, berit);

/** The shop's tasks, newest first, whether they are open or have ended. */
export const tasksOf = ({ database, shop }: PersonsWorld, query: Pick<TaskQuery, 'state'> = {}): Promise<Task[]> =>
  listTasks(database.pool, { shopId: shop, limit: 10, ...query });

/** The shop's tasks that are open, newest first. */
export const openTasksOf = (world: PersonsWorld): Promise<Task[]> => tasksOf(world, { state: 'open' });

/** Decides the shop's newest task for the option with that value; answers the task then, or a refusal. */
export async function decideNewestTask(world: PersonsWorld, option: string) {
  const [task] = await tasksOf(world);
  const at = { shopId: world.shop, id: taskIdOf(task?.id) };
  return decideTask(world.database, at, option, testTiming, berit);
}
