import { createBatcher } from './batcher.ts';

/** A commit that ends when the test says; what it was given, in order. */
function slowCommit() {
  const batches: string[][] = [];
  let end = (): void => undefined;
  const commit = async (_key: string, batch: readonly string[]): Promise<string[]> => {
    batches.push([...batch]);
    await new Promise<void>((done) => {
      end = done;
    });
    if (batch.some((request) => request.startsWith('bad'))) throw new Error(batch.join());
    return batch.map((request) => request.toUpperCase());
  };
  return { batches, commit, end: () => end() };
}

const moment = () => new Promise((done) => setImmediate(done));
const never = { fits: () => true, divides: () => false };

describe('requests of one key', () => {
  it('are committed at once when nothing runs, with those of the same moment, and together when they come meanwhile', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({ ...never, commit: slow.commit });
    const first = ['a', 'b'].map((request) => submit('shop', request));
    await moment();
    expect(slow.batches).toEqual([['a', 'b']]);
    const others = ['c', 'd'].map((request) => submit('shop', request));
    await moment();
    expect(slow.batches).toEqual([['a', 'b']]);
    slow.end();
    await moment();
    expect(slow.batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    slow.end();
    expect(await Promise.all([...first, ...others])).toEqual(['A', 'B', 'C', 'D']);
  });

  it('wait for the next commit where they do not fit into this one', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({
      ...never,
      commit: slow.commit,
      fits: (request, batch) => !batch.includes(request),
    });
    const answers = Promise.all(['a', 'b', 'b', 'c'].map((request) => submit('shop', request)));
    for (let round = 0; round < 3; round++) {
      await moment();
      slow.end();
    }
    expect(await answers).toEqual(['A', 'B', 'B', 'C']);
    expect(slow.batches).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('are each tried alone when one of them may be to blame, and fail together otherwise', async () => {
    for (const divides of [true, false]) {
      const slow = slowCommit();
      const submit = createBatcher<string, string>({ ...never, commit: slow.commit, divides: () => divides });
      const settled = Promise.allSettled(['a', 'b', 'bad', 'c'].map((request) => submit('shop', request)));
      for (let round = 0; round < 6; round++) {
        await moment();
        slow.end();
      }
      expect((await settled).map(({ status }) => status === 'fulfilled')).toEqual([divides, divides, false, divides]);
    }
  });

  it('do not wait for those of another key', async () => {
    const slow = slowCommit();
    const submit = createBatcher<string, string>({ ...never, commit: slow.commit });
    void submit('one', 'a');
    void submit('another', 'b');
    await moment();
    expect(slow.batches).toEqual([['a'], ['b']]);
  });
});
