import type { Choice, Mishap, Setting, Task, Worker, World } from './world.ts';

/** What may go wrong with a worker and its calls. */

/**
 * A misfortune as a choice, if the setting has it and another loss is allowed. `to`: what becomes of the world, which
 * has one loss less.
 */
export const mishap = (world: World, setting: Setting, what: Mishap, to: (less: World) => World): Choice[] =>
  world.left.losses > 0 && setting.mishaps.includes(what)
    ? [{ label: what, to: to({ ...world, left: { ...world.left, losses: world.left.losses - 1 } }), optional: true }]
    : [];

/** A fault of the bridge ends the attempt; an open intent stays recorded. */
export const fault = (world: World, setting: Setting, worker: Worker, task: Task): Choice[] =>
  mishap(world, setting, 'the bridge has a fault', (less) =>
    withTask(less, worker, {
      ...base(task),
      at: 'moving',
      event: { name: 'fault', detail: { why: { code: 'gave_up.bug' } } },
    }),
  );

/** A worker that is asked to stop stops before its next action. */
export const stop = (world: World, setting: Setting, worker: Worker, task: Task): Choice[] =>
  mishap(world, setting, 'the worker is stopped', (less) =>
    withTask(less, worker, { ...base(task), at: 'moving', event: { name: 'stopped' } }),
  );

/** The part of a task that a worker keeps whatever it does next. */
export const base = ({ transfer, leasedAt }: Task) => ({ transfer, leasedAt });

/** The world with one worker's task changed. */
export const withTask = (world: World, { name }: Worker, task: Task | null): World => ({
  ...world,
  workers: world.workers.map((worker) => (worker.name === name ? { ...worker, task } : worker)),
});
