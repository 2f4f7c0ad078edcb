import { valueOf } from '../../vendor/reply.ts';
import { changedAfter, readPage } from './collect-page.ts';

const now = () => Date.parse('2026-11-21T12:00:00Z');

/** Reads the changes after a mark, of which the list has these, and tells from when changes are asked for next. */
async function nextAfter(...times: string[]): Promise<string | null> {
  const asked: string[] = [];
  const list = {
    pageSize: 10,
    readAll: async () => valueOf([]),
    changes: {
      customer: {
        read: async (after: string) => {
          asked.push(after);
          return valueOf(times);
        },
        timeOf: (time: string) => time,
      },
    },
  };
  const mark = { from: '2026-11-20T00:00:00.000Z', cursor: null };
  const page = await readPage(list, { changedSince: mark, place: null }, now);
  expect(asked).toEqual(['2026-11-20T00:00:00.000Z']);
  return page.kind === 'value' ? changedAfter(page.value.mark, 'customer') : null;
}

describe('the mark from which changes are asked for', () => {
  it('is ten minutes before the newest change, since a list may lag behind its clock', async () => {
    expect(await nextAfter('2026-11-21T10:00:00.000Z', '2026-11-21T09:00:00.000Z')).toBe('2026-11-21T09:50:00.000Z');
  });

  it('is not moved by a row that is dated in the far future, which would hide all changes until then', async () => {
    expect(await nextAfter('2099-01-01T00:00:00.000Z', '2026-11-21T10:00:00.000Z')).toBe('2026-11-21T09:50:00.000Z');
  });

  it('is that of the run over everything until a change was read, and unknown for what is no mark', async () => {
    expect(changedAfter({ from: '2026-11-20T00:00:00.000Z', cursor: null }, 'customer')).toBe(
      '2026-11-20T00:00:00.000Z',
    );
    expect(changedAfter(null, 'customer')).toBeNull();
  });
});
