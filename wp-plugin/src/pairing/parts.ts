/** The shop's answer to one part of pairing: the checklist as HTML, and whether to go on with the next part. */
export interface PartAnswer {
  readonly steps: string;
  readonly goesOn: boolean;
}

/** Reads an answer; null if it has another form, such as the page of a firewall or of a login that has ended. */
export function readPartAnswer(value: unknown): PartAnswer | null {
  if (typeof value !== 'object' || value === null) return null;
  const { steps, goesOn } = value as Readonly<Record<string, unknown>>;
  return typeof steps === 'string' && typeof goesOn === 'boolean' ? { steps, goesOn } : null;
}

/**
 * How pairing ended. `paired`: every part succeeded. `wrong`: one part failed. `unanswered`: the shop itself did not
 * answer.
 */
export type Ending = 'paired' | 'wrong' | 'unanswered';

/**
 * Does one part after the other, and shows each checklist as soon as it is there. `ask` returns null if no answer came.
 */
export async function doParts(
  parts: readonly string[],
  ask: (part: string) => Promise<unknown>,
  show: (steps: string) => void,
): Promise<Ending> {
  for (const part of parts) {
    const answer = readPartAnswer(await ask(part));
    if (!answer) return 'unanswered';
    show(answer.steps);
    if (!answer.goesOn) return 'wrong';
  }
  return 'paired';
}
