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
 * Which requests fail, how, and how often. `path` is the source of a regular expression, which is tested without regard
 * to case against the path without its query. A rule without `path` means all requests for which `Failures` was made.
 */
export const FailureRule = z.strictObject({
  mode: z.enum(failureModes),
  /** `client`: only requests of the company with this key. */
  on: z
    .strictObject({ method: z.string().optional(), path: z.string().optional(), client: z.string().optional() })
    .default({}),
  times: z.int().min(1).default(1),
  delayMs: z.int().min(0).default(1000),
  /** With any other mode than `lag`: for how long lists do not show what the request creates. */
  lagMs: z.int().min(0).default(0),
});
export type FailureRule = z.input<typeof FailureRule>;
type Armed = z.output<typeof FailureRule>;

/**
 * Failures that matching requests meet by chance. `share`: the probability; with 0.02, two of a hundred requests fail.
 */
export const FailureChances = z.strictObject({
  seed: z.int(),
  rules: z.array(FailureRule.omit({ times: true }).extend({ share: z.number().gt(0).max(1) })),
});
export type FailureChances = z.input<typeof FailureChances>;

const firewallPage: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body:
    '<!doctype html><html><head><title>Request blocked</title></head>' +
    '<body><h1>One moment, please</h1></body></html>',
};

/** A vendor's answers when something goes wrong with a request. */
export interface FailureAnswers {
  readonly tooMany: Answer;
  readonly unauthorized: Answer;
  readonly forbidden: Answer;
  readonly broken: Answer;
  /** The request conflicts with the present state of the object. */
  readonly conflict?: Answer;
  /** The media type of the request is not supported. */
  readonly unsupported?: Answer;
}

/**
 * What a mode does: whether the request is carried out, and the answer in place of the real one (`cut`: none at all).
 */
interface Effect {
  readonly commits: boolean;
  readonly answer: Answer | 'cut' | 'unchanged';
}

/** The effect of each mode at a vendor with these answers. */
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

/** The properties of a request that decide which failure it meets. */
export interface FailableRequest {
  readonly method: string;
  readonly path: string;
  readonly client: string | null;
}

/** The armed failures. A request meets the oldest one that matches it, which counts down. */
export class Failures {
  #armed: { rule: Armed; path: RegExp; left: number }[] = [];
  #chances: { rule: Armed; path: RegExp; share: number }[] = [];
  #random = randomFrom(0);
  readonly #api: string;

  /** `api`: the source of a regular expression for the paths that a rule without a path means. */
  constructor(api: string) {
    this.#api = api;
  }

  /** Throws on an unknown mode, a count below one or a broken regular expression. */
  arm(rule: FailureRule): void {
    const armed = FailureRule.parse(rule);
    this.#armed.push({ rule: armed, path: this.#pathOf(armed), left: armed.times });
  }

  /** From now on, until everything is cleared, requests without an armed failure may fail by chance. */
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

  /** The failure that this request meets. An armed failure counts down. */
  take({ method, path, client }: FailableRequest, modes: readonly FailureMode[] = failureModes): Armed | null {
    const matches = ({ rule, path: pattern }: { rule: Armed; path: RegExp }) =>
      modes.includes(rule.mode) &&
      (rule.on.method?.toUpperCase() ?? method) === method &&
      (rule.on.client ?? client) === client &&
      pattern.test(path);
    const hit = this.#armed.find(matches);
    if (!hit) return this.#chances.length === 0 ? null : this.#byChance(matches);
    hit.left -= 1;
    if (hit.left === 0) this.#armed = this.#armed.filter((armed) => armed !== hit);
    return hit.rule;
  }

  #pathOf({ on }: Pick<Armed, 'on'>): RegExp {
    return new RegExp(on.path ?? this.#api, 'i');
  }

  /** One random number decides for all rules together. */
  #byChance(matches: (chance: { rule: Armed; path: RegExp }) => boolean): Armed | null {
    let left = this.#random();
    return this.#chances.filter(matches).find(({ share }) => (left -= share) < 0)?.rule ?? null;
  }
}
