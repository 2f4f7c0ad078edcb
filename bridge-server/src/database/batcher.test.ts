import { createBatcher } from './batcher.ts';

/** A commit that ends when the test says so. `batches`: what it was given, in order. */
function slowCommit() {
  const batches: string[][] = [];
  let end = (): void => undefined;
  const commit = async (_key: string, batch: readonly string[]): Promise<string[]> => {
    batches.push([...batch]);
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    if (batch.some((request) => request.startsWith('bad'))) throw new Error(batch.join());
    return batch.map((request) => request.toUpperCase());
  };
  return { batches, commit, end: () => end() };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const alwaysJoin = { fits: () => true, divides: () => false };

describe('a batcher', () => {
  it('commits requests of one turn at once, and those that come during the commit together after it', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({ ...alwaysJoin, commit: slow.commit });

    const early = ['a', 'b'].map((request) => submit('shop', request));
    await nextTurn();
    expect(slow.batches).toEqual([['a', 'b']]);
    const late = ['c', 'd'].map((request) => submit('shop', request));
    await nextTurn();
    expect(slow.batches).toEqual([['a', 'b']]);
    slow.end();
    await nextTurn();
    expect(slow.batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    slow.end();

    expect(await Promise.all([...early, ...late])).toEqual(['A', 'B', 'C', 'D']);
  });

  it('keeps a request that does not fit into the batch for the next one', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({
      ...alwaysJoin,
      commit: slow.commit,
      fits: (request, batch) => !batch.includes(request),
    });

    const answers = Promise.all(['a', 'b', 'b', 'c'].map((request) => submit('shop', request)));
    for (let round = 0; round < 3; round++) {
      await nextTurn();
      slow.end();
    }

    expect(await answers).toEqual(['A', 'B', 'B', 'C']);
    expect(slow.batches).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it.each([
    { divides: true, title: 'tries each request by itself when one of them may have caused the fault' },
    { divides: false, title: 'fails all requests of a batch when the fault cannot lie in a single one' },
  ])('$title', async ({ divides }) => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({ ...alwaysJoin, commit: slow.commit, divides: () => divides });

    const settled = Promise.allSettled(['a', 'b', 'bad', 'c'].map((request) => submit('shop', request)));
    for (let round = 0; round < 6; round++) {
      await nextTurn();
      slow.end();
    }

    const succeeded = (await settled).map(({ status }) => status === 'fulfilled');
    expect(succeeded).toEqual([divides, divides, false, divides]);
  });

  it('commits the requests of another key without waiting', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({ ...alwaysJoin, commit: slow.commit });
    void submit('shop', 'a');
    void submit('another shop', 'b');
    await nextTurn();
    expect(slow.batches).toEqual([['a'], ['b']]);
  });
});
