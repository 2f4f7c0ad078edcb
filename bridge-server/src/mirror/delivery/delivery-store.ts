import type { Reason } from '@kontor/shared/problem';
import type { NewTask } from '../../desk/tasks.ts';
import type { OpenedConnection } from '../../shops/connection.ts';
import type { Decisions, System } from '../../systems/contract.ts';
import type { OrderFiles } from '../../systems/contract-files.ts';
import type { FactStore } from '../../systems/contract-facts.ts';
import type { ShopPeople } from '../../systems/contract-people.ts';
import type { Intent, IntentStored } from '../transfer/intents.ts';
import type { Move } from '../transfer/store.ts';
import type { SubjectAt, Transfer } from '../transfer/transfer.ts';
import type { Lane, LaneAt } from './lane.ts';
import type { RemoteObjects } from './remote-objects.ts';

/** A circuit breaker that opens: it holds back every transfer of the connection. */
export interface OpenedBreaker {
  code: `held.${string}`;
  why: Reason;
  /** When it closes by itself; null: a probe closes it. */
  reopensInSeconds: number | null;
  probeInSeconds: number;
}

/** A transition with what follows from it. All of it is stored, or nothing. */
export interface DeliveryMove extends Move {
  tasks?: readonly NewTask[];
  breaker?: OpenedBreaker;
  /** After a restore: the document is compared with the order as it is now. */
  compare?: boolean;
}

/**
 * Everything that a delivery reads and stores. The bridge keeps it in PostgreSQL; what decides knows of no database.
 */
export interface DeliveryStore {
  connection(shopId: string, id: string): Promise<OpenedConnection | null>;
  lane(at: LaneAt): Promise<Lane>;
  /** Has the files fetched whose addresses the order names, unless they are here already, and forgets other addresses. */
  askForFiles(at: SubjectAt, known: OrderFiles, addresses: readonly string[]): Promise<void>;
  decisions(shopId: string, connectionId: string): Promise<Decisions>;
  facts(shopId: string, connectionId: string): FactStore;
  people(shopId: string): Promise<ShopPeople>;
  objects: RemoteObjects;
  /** Before a creating call: renews the lease, records the intent, and freezes the plan with the first intent. */
  storeIntent(intent: Intent): Promise<IntentStored>;
  /** False: somebody else has moved the transfer, and the caller must stop. */
  storeTransition(move: DeliveryMove): Promise<boolean>;
  /** False: the lease is lost. */
  renewLease(transfer: Transfer, leaseSeconds: number): Promise<boolean>;
  /** After a restore: whether a document that was found is to be compared with its order. */
  isToCompare(system: Pick<System, 'capabilities'>, transfer: Transfer): Promise<boolean>;
}
