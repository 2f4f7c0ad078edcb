import { memoryFacts } from '../../../tests/setup/memory-facts.ts';
import { forgetRow, idsWithKeys, type IndexedList } from './list-index.ts';
import { held, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

interface Row {
  id: string;
  email: string;
  changed: string;
}

/** An index of a list that gives these replies in turn; `instants` are those after which rows were asked for. */
function indexOf(...replies: Reply<Row[]>[]) {
  const instants: (string | null)[] = [];
  const indexed: IndexedList<Row> = {
    cursor: 'rows:cursor',
    nameOf: (id) => `row:${id}`,
    idOf: ({ id }) => id,
    keysOf: ({ email }) => [`email:${email}`],
    changedAt: ({ changed }) => changed,
    read: async (after) => {
      instants.push(after);
      return replies.shift() ?? valueOf([]);
    },
  };
  const store = memoryFacts();
  const idsWith = async (email: string) => {
    const reply = await idsWithKeys(store, indexed, [`email:${email}`]);
    return reply.kind === 'value' ? reply.value : reply;
  };
  return { instants, store, idsWith, forget: (id: string) => forgetRow(store, indexed, id) };
}
const kari = { id: '1', email: 'kari@example.com', changed: '2026-11-20T10:00:00Z' };

describe('the index of a list', () => {
  it('reads all rows once, then the rows that changed since a minute before the newest change', async () => {
    const moved = { ...kari, email: 'new@example.com', changed: '2026-11-21T10:00:00Z' };
    const { instants, idsWith } = indexOf(valueOf([kari]), valueOf([moved]));
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(await idsWith('new@example.com')).toEqual(['1']);
    expect(await idsWith('kari@example.com')).toEqual([]);
    expect(instants).toEqual([null, '2026-11-20T09:59:00.000Z', '2026-11-21T09:59:00.000Z']);
  });

  it('reads all rows again after a failed reading', async () => {
    const { instants, idsWith } = indexOf(
      held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })),
      valueOf([kari]),
    );
    expect(await idsWith('kari@example.com')).toMatchObject({ code: 'held.unreachable' });
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(instants).toEqual([null, null]);
  });

  it('forgets a row that the vendor no longer has', async () => {
    const { idsWith, forget } = indexOf(valueOf([kari]));
    await idsWith('kari@example.com');
    await forget('1');
    expect(await idsWith('kari@example.com')).toEqual([]);
  });

  it('stores the id of a row, but neither its content nor its keys in plain text', async () => {
    const { idsWith, store } = indexOf(valueOf([kari]));
    await idsWith('kari@example.com');
    expect(store.values.get('row:1')).toBe('1');
    expect(await store.withKey('email:kari@example.com')).toEqual([]);
  });

  it('still sees later changes after a row that is dated in the far future', async () => {
    const odd = { id: '2', email: 'ola@example.com', changed: '2099-01-01T00:00:00Z' };
    const later = { id: '3', email: 'nils@example.com', changed: '2026-11-21T10:00:00Z' };
    const { instants, idsWith } = indexOf(valueOf([kari, odd]), valueOf([odd, later]));
    expect(await idsWith('ola@example.com')).toEqual(['2']);
    expect(await idsWith('nils@example.com')).toEqual(['3']);
    expect(instants).toEqual([null, '2026-11-20T09:59:00.000Z']);
  });
});
