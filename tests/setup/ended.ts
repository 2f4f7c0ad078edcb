/** What a test undoes when it ends: servers that it opened, worlds, connections. */
export type Endings = (() => unknown)[];

/** Runs every ending, the newest first, and forgets it. */
export async function runEndings(endings: Endings): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** A list of endings that is run after each test of the file. */
export function endAfterEach(): Endings {
  const endings: Endings = [];
  afterEach(() => runEndings(endings));
  return endings;
}

/** A list of endings that is run once, after the last test of the file. */
export function endAfterAll(): Endings {
  const endings: Endings = [];
  afterAll(() => runEndings(endings));
  return endings;
}
