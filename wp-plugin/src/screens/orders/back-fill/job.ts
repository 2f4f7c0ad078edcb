import type { PluginProblem } from '../../shop-routes.ts';

/** Which earlier orders to fetch. Both days are included, by the shop's calendar. */
export interface BackFillRange {
  readonly from: string;
  readonly until: string;
  readonly statuses: readonly string[];
}

/**
 * `POST back-fill/look`: how many orders a range has (`total`), and how many of them the bridge has (`there`).
 * `isWhole`: false if counting the latter took too long.
 */
export interface RangeCount {
  readonly total: number;
  readonly there: number;
  readonly isWhole: boolean;
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
}

/** The job that fetches earlier orders: its progress, and what became of the orders. */
export interface BackFillJob extends BackFillRange {
  readonly state: 'running' | 'paused' | 'done';
  readonly total: number;
  /** How many orders were checked, and how many of them the bridge did not have, so that they are sent. */
  readonly passed: number;
  readonly noted: number;
  readonly became: {
    readonly done: number;
    readonly waiting: number;
    readonly blocked: number;
    readonly closed: number;
  };
  /** Why the shop cannot send at present. */
  readonly problem: PluginProblem | null;
}
/** `GET back-fill`, and the answer to every command. Null if there is no job, or the last one was dismissed. */
export interface BackFillAnswer {
  readonly job: BackFillJob | null;
}
