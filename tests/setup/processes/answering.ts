import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Question, ChildMessage } from '../child.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const answers: Readonly<Record<Question, () => number>> = {
  /** In milliseconds. */
  cpu: () => (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  /** In bytes, after garbage collection: garbage may be a sixth of the memory at one moment and nothing at the next. */
  resident: () => {
    collectGarbage();
    return process.memoryUsage.rss();
  },
};

/** The child's side: says that it is up, answers questions, and ends when its parent disconnects. */
export function answering(ready: unknown, stop: () => Promise<void>): void {
  const say = (message: ChildMessage): void => void process.send?.(message);
  process.on('message', (question: Question) => say({ says: 'answer', value: answers[question]() }));
  process.once('disconnect', () => void stop().finally(() => process.exit(0)));
  say({ says: 'ready', value: ready });
}
