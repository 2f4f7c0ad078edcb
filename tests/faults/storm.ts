import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureChances } from '../sandboxes/kit/failures.ts';
import type { Shutdown } from './postgres.ts';
import type { Line, Stall } from './proxy.ts';
import { timing, type Stage } from './stage.ts';

/** What the office does to a hundred requests: about eight go wrong, and two more stay out of its lists for a while. */
export const chances = (seed: number): FailureChances => ({
  seed,
  rules: [
    { mode: '500_before', share: 0.012 },
    { mode: '500_after', share: 0.012 },
    { mode: 'cut_before', share: 0.012 },
    { mode: 'cut_after', share: 0.012 },
    { mode: '429', share: 0.002 },
    { mode: '401', share: 0.004 },
    { mode: '403', share: 0.001 },
    { mode: 'html', share: 0.001 },
    { mode: 'html_after', share: 0.002 },
    // Longer than a call may take, and below it.
    { mode: 'slow', share: 0.003, delayMs: 1000 * timing.callTimeout + 500 },
    { mode: 'slow', share: 0.01, delayMs: 300 },
    // Lists lag for less than the settling time, which is what it is for.
    { mode: 'lag', share: 0.02, delayMs: 800 * timing.settle },
    { mode: 'cut_after', share: 0.01, lagMs: 800 * timing.settle },
    // The token's endpoint.
    { mode: '500_before', share: 0.05, on: { path: '^/OAuth/Token$' } },
  ],
});

type Blow = { kind: 'kill'; who: number } | { kind: 'end'; mode: Shutdown; downMs: number };

/** In turn. */
const shutdowns: readonly Shutdown[] = ['killed', 'immediate', 'fast'];

/** Pure but for `random`: every blow in its order, with the pause before it in ms; the restarts lie evenly among the kills. */
function blowsOf(kills: number, restarts: number, random: () => number): { pauseMs: number; blow: Blow }[] {
  const all: { at: number; pauseMs: number; blow: Blow }[] = [
    ...Array.from({ length: kills }, (_, index) => ({
      at: index + 0.5,
      pauseMs: 100 + 1900 * random(),
      blow: { kind: 'kill' as const, who: Math.floor(random() * 3) },
    })),
    ...Array.from({ length: restarts }, (_, index) => ({
      at: ((index + 1) * kills) / (restarts + 1),
      pauseMs: 1000 * random(),
      blow: {
        kind: 'end' as const,
        mode: shutdowns[index % shutdowns.length] ?? 'killed',
        downMs: 1500 * random(),
      },
    })),
  ];
  return all.sort((one, other) => one.at - other.at);
}

/** What the storm has done so far. */
export interface Storm {
  blows: number;
  of: number;
  restarts: number;
  over: boolean;
}

export interface StormOptions {
  kills: number;
  restarts: number;
  random: () => number;
  /** The storm does not outrun the work: it waits while more is unfinished. */
  isTooMuch: () => boolean;
}

/** Kills processes, ends PostgreSQL, which the processes start again, and holds up the lines, until all of that is done or `storm`, which tells how far it is, is over. */
export async function rage(stage: Stage, storm: Storm, options: StormOptions): Promise<void> {
  const { kills, restarts, random, isTooMuch } = options;
  const processes = [...stage.workers, stage.web];
  const blows = blowsOf(kills, restarts, random);
  storm.of = blows.length;
  const stalling = holdUp(stage, random, () => storm.over);
  for (const { pauseMs, blow } of blows) {
    for (let waited = 0; waited < 300 && isTooMuch() && !storm.over; waited++) await sleep(200);
    const struck = blow.kind === 'kill' ? processes[blow.who] : undefined;
    if (struck) await stage.untilUp(struck);
    await sleep(pauseMs);
    while (struck && !storm.over && !struck.kill()) await sleep(50);
    if (storm.over) break;
    if (blow.kind === 'end') await stage.postgres.end(blow.mode, blow.downMs);
    storm.blows += 1;
    storm.restarts += blow.kind === 'end' ? 1 : 0;
  }
  storm.over = true;
  await stalling;
}

const oneOf = <const T>(of: readonly [T, ...T[]], random: () => number): T =>
  of[Math.floor(random() * of.length)] ?? of[0];

/** Half-open connections, on one line after the other. */
async function holdUp({ lines }: Stage, random: () => number, over: () => boolean): Promise<void> {
  while (!over()) {
    await sleep(500 + 3000 * random());
    const ends = oneOf(['late', 'lost'], random);
    const office = random() < 0.7;
    const line: Line = office ? lines.office : lines.web;
    // What was asked of the office arrives within the settling time after its call was given up: that is how long a lookup waits.
    const longest = office && ends === 'late' ? 1000 * (timing.callTimeout + 0.8 * timing.settle) : 5000;
    const stall: Stall = {
      ends,
      direction: oneOf(['asking', 'answering', 'both'], random),
      over: sleep(200 + (longest - 200) * random()),
      hits: () => random() < 0.4,
    };
    await line.stall(stall);
  }
}
