import { z } from 'zod';
import { memoryFacts } from '../../../tests/setup/memory-facts.ts';
import { forgetRow, rowsWithKeys, type Copied } from './copy.ts';
import { held, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

const row = z.object({ id: z.string(), email: z.string(), changed: z.string() });
type Row = z.infer<typeof row>;

/** A copy of a list that answers each reading in turn; keeps after which instants it was asked for. */
function copyOf(...replies: Reply<Row[]>[]) {
  const asked: (string | null)[] = [];
  const copied: Copied<Row> = {
    cursor: 'rows:cursor',
    nameOf: (id) => `row:${id}`,
    row,
    idOf: ({ id }) => id,
    keysOf: ({ email }) => [`email:${email}`],
    changedAt: ({ changed }) => changed,
    read: async (after) => {
      asked.push(after);
      return replies.shift() ?? valueOf([]);
    },
  };
  const store = memoryFacts();
  const idsWith = async (email: string) => {
    const found = await rowsWithKeys(store, copied, [`email:${email}`]);
    return found.kind === 'value' ? found.value.map(({ id }) => id) : found;
  };
  return { asked, idsWith, forget: (id: string) => forgetRow(store, copied, id) };
}
const kari = { id: '1', email: 'kari@example.com', changed: '2026-11-20T10:00:00Z' };

describe('the copy of a list', () => {
  it('reads all rows once, then what changed since a minute before the newest', async () => {
    const moved = { ...kari, email: 'new@example.com', changed: '2026-11-21T10:00:00Z' };
    const { asked, idsWith } = copyOf(valueOf([kari]), valueOf([moved]));
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(await idsWith('new@example.com')).toEqual(['1']);
    expect(await idsWith('kari@example.com')).toEqual([]);
    expect(asked).toEqual([null, '2026-11-20T09:59:00.000Z', '2026-11-21T09:59:00.000Z']);
  });

  it('reads all rows again after a reading that failed', async () => {
    const { asked, idsWith } = copyOf(held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })), valueOf([kari]));
    expect(await idsWith('kari@example.com')).toMatchObject({ code: 'held.unreachable' });
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(asked).toEqual([null, null]);
  });

  it('forgets a row that the vendor no longer has', async () => {
    const { idsWith, forget } = copyOf(valueOf([kari]));
    await idsWith('kari@example.com');
    await forget('1');
    expect(await idsWith('kari@example.com')).toEqual([]);
  });
});
