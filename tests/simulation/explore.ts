import { choicesOf } from './choices.ts';
import { identityOf } from './identity.ts';
import { brokenAtEnd, brokenNow } from './invariants.ts';
import type { Setting, World } from './world.ts';

/** A rule that does not hold, with the history that leads there, one line for each action. */
export interface Finding {
  broken: string;
  history: string[];
  wroteTooLate: boolean;
}

export interface Explored {
  /** Different worlds. */
  states: number;
  /** How many different histories lead from the beginning to an end. */
  histories: bigint;
  /** The longest history, in actions. */
  depth: number;
  /** Whether every history was followed to its end. */
  whole: boolean;
  /** Each way of breaking a rule once, by its shortest history. */
  findings: Finding[];
  /** How often transfers ended in which state and reason. */
  ends: Map<string, number>;
}

/**
 * Visits every world that can come about, breadth first, so that the first history that breaks a rule is a shortest
 * one.
 */
export function explore(
  start: World,
  setting: Setting,
  limits: { states?: number; untilBroken?: boolean } = {},
): Explored {
  const { states = Infinity, untilBroken = false } = limits;
  const numbers = new Map([[identityOf(start), 0]]);
  const cameBy: { from: number; label: string }[] = [{ from: -1, label: '' }];
  const follows: number[][] = [];
  const findings = new Map<string, Finding>();
  const ends = new Map<string, number>();
  const note = (world: World, number: number, broken: string | null): void => {
    const name = `${String(broken)} ${world.wroteTooLate ? 'late' : ''}`;
    if (broken !== null && !findings.has(name))
      findings.set(name, { broken, history: historyOf(cameBy, number), wroteTooLate: world.wroteTooLate });
  };

  let level: { world: World; number: number }[] = [{ world: start, number: 0 }];
  let depth = 0;
  for (; level.length > 0 && numbers.size < states && !(untilBroken && findings.size > 0); depth += 1) {
    const next: typeof level = [];
    for (const { world, number } of level) {
      const broken = brokenNow(world);
      note(world, number, broken);
      const choices = broken === null ? choicesOf(world, setting) : [];
      if (broken === null && choices.every(({ optional }) => optional)) {
        note(world, number, brokenAtEnd(world, setting));
        for (const {
          transfer: { kind, state, reason },
        } of world.rows)
          ends.set(`${kind} ${state} ${reason}`, (ends.get(`${kind} ${state} ${reason}`) ?? 0) + 1);
      }
      follows[number] = choices.map(({ label, to }) => {
        const identity = identityOf(to);
        const known = numbers.get(identity);
        if (known !== undefined) return known;
        const fresh = numbers.size;
        numbers.set(identity, fresh);
        cameBy.push({ from: number, label: `${String(to.now).padStart(4)} s  ${label}` });
        next.push({ world: to, number: fresh });
        return fresh;
      });
    }
    level = next;
  }
  return {
    states: numbers.size,
    histories: countHistories(follows),
    depth,
    whole: level.length === 0,
    findings: [...findings.values()],
    ends,
  };
}

function historyOf(cameBy: readonly { from: number; label: string }[], number: number): string[] {
  const history: string[] = [];
  for (let at = cameBy[number]; at && at.from >= 0; at = cameBy[at.from]) history.unshift(at.label);
  return history;
}

/**
 * Counts the paths through a graph without cycles, from 0 to the nodes that nothing follows. Throws on a cycle: time,
 * luck and attempts only run out, so a world never comes back.
 */
function countHistories(follows: readonly (readonly number[] | undefined)[]): bigint {
  const count = new Map<number, bigint>();
  const open = new Set<number>();
  const stack = [0];
  for (let number = stack.at(-1); number !== undefined; number = stack.at(-1)) {
    const next = follows[number] ?? [];
    if (count.has(number)) {
      stack.pop();
    } else if (open.has(number)) {
      count.set(number, next.length === 0 ? 1n : next.reduce((sum, other) => sum + (count.get(other) ?? 0n), 0n));
      open.delete(number);
      stack.pop();
    } else {
      open.add(number);
      for (const other of next) {
        if (open.has(other)) throw new Error('the world comes back to where it was');
        if (!count.has(other)) stack.push(other);
      }
    }
  }
  return count.get(0) ?? 0n;
}

/** Walks one history at random to its end; null when every rule held. `random` is in [0, 1). */
export function walk(start: World, setting: Setting, random: () => number): { finding: Finding | null; steps: number } {
  const history: string[] = [];
  let world = start;
  for (;;) {
    const choices = choicesOf(world, setting);
    const ended = choices.every(({ optional }) => optional);
    const broken = brokenNow(world) ?? (ended ? brokenAtEnd(world, setting) : null);
    if (broken !== null)
      return { finding: { broken, history, wroteTooLate: world.wroteTooLate }, steps: history.length };
    const chosen = choices[Math.floor(random() * choices.length)];
    if (!chosen) return { finding: null, steps: history.length };
    history.push(`${String(chosen.to.now).padStart(4)} s  ${chosen.label}`);
    world = chosen.to;
  }
}
