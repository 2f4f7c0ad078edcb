import { firstLook, followOutcome, readChanges, utcTime } from './follow.ts';
import { held, refused, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
/** A vendor with one filter over pages of times; `questions` are those that it got. */
function vendor(pages: string[][]) {
  const questions: { after: string; page: number }[] = [];
  const filter = {
    read: async (after: string, page: number): Promise<Reply<string[]>> => {
      questions.push({ after, page });
      return valueOf(pages.shift() ?? []);
    },
    timeOf: (row: string) => row,
  };
  const read = async (cursor: unknown) => {
    const reply = await readChanges({ sent: filter }, cursor, { pageSize: 2, first: firstLook(now) });
    if (reply.kind !== 'value') throw new Error(reply.code);
    return reply.value;
  };
  return { questions, read };
}
const [first, second] = ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'];

describe('readChanges', () => {
  it('looks 90 days back on the first call, and also when the cursor cannot be read', async () => {
    const { questions, read } = vendor([]);
    await read(null);
    await read({ sent: 'lost' });
    const begin = { after: '2026-08-24T12:00:00.000Z', page: 1 };
    expect(questions).toEqual([begin, begin]);
  });

  it('keeps the instant while pages are left, then goes on ten minutes before the newest change', async () => {
    const { questions, read } = vendor([[first, second], []]);
    const full = await read(null);
    expect(full.more).toBe(true);
    const rest = await read(full.cursor);
    expect(rest.more).toBe(false);
    await read(rest.cursor);
    expect(questions.map(({ page }) => page)).toEqual([1, 2, 1]);
    expect(questions[1]?.after).toBe(questions[0]?.after);
    expect(questions[2]?.after).toBe('2026-11-20T10:50:00.000Z');
  });
});

describe('followOutcome', () => {
  it('makes a doubt of a refusal and passes on any other failure', () => {
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

describe('utcTime', () => {
  it("turns a vendor's time into ISO 8601 in UTC, and gives null for a time that it cannot read", () => {
    expect(utcTime('2026-11-20 08:03:00.123456+00:00')).toBe('2026-11-20T08:03:00.123Z');
    expect(utcTime('soon')).toBeNull();
    expect(utcTime(null)).toBeNull();
  });
});
