import { operatorPrincipal } from '../auth/principal.ts';
import type { Parts } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { progressOn, runPages } from './pages.ts';
import { speaker } from '../../../tests/setup/telling.ts';

/**
 * An operation over seven transfers with three on a page; it refuses every third, and throws at the page with
 * `breaksAt`.
 */
const transfers = [1, 2, 3, 4, 5, 6, 7];
const paged = (breaksAt = Infinity) => ({
  async run(_parts: Parts, { after = 0 }: Readonly<Record<string, unknown>>) {
    const following = transfers.filter((id) => id > Number(after));
    const page = following.slice(0, 3);
    if (page.some((id) => id >= breaksAt)) throw new Error('The database is gone.');
    const refused = page.filter((id) => id % 3 === 0).map((transfer) => ({ transfer }));
    const remaining = following.length - page.length;
    return {
      ok: true as const,
      value: {
        found: page.length,
        done: page.length - refused.length,
        remaining,
        next: remaining === 0 ? null : String(page.at(-1)),
        refused,
      },
    };
  },
});
const run = (operation: ReturnType<typeof paged>, input: Record<string, unknown> = {}, progress: string[] = []) =>
  runPages(operation, {} as Parts, input, operatorPrincipal('test'), speaker, ({ done, of }) =>
    progress.push(`${done} of ${of}`),
  );

describe('an operation that answers one page at a time', () => {
  it('runs to its last page, reports its progress, and ends with one answer', async () => {
    const progress: string[] = [];
    expect(await run(paged(), {}, progress)).toEqual({
      found: 7,
      done: 5,
      refused: [{ transfer: 3 }, { transfer: 6 }],
    });
    expect(progress).toEqual(['3 of 7', '6 of 7', '7 of 7']);
  });

  it('begins after the place that the caller names', async () =>
    expect(await run(paged(), { after: 6 })).toEqual({ found: 1, done: 1, refused: [] }));

  it('says where to continue when it breaks off', async () => {
    const broken = run(paged(5));
    await expect(broken).rejects.toThrow(RefusedCommand);
    await expect(broken).rejects.toMatchObject({ reasons: [{ code: 'bulk.broke_off', values: { after: '3' } }] });
    await expect(run(paged(1))).rejects.toThrow('The database is gone.');
  });
});

describe('progress', () => {
  const writtenTo = (isTTY: boolean, json: boolean) => {
    const texts: string[] = [];
    const progress = progressOn({ isTTY, write: (text) => texts.push(text) }, json);
    progress({ done: 3, of: 7 });
    progress.end();
    return texts.join('');
  };
  it('is one line on a terminal, which is cleared in the end', () => {
    expect(writtenTo(true, false)).toBe('\r3 of 7\r\u001b[K');
  });

  it('is not written for scripts', () => {
    expect(writtenTo(true, true)).toBe('');
    expect(writtenTo(false, false)).toBe('');
  });
});
