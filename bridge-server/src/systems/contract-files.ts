import type { Order } from '@kontor/shared/order';
import type { Reason } from '@kontor/shared/problem';

/** The files of an order, and how a system hands them over. */

/** A file that the bridge has taken in. */
export interface KnownFile {
  sha256: string;
  mediaType: string;
  /** In bytes. */
  size: number;
}

/** What is known of the files that an order names. */
export interface OrderFiles {
  /** The files that are here. */
  here: readonly KnownFile[];
  /** What came of the addresses so far, by the address's SHA-256 in hexadecimal digits. */
  addresses: readonly AddressedFile[];
}

/** What came of an address. `sha256`: the file; null while there is none, and `problem` then tells why if it is known. */
export interface AddressedFile {
  addressHash: string;
  sha256: string | null;
  problem: Reason | null;
  /** The bridge does not try any more. */
  isOver: boolean;
}

/** How a system hands over the files of an order. */
export interface Attaching<Settings, Plan> {
  /** Pure: the addresses in the order from which the bridge fetches files by itself. */
  addresses(order: Order, settings: Settings): readonly string[];
  /** Pure: the SHA-256 of each file that the planned document names. */
  of(plan: Plan): readonly string[];
}
