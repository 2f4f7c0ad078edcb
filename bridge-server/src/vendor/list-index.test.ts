import { memoryFacts } from '../../../tests/setup/memory-facts.ts';
import { forgetRow, idsWithKeys, type IndexedList } from './list-index.ts';
import { held, valueOf, type Reply } from './reply.ts';
import { reason } from '../texts/reason.ts';

interface Row {
  id: string;
  email: string;
  changed: string;
}

/** An index of a list that answers each reading in turn; keeps after which instants it was asked for. */
function indexOf(...replies: Reply<Row[]>[]) {
  const asked: (string | null)[] = [];
  const indexed: IndexedList<Row> = {
    cursor: 'rows:cursor',
    nameOf: (id) => `row:${id}`,
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
    const found = await idsWithKeys(store, indexed, [`email:${email}`]);
    return found.kind === 'value' ? found.value : found;
  };
  return { asked, store, idsWith, forget: (id: string) => forgetRow(store, indexed, id) };
}
const kari = { id: '1', email: 'kari@example.com', changed: '2026-11-20T10:00:00Z' };

describe('the index of a list', () => {
  it('reads all rows once, then what changed since a minute before the newest', async () => {
    const moved = { ...kari, email: 'new@example.com', changed: '2026-11-21T10:00:00Z' };
    const { asked, idsWith } = indexOf(valueOf([kari]), valueOf([moved]));
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(await idsWith('new@example.com')).toEqual(['1']);
    expect(await idsWith('kari@example.com')).toEqual([]);
    expect(asked).toEqual([null, '2026-11-20T09:59:00.000Z', '2026-11-21T09:59:00.000Z']);
  });

  it('reads all rows again after a reading that failed', async () => {
    const { asked, idsWith } = indexOf(
      held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })),
      valueOf([kari]),
    );
    expect(await idsWith('kari@example.com')).toMatchObject({ code: 'held.unreachable' });
    expect(await idsWith('kari@example.com')).toEqual(['1']);
    expect(asked).toEqual([null, null]);
  });

  it('forgets a row that the vendor no longer has', async () => {
    const { idsWith, forget } = indexOf(valueOf([kari]));
    await idsWith('kari@example.com');
    await forget('1');
    expect(await idsWith('kari@example.com')).toEqual([]);
  });

  it('holds nothing of a row but its id', async () => {
    const { idsWith, store } = indexOf(valueOf([kari]));
    await idsWith('kari@example.com');
    expect(store.values.get('row:1')).toBe('1');
    expect(await store.withKey('email:kari@example.com')).toEqual([]);
  });

  it('goes on to see changes after one that is dated in the far future', async () => {
    const odd = { id: '2', email: 'ola@example.com', changed: '2099-01-01T00:00:00Z' };
    const later = { id: '3', email: 'nils@example.com', changed: '2026-11-21T10:00:00Z' };
    const { asked, idsWith } = indexOf(valueOf([kari, odd]), valueOf([odd, later]));
    expect(await idsWith('ola@example.com')).toEqual(['2']);
    expect(await idsWith('nils@example.com')).toEqual(['3']);
    expect(asked).toEqual([null, '2026-11-20T09:59:00.000Z']);
  });
});
