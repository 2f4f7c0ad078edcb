import type { FolderAnswer } from './folder.ts';

/** How long a refused document waits for its reason file, in milliseconds. */
const patience = 60_000;

/** Knows which refused files still wait for their reason: a program may move the document first, and write after it. */
export class ReasonPatience {
  readonly #firstSeen = new Map<string, number>();

  /** `now`: milliseconds since 1970. */
  isWaiting(answer: FolderAnswer, now: number): boolean {
    if (answer.kind === 'accepted' || answer.cause !== null) return false;
    const since = this.#firstSeen.get(answer.name) ?? now;
    this.#firstSeen.set(answer.name, since);
    return now - since < patience;
  }

  /** The answer was taken. */
  forget({ name }: FolderAnswer): void {
    this.#firstSeen.delete(name);
  }
}
