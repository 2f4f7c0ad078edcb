/**
 * The gateway's rate limit: the number of requests in any sliding second, shared by all client keys of the
 * subscription. Refused requests are counted, but do not use up the limit.
 */
export class RateLimit {
  #accepted: number[] = [];
  refused = 0;

  /** Whether a request at `now` (milliseconds) passes. `perSecond`: the limit; null: there is none. */
  passes(now: number, perSecond: number | null): boolean {
    if (perSecond === null) return true;
    this.#accepted = this.#accepted.filter((at) => now - at < 1000);
    if (this.#accepted.length >= perSecond) {
      this.refused += 1;
      return false;
    }
    this.#accepted.push(now);
    return true;
  }

  reset(): void {
    this.#accepted = [];
    this.refused = 0;
  }
}
