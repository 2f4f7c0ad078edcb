import { operatorPrincipal } from '../auth/principal.ts';
import type { Parts } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { progressOn, runPages } from './pages.ts';
import { speaker } from '../../../tests/setup/telling.ts';

/** Seven things, of which every third is refused, at most three on a page. */
const all = [1, 2, 3, 4, 5, 6, 7];
const paged = (breaksAt = Infinity) => ({
  async run(_parts: Parts, { after = 0 }: Readonly<Record<string, unknown>>) {
    const left = all.filter((id) => id > Number(after));
    const page = left.slice(0, 3);
    if (page.some((id) => id >= breaksAt)) throw new Error('The database is gone.');
    const refused = page.filter((id) => id % 3 === 0).map((transfer) => ({ transfer }));
    const remaining = left.length - page.length;
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
const run = (operation: ReturnType<typeof paged>, given: Record<string, unknown> = {}, seen: string[] = []) =>
  runPages(operation, {} as Parts, given, operatorPrincipal('test'), speaker, ({ done, of }) =>
    seen.push(`${done} of ${of}`),
  );

describe('an operation that answers a page at a time', () => {
  it('is asked to its end, tells how far it is, and ends with one answer', async () => {
    const seen: string[] = [];
    expect(await run(paged(), {}, seen)).toEqual({ found: 7, done: 5, refused: [{ transfer: 3 }, { transfer: 6 }] });
    expect(seen).toEqual(['3 of 7', '6 of 7', '7 of 7']);
  });

  it('goes on where it is told to', async () =>
    expect(await run(paged(), { after: 6 })).toEqual({ found: 1, done: 1, refused: [] }));

  it('says where to go on when it breaks off', async () => {
    const broken = run(paged(5));
    await expect(broken).rejects.toThrow(RefusedCommand);
    await expect(broken).rejects.toMatchObject({ reasons: [{ code: 'bulk.broke_off', values: { after: '3' } }] });
    await expect(run(paged(1))).rejects.toThrow('The database is gone.');
  });
});

describe('progress', () => {
  const written = (isTTY: boolean, json: boolean) => {
    const texts: string[] = [];
    const progress = progressOn({ isTTY, write: (text) => texts.push(text) }, json);
    progress({ done: 3, of: 7 });
    progress.end();
    return texts.join('');
  };
  it('is one line on a terminal that is gone in the end, and nothing for scripts', () => {
    expect([written(true, false), written(true, true), written(false, false)]).toEqual(['\r3 of 7\r\u001b[K', '', '']);
  });
});
