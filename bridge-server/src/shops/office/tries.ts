/** Wrong keys that one address may send within the window. */
const mostTries = 10;
const windowMilliseconds = 60_000;
/** The number of addresses that are remembered at once. The oldest is forgotten first. */
const mostAddresses = 10_000;

/**
 * Counts the wrong keys of each address in this process. An address that sent too many is not listened to for a while,
 * whatever key it sends then.
 */
export class WrongTries {
  readonly #tries = new Map<string, { count: number; endsAt: number }>();

  /** Seconds until the address is listened to again; null: it is listened to now. `now`: milliseconds since 1970. */
  waitOf(address: string, now: number): number | null {
    const tries = this.#tries.get(address);
    if (!tries || tries.endsAt <= now || tries.count < mostTries) return null;
    return Math.ceil((tries.endsAt - now) / 1000);
  }

  /** Notes that the address sent a wrong key. */
  note(address: string, now: number): void {
    const earlier = this.#tries.get(address);
    if (earlier && earlier.endsAt > now) {
      earlier.count += 1;
      return;
    }
    this.#tries.delete(address);
    const [oldest] = this.#tries.size < mostAddresses ? [] : this.#tries.keys();
    if (oldest !== undefined) this.#tries.delete(oldest);
    this.#tries.set(address, { count: 1, endsAt: now + windowMilliseconds });
  }
}
