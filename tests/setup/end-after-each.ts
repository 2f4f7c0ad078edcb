/**
 * A list for what a test has opened: each entry ends one thing. After each test of the file all entries are called, the
 * newest first.
 *
 * @example const ended = endAfterEach(); it('…', async () => { const server = await openServer(); ended.push(() =>
 * server.close()); });
 */
export function endAfterEach(): (() => unknown)[] {
  const ended: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ended.splice(0).reverse()) await end();
  });
  return ended;
}
