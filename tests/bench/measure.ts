/** One figure of the bench. A duration or a rate alone says little on a machine that others use: only the ratio is judged. */
export interface Figure {
  name: string;
  /** What was measured, in `unit`. */
  value: number;
  /** The same of what it is compared with, measured in turns with it. */
  baseline: number;
  /** Above 1: better than the baseline. The median over the rounds. */
  ratio: number;
  /** What the ratio, or where `judged` says so the value, should be at least. */
  goal: number;
  /** Whether the ratio or the value is held against the goal. */
  judged: 'ratio' | 'value';
  unit: string;
  /** What the baseline is. */
  against: string;
}

/** One measure of the bench: what it prints while it runs, and the figures that it brings. */
export interface Measure {
  name: string;
  run(stage: { say: (line: string) => void; scale: number }): Promise<Figure[]>;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
};

/**
 * Measures two things in turns (A B A B …), so that whatever else the machine does meets both alike. `better`: which way
 * the ratio points. Rounds that warm up do not count.
 */
export async function inTurns(
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
  better: 'more' | 'less',
  measured: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<Pick<Figure, 'value' | 'baseline' | 'ratio'>> {
  const pairs: { value: number; baseline: number }[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    const value = await measured();
    const other = await baseline();
    if (round >= warmUp) pairs.push({ value, baseline: other });
  }
  return {
    value: median(pairs.map((pair) => pair.value)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    ratio: median(pairs.map((pair) => (better === 'more' ? pair.value / pair.baseline : pair.baseline / pair.value))),
  };
}

/** How many a second: `count` over the time that `work` takes. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (count * 1000) / (performance.now() - begun);
}
