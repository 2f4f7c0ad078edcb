import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Wrong keys that one address may send within the window. */
const mostTries = 10;
const windowMilliseconds = 60_000;
/** The number of addresses that are remembered at once. The oldest is forgotten first. */
const mostAddresses = 10_000;

/** Whoever has one IPv6 address has the whole network of this size, and could send each wrong key from another one. */
const networkParts = 4;

/** What is counted as one address: an IPv4 address however it is written, or the network of an IPv6 address. */
function countedAs(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const read = ipaddr.process(plain);
  return read instanceof ipaddr.IPv6 ? read.parts.slice(0, networkParts).join(':') : read.toString();
}

/**
 * Counts the wrong keys of each address in this process. An address that sent too many is not listened to for a while,
 * whatever key it sends then.
 */
export class WrongTries {
  readonly #tries = new Map<string, { count: number; endsAt: number }>();

  /** Seconds until the address is listened to again; null: it is listened to now. `now`: milliseconds since 1970. */
  waitOf(address: string, now: number): number | null {
    const tries = this.#tries.get(countedAs(address));
    if (!tries || tries.endsAt <= now || tries.count < mostTries) return null;
    return Math.ceil((tries.endsAt - now) / 1000);
  }

  /** Notes that the address sent a wrong key. */
  note(address: string, now: number): void {
    const counted = countedAs(address);
    const earlier = this.#tries.get(counted);
    if (earlier && earlier.endsAt > now) {
      earlier.count += 1;
      return;
    }
    this.#tries.delete(counted);
    const [oldest] = this.#tries.size < mostAddresses ? [] : this.#tries.keys();
    if (oldest !== undefined) this.#tries.delete(oldest);
    this.#tries.set(counted, { count: 1, endsAt: now + windowMilliseconds });
  }
}
