/**
 * One figure of the bench. A duration or a rate alone says little on a machine that does other work, so the ratio is
 * judged.
 */
export interface Figure {
  name: string;
  /** The measured value, in `unit`. */
  value: number;
  /** The value of what it is compared with, measured in turns with it. */
  baseline: number;
  /** The median over the rounds. Above 1: better than the baseline. */
  ratio: number;
  /** The least that the ratio, or the value, should be. */
  goal: number;
  /** Whether the goal is for the ratio or for the value. */
  judged: 'ratio' | 'value';
  unit: string;
  /** What the baseline is. */
  against: string;
}

/** One measure of the bench. `say` prints a line while it runs; `scale` multiplies the usual load. */
export interface Measure {
  name: string;
  run(stage: { say: (line: string) => void; scale: number }): Promise<Figure[]>;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
};

/**
 * Measures a value and its baseline in turns (A B A B …), so that other work of the machine slows both equally.
 * `better`: whether more or less of the value is better. The `warmUp` rounds do not count.
 */
export async function inTurns(
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
  better: 'more' | 'less',
  measureValue: () => Promise<number>,
  measureBaseline: () => Promise<number>,
): Promise<Pick<Figure, 'value' | 'baseline' | 'ratio'>> {
  const pairs: { value: number; baseline: number }[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    const value = await measureValue();
    const baseline = await measureBaseline();
    if (round >= warmUp) pairs.push({ value, baseline });
  }
  return {
    value: median(pairs.map((pair) => pair.value)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    ratio: median(pairs.map((pair) => (better === 'more' ? pair.value / pair.baseline : pair.baseline / pair.value))),
  };
}

/** How many things are done per second when `work` does `count` of them. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedAt);
}
