import type { Explored, Finding } from './explore.ts';

/** One line that says how much was explored. */
export const summary = (
  what: string,
  { histories, states, depth }: Pick<Explored, 'histories' | 'states' | 'depth'>,
): string =>
  [
    `${what}: ${histories.toLocaleString('en')} histories over ${states.toLocaleString('en')} states`,
    `up to ${depth} actions long`,
  ].join(', ');

/** A finding as text: the rule that is broken, and the history that leads there. */
export const readable = ({ broken, history }: Finding): string =>
  [broken, ...history.map((line) => `  ${line}`)].join('\n');

/** Prints a line straight to the terminal, without the frame that jest puts around console output. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The sums over several explorations; the depth is the longest. */
export function total(all: readonly Explored[]): Pick<Explored, 'histories' | 'states' | 'depth'> {
  return {
    histories: all.reduce((sum, { histories }) => sum + histories, 0n),
    states: all.reduce((sum, { states }) => sum + states, 0),
    depth: Math.max(...all.map(({ depth }) => depth)),
  };
}
