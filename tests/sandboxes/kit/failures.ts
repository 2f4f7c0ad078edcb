import { z } from 'zod';
import { randomFrom } from '../../simulation/random.ts';
import type { Answer } from './answer.ts';

export const failureModes = [
  '429',
  '500_before',
  '500_after',
  'slow',
  'cut_before',
  'cut_after',
  'html',
  'html_after',
  '401',
  '403',
  '409',
  '415',
  'lag',
] as const;
export type FailureMode = (typeof failureModes)[number];

/**
 * Which requests are to fail, and how often. `path` is the source of a regular expression tested, ignoring case,
 * against the path without its query; without one, everything that `Failures` was made for is meant.
 */
export const FailureRule = z.strictObject({
  mode: z.enum(failureModes),
  /** `client`: only requests of the company with that key. */
  on: z
    .strictObject({ method: z.string().optional(), path: z.string().optional(), client: z.string().optional() })
    .default({}),
  times: z.int().min(1).default(1),
  delayMs: z.int().min(0).default(1000),
  /** With any other mode than `lag`: what the request creates stays out of the lists for so long as well. */
  lagMs: z.int().min(0).default(0),
});
export type FailureRule = z.input<typeof FailureRule>;
type Armed = z.output<typeof FailureRule>;

/** Failures that any matching request may meet by chance: `share` of a hundred requests, say 0.02, is two. */
export const FailureChances = z.strictObject({
  seed: z.int(),
  rules: z.array(FailureRule.omit({ times: true }).extend({ share: z.number().gt(0).max(1) })),
});
export type FailureChances = z.input<typeof FailureChances>;

const firewallPage: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>Request blocked</title></head><body><h1>One moment, please</h1></body></html>',
};

/** A vendor's answers to what may go wrong with any request. */
export interface FailureAnswers {
  readonly tooMany: Answer;
  readonly unauthorized: Answer;
  readonly forbidden: Answer;
  readonly broken: Answer;
  /** What is asked for does not go with what is there. */
  readonly conflict?: Answer;
  /** A request that is refused for what it is, whatever it says. */
  readonly unsupported?: Answer;
}

/** What a mode does: the answer that replaces the real one (`cut`: none at all), and whether the request is carried out first. */
interface Effect {
  readonly commits: boolean;
  readonly answer: Answer | 'cut' | 'unchanged';
}

/** What each mode does at this vendor. */
export const effectsOf = ({
  tooMany,
  unauthorized,
  forbidden,
  broken,
  conflict = { status: 409 },
  unsupported = { status: 415 },
}: FailureAnswers): Readonly<Record<FailureMode, Effect>> => ({
  '429': { commits: false, answer: tooMany },
  '401': { commits: false, answer: unauthorized },
  '403': { commits: false, answer: forbidden },
  '409': { commits: false, answer: conflict },
  '415': { commits: false, answer: unsupported },
  '500_before': { commits: false, answer: broken },
  '500_after': { commits: true, answer: broken },
  cut_before: { commits: false, answer: 'cut' },
  cut_after: { commits: true, answer: 'cut' },
  html: { commits: false, answer: firewallPage },
  html_after: { commits: true, answer: firewallPage },
  slow: { commits: true, answer: 'unchanged' },
  lag: { commits: true, answer: 'unchanged' },
});

/** For how long lists do not show what the request creates, in milliseconds. */
export const lagOf = (rule: Armed | null): number =>
  rule === null ? 0 : rule.mode === 'lag' ? rule.delayMs : rule.lagMs;

/** What a failure is chosen by. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly client: string | null;
}

/** The failures that are armed; the oldest that matches a request is used up first. */
export class Failures {
  #armed: { rule: Armed; path: RegExp; left: number }[] = [];
  #chances: { rule: Armed; path: RegExp; share: number }[] = [];
  #random = randomFrom(0);
  readonly #api: string;

  /** `api`: the source of a regular expression; what a rule without a path means. */
  constructor(api: string) {
    this.#api = api;
  }

  /** Throws on an unknown mode, a count below one or a broken regular expression. */
  arm(rule: FailureRule): void {
    const armed = FailureRule.parse(rule);
    this.#armed.push({ rule: armed, path: this.#pathOf(armed), left: armed.times });
  }

  /** Lets requests that nothing is armed for fail by chance from now on, until all is cleared. */
  leaveToChance(chances: FailureChances): void {
    const { seed, rules } = FailureChances.parse(chances);
    this.#random = randomFrom(seed);
    this.#chances = rules.map(({ share, ...rule }) => ({
      rule: { ...rule, times: 1 },
      path: this.#pathOf(rule),
      share,
    }));
  }

  clear(): void {
    this.#armed = [];
    this.#chances = [];
  }

  /** The failure this request meets, which counts down by that. */
  take({ method, path, client }: Asked, modes: readonly FailureMode[] = failureModes): Armed | null {
    const matches = ({ rule, path: pattern }: { rule: Armed; path: RegExp }) =>
      modes.includes(rule.mode) &&
      (rule.on.method?.toUpperCase() ?? method) === method &&
      (rule.on.client ?? client) === client &&
      pattern.test(path);
    const hit = this.#armed.find(matches);
    if (!hit) return this.#chances.length === 0 ? null : this.#byChance(matches);
    hit.left -= 1;
    if (hit.left === 0) this.#armed = this.#armed.filter((one) => one !== hit);
    return hit.rule;
  }

  #pathOf({ on }: Pick<Armed, 'on'>): RegExp {
    return new RegExp(on.path ?? this.#api, 'i');
  }

  /** One throw decides for all rules together. */
  #byChance(matches: (chance: { rule: Armed; path: RegExp }) => boolean): Armed | null {
    let left = this.#random();
    return this.#chances.filter(matches).find(({ share }) => (left -= share) < 0)?.rule ?? null;
  }
}
