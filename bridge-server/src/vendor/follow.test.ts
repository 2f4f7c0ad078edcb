import { followOutcome, readChanges, utcTime } from './follow.ts';
import { held, refused, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
/** One filter over pages of times; keeps what it was asked. */
function vendor(pages: string[][]) {
  const asked: { after: string; page: number }[] = [];
  const filter = {
    read: async (after: string, page: number): Promise<Reply<string[]>> => {
      asked.push({ after, page });
      return valueOf(pages.shift() ?? []);
    },
    timeOf: (row: string) => row,
  };
  const read = async (cursor: unknown) => {
    const reply = await readChanges({ sent: filter }, cursor, { pageSize: 2, now });
    if (reply.kind !== 'value') throw new Error(reply.code);
    return reply.value;
  };
  return { asked, read };
}
const [first, second] = ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'];

describe('changes', () => {
  it('are read from 90 days back, and a cursor that cannot be read begins anew', async () => {
    const { asked, read } = vendor([]);
    await read(null);
    await read({ sent: 'lost' });
    const begin = { after: '2026-08-24T12:00:00.000Z', page: 1 };
    expect(asked).toEqual([begin, begin]);
  });

  it('stay at the same instant while pages are left, then go on ten minutes before the newest', async () => {
    const { asked, read } = vendor([[first, second], []]);
    const full = await read(null);
    expect(full.more).toBe(true);
    const rest = await read(full.cursor);
    expect(rest.more).toBe(false);
    await read(rest.cursor);
    expect(asked.map(({ page }) => page)).toEqual([1, 2, 1]);
    expect(asked[1]?.after).toBe(asked[0]?.after);
    expect(asked[2]?.after).toBe('2026-11-20T10:50:00.000Z');
  });
});

describe('what the office did', () => {
  it('stays open after a refusal, and any other failure is passed on', () => {
    expect(
      followOutcome(refused(reason('refused.request', { said: 'Not so.', vendor: 'Folio' })), () => []),
    ).toMatchObject({
      kind: 'doubt',
      code: 'doubt.refused',
      values: { said: 'Not so.' },
    });
    expect(
      followOutcome(held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })), () => []),
    ).toMatchObject({ code: 'held.unreachable' });
  });
});

describe("a vendor's time", () => {
  it('is read as ISO 8601 in UTC, or is none', () => {
    expect(utcTime('2026-11-20 08:03:00.123456+00:00')).toBe('2026-11-20T08:03:00.123Z');
    expect(utcTime('soon')).toBeNull();
    expect(utcTime(null)).toBeNull();
  });
});
