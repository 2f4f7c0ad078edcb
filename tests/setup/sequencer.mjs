// Which test file runs when. Plain JavaScript, because jest loads it before it compiles TypeScript.
import { createRequire } from 'node:module';

const requireBeside = (name, path) => createRequire(path).resolve(name);
const core = requireBeside('@jest/core', requireBeside('jest', import.meta.url));
const { default: Sequencer } = createRequire(core)('@jest/test-sequencer');

/** Files that take long for their size: they start processes, or go through every case of a list. */
const long = new RegExp(
  [
    '/tests/(processes|faults|demo|properties)/',
    '/tests/contract/poweroffice-kit\\.',
    '/tests/simulation/simulation\\.',
    '/tests/integration/(after-restore|cases|failure-matrix|hostile-inputs|verbs)\\.',
  ].join('|'),
);

/**
 * Where jest has measured no file yet, it begins with the largest files. Then most of the long ones would be the last,
 * and leave a core idle. Here they are the first.
 */
export default class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const isLong = ({ path }) => long.test(path.replaceAll('\\', '/'));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
