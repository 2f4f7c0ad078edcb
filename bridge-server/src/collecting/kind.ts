import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../database/database.ts';
import type { CollectRequest, PageBasis, RefusedThing } from '../systems/contract-collect.ts';
import type { CollectFailure, System, SystemContext } from '../systems/contract.ts';
import type { OfConnection, ReadingTurn, What } from './runs.ts';

/** A page with its things, whatever they are. */
interface PageOf<Thing> extends PageBasis {
  things: readonly Thing[];
}

/**
 * One kind of thing that is collected: how a page of it is read, where it stands until its run is over, and how it
 * becomes what the shop reads.
 */
export interface Kind<Thing = unknown> {
  what: What;
  /** Whether the system tells of such things. */
  isToldBy(system: System): boolean;
  /** Reads one page; null: the system tells of no such things. */
  read(
    system: System,
    context: SystemContext<unknown, unknown, unknown>,
    request: CollectRequest,
  ): Promise<PageOf<Thing> | CollectFailure> | null;
  /** Whether the thing can be kept. One that cannot must not keep all others from the shop. */
  isReadable(thing: Thing): boolean;
  /** Why a thing that cannot be kept is left out. */
  refusalOf(thing: Thing): RefusedThing;
  /** Keeps the things of a page until the run is over. `readAt`: before the office was asked. */
  stage(client: Queryable, turn: ReadingTurn, things: readonly Thing[], readAt: Date): Promise<void>;
  /** Drops what a run has read. */
  drop(client: Queryable, of: OfConnection): Promise<void>;
  /** Why what the run has read cannot be right; null: it can. */
  doubtAbout(client: Queryable, turn: ReadingTurn): Promise<Reason | null>;
  /**
   * Makes what the run has read known to the shop. If that was everything, the office does not have any more what the
   * run has not met. Returns how many things changed.
   */
  takeOver(client: Queryable, turn: ReadingTurn): Promise<number>;
  /** Erases everything that is known of an office, since its connection was removed. */
  forget(client: Queryable, of: OfConnection): Promise<void>;
}
