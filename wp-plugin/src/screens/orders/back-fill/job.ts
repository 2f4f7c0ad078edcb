/** Which earlier orders are meant. Days by the shop's calendar, both included. */
export interface BackFillRange {
  readonly from: string;
  readonly until: string;
  readonly statuses: readonly string[];
}

/** `POST back-fill/look`: what there is in a range, before anything is done. `isWhole`: false where counting took too long. */
export interface RangeCount {
  readonly total: number;
  readonly there: number;
  readonly isWhole: boolean;
  readonly statuses: readonly { readonly status: string; readonly count: number }[];
}

/** `GET back-fill`: how far it is, and what became of the orders. Null where none was begun, or the last one was dismissed. */
export interface BackFillJob extends BackFillRange {
  readonly state: 'running' | 'paused' | 'done';
  readonly total: number;
  /** How many of the orders were looked at, and how many of those were not there yet and are sent. */
  readonly passed: number;
  readonly noted: number;
  readonly became: {
    readonly done: number;
    readonly waiting: number;
    readonly blocked: number;
    readonly closed: number;
  };
  /** Why nothing leaves the shop at present. */
  readonly problem: { readonly code: string; readonly cause: string; readonly remedy: string } | null;
}
export interface BackFillAnswer {
  readonly job: BackFillJob | null;
}
