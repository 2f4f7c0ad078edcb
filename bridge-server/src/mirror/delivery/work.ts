import type { Budget } from '../../egress/budget.ts';
import type { Results } from '../../systems/contract.ts';
import type { Connected, Delivering } from '../mirror.ts';
import type { Frozen, Transfer } from '../transfer/transfer.ts';

/** A claimed transfer in a worker's hand. */
export interface Work {
  mirror: Delivering;
  connected: Connected;
  /** The rate budget of all its calls: once the work has begun, its calls are put off only if that cannot be helped. */
  budget: Budget;
  /** Whether the worker is to stop at the next step's boundary. */
  stopping: () => boolean;
  /** The transfer as it stands now. What is not stored yet is in it too: a fault must not forget an open intent. */
  transfer: Transfer;
  /** The plan that is followed; null: it must be made first. */
  plan: Frozen | null;
  /**
   * Results of reads and of shared objects. They are not stored: whoever goes on with the transfer asks for them again.
   */
  passing: Results;
  /** When the lease was last taken or renewed, in ms since 1970. */
  leasedAt: number;
}

/** The end of a call that begins now, in ms since 1970. */
export const callDeadline = ({ connected }: Work): number => Date.now() + connected.timing.callTimeoutSeconds * 1000;

/** The end of a run of reads that begins now, in ms since 1970: well before the lease ends. */
export const readsDeadline = ({ connected }: Work): number => Date.now() + connected.timing.leaseSeconds * 750;

/** Renews the lease when a quarter of it is over. False: the lease is lost, and another worker goes on. */
export async function keepLease(work: Work): Promise<boolean> {
  const { mirror, connected, transfer } = work;
  const { leaseSeconds } = connected.timing;
  const now = Date.now();
  if (now - work.leasedAt < leaseSeconds * 250) return true;
  if (!(await mirror.store.renewLease(transfer, leaseSeconds))) return false;
  work.leasedAt = now;
  return true;
}
