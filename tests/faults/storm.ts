import { setTimeout as sleep } from 'node:timers/promises';
import type { FailureChances } from '../sandboxes/kit/failures.ts';
import type { Shutdown } from './postgres.ts';
import type { Line, Stall } from './proxy.ts';
import { timing, type Stage } from './stage.ts';

/**
 * How often the office fails: about eight of a hundred requests go wrong, and two more stay out of its lists for a
 * while.
 */
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
    // The first is slower than the call time-out, the second is not.
    { mode: 'slow', share: 0.003, delayMs: 1000 * timing.callTimeout + 500 },
    { mode: 'slow', share: 0.01, delayMs: 300 },
    // Lists lag, but for less than the settling time, which is there for such a lag.
    { mode: 'lag', share: 0.02, delayMs: 800 * timing.settle },
    { mode: 'cut_after', share: 0.01, lagMs: 800 * timing.settle },
    // The endpoint for tokens fails, too.
    { mode: '500_before', share: 0.05, on: { path: '^/OAuth/Token$' } },
  ],
});

/** One failure of the bridge's own processes: one of them is killed, or PostgreSQL is ended. */
type Blow = { kind: 'kill'; who: number } | { kind: 'end'; mode: Shutdown; downMs: number };

/** How PostgreSQL is ended, in turn. */
const shutdowns: readonly Shutdown[] = ['killed', 'immediate', 'fast'];

/** Every blow in its order, with the pause before it in ms; the restarts are spread evenly among the kills. */
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
  return all.sort((a, b) => a.at - b.at);
}

/** How far the storm is: blows so far, of how many; restarts of PostgreSQL so far; whether it is over. */
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
  /** Whether so much is unfinished that the storm must wait. */
  isTooMuch: () => boolean;
}

/**
 * Kills processes, ends PostgreSQL, which the processes start again, and holds up the lines. Ends when every blow has
 * struck, or when `storm` is marked as over.
 */
export async function rage(stage: Stage, storm: Storm, options: StormOptions): Promise<void> {
  const { kills, restarts, random, isTooMuch } = options;
  const processes = [...stage.workers, stage.web];
  const blows = blowsOf(kills, restarts, random);
  storm.of = blows.length;
  const stalling = holdUp(stage, random, () => storm.over);
  for (const { pauseMs, blow } of blows) {
    for (let waited = 0; waited < 300 && isTooMuch() && !storm.over; waited++) await sleep(200);
    const victim = blow.kind === 'kill' ? processes[blow.who] : undefined;
    if (victim) await stage.untilUp(victim);
    await sleep(pauseMs);
    while (victim && !storm.over && !victim.kill()) await sleep(50);
    if (storm.over) break;
    if (blow.kind === 'end') await stage.postgres.end(blow.mode, blow.downMs);
    storm.blows += 1;
    storm.restarts += blow.kind === 'end' ? 1 : 0;
  }
  storm.over = true;
  await stalling;
}

const oneOf = <const T>(values: readonly [T, ...T[]], random: () => number): T =>
  values[Math.floor(random() * values.length)] ?? values[0];

/** Leaves connections half-open, on one line after the other. */
async function holdUp({ lines }: Stage, random: () => number, over: () => boolean): Promise<void> {
  while (!over()) {
    await sleep(500 + 3000 * random());
    const ends = oneOf(['late', 'lost'], random);
    const office = random() < 0.7;
    const line: Line = office ? lines.office : lines.web;
    // A late request reaches the office within the settling time after its call was given up, since a look-up waits
    // only so long.
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
