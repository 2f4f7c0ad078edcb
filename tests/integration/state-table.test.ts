import { randomUUID } from 'node:crypto';
import {
  states,
  table,
  type Condition,
  type EventName,
  type Row,
} from '../../bridge-server/src/mirror/transfer/states.ts';
import { storeTransition } from '../../bridge-server/src/mirror/transfer/store.ts';
import {
  applyEvent,
  rowOf,
  UndeclaredTransition,
  type TransferEvent,
} from '../../bridge-server/src/mirror/transfer/transition.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer, readBack } from '../setup/plant.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { openHandover } from '../../bridge-server/src/mirror/transfer/plans.ts';

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 7, retryScale: 1 };
const step = { key: 'order', kind: 'vendor.order.create', does: 'document', input: { a: 1 } };

/** Columns under which a condition holds. */
const under: Readonly<Record<Condition, Record<string, unknown>>> = {
  nothing_begun: {},
  begun: {
    results: JSON.stringify({ order: { id: 'remote-0' } }),
    intent: JSON.stringify(step),
    intent_at: new Date(),
  },
  intent_open: {
    intent: JSON.stringify(step),
    intent_at: new Date(),
    intent_open: true,
    frozen: JSON.stringify({ revision: 1, settings: {}, facts: {}, decisions: {}, plan: {} }),
    planned_revision: 1,
  },
  no_intent_open: {},
  reopenable: { reason: 'rule.status' },
  reason_doubt: { reason: 'doubt.ask', intent: JSON.stringify(step), intent_at: new Date(), intent_open: true },
  reason_document_differs: { reason: 'refused.document_differs' },
  fetched: { fetched: true },
  not_fetched: { fetched: false },
  called_off: { reason: 'cancelled.after_fetch' },
  changed_since: { reason: 'changed.after_fetch' },
  replayed: { replayed_from: 'closed' },
  was_done: { replayed_from: 'done' },
  not_done_before: {},
};

/** An event by which the row is taken, with no field that the row does not look at. */
const eventOf = (row: Row): TransferEvent =>
  ({
    name: row.event as EventName,
    ...(row.event === 'finished' ? { notes: [] } : {}),
    ...(row.reason.endsWith('.') ? { reason: `${row.reason}example` } : {}),
    ...(row.intent === 'adopt' ? { result: { id: 'remote-1' } } : {}),
    ...(row.due === 'asked' ? { afterSeconds: 42 } : {}),
  }) as TransferEvent;

describe('the state table on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let at: { shopId: string; connectionId: string };
  let lastOrder = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    const shopId = await plantShop(database);
    at = { shopId, connectionId: await plantConnection(database, shopId) };
  });
  afterAll(() => database.close());

  const plant = async (row: Row) => {
    const orderId = String(++lastOrder);
    await plantOrder(database, at.shopId, orderId);
    const leased =
      row.from === 'sending' || row.from === 'in_doubt'
        ? { lease_token: randomUUID(), lease_until: new Date(Date.now() + 60_000) }
        : {};
    const offered =
      row.from === 'handed_over' ? { handover: Buffer.from('as offered'), handover_type: 'text/plain' } : {};
    const doubtful = row.from === 'in_doubt' ? { ...under.intent_open, doubt_since: new Date() } : {};
    const columns = [leased, offered, doubtful, ...(row.when ?? []).map((name) => under[name])].reduce<
      Record<string, unknown>
    >((all, some) => ({ ...all, ...some }), { state: row.from, attempts: 2, claims: 1 });
    return plantTransfer(database, { ...at, orderId }, columns);
  };

  const handedOver = async ({ shopId, id }: Pick<Transfer, 'shopId' | 'id'>) => {
    const { rows } = await database.pool.query<{ handover: Uint8Array | null; handover_type: string | null }>(
      'select handover, handover_type from transfers where shop_id = $1 and id = $2',
      [shopId, id],
    );
    return Promise.all(
      rows.map(async ({ handover, handover_type: mediaType }) => ({
        bytes: handover && Buffer.from(await openHandover(database.pool, { shopId, id }, handover)).toString(),
        mediaType,
      })),
    );
  };

  const driven = table.filter((row: Row) => row.from !== 'none');
  it.each(
    driven.map(
      (row: Row) =>
        [`${row.from} · ${row.event}${row.when ? ` (${row.when.join(', ')})` : ''} → ${row.to}`, row] as const,
    ),
  )('moves a transfer with its columns and its journal: %s', async (_title, row) => {
    const before = await plant(row);
    const event = eventOf(row);
    const transition = applyEvent(before, event, timing, 0.5);
    expect(transition.row).toBe(row);
    const handover = row.handover === 'offer' ? { mediaType: 'text/plain', bytes: Buffer.from('offered now') } : null;
    expect(await storeTransition(database.pool, before, event, transition, 'test', handover ? { handover } : {})).toBe(
      true,
    );

    const after = await readBack(database, before.shopId, before.id);
    expect(after.state).toBe(row.to);
    expect(after.reason).toBe(row.reason.endsWith('.') ? `${row.reason}example` : row.reason);
    expect(after.leaseToken).toBe(row.lease === 'keep' ? before.leaseToken : null);
    expect(after.attempts).toBe(row.attempts === 'add' ? 3 : row.attempts === 'reset' ? 0 : 2);
    // The bytes stay as they are as long as the office may fetch them, and no longer.
    const bytes = row.to !== 'handed_over' ? null : row.handover === 'offer' ? 'offered now' : 'as offered';
    expect(await handedOver(before)).toEqual([{ bytes, mediaType: bytes === null ? null : 'text/plain' }]);
    const isFetched = row.handover === 'fetch' || (row.handover === undefined && before.fetched);
    expect(after.fetched).toBe(row.to === 'handed_over' && isFetched);
    const seconds = (after.dueAt.getTime() - after.changedAt.getTime()) / 1000;
    const expected = { now: 0, lane: 1, settle: 7, asked: 42, retry: 120 }[row.due ?? 'now'];
    if (row.due) expect(seconds).toBeCloseTo(expected, 1);
    if (row.intent === 'adopt' && before.intent) expect(after.results).toEqual({ order: { id: 'remote-1' } });
    if (row.intent === 'withdraw') expect(after).toMatchObject({ intentOpen: false, frozen: null });
    if (row.intent === 'withdraw') expect(after.results).toEqual({});
    if (row.intent === undefined) expect(after.intentOpen).toBe(before.intentOpen);
    if (row.intent === 'restart') {
      expect(after).toMatchObject({ intentOpen: false, frozen: null, documentId: null, insisted: true });
      expect(after.results).toEqual({});
    }
    if (row.insists !== undefined) expect(after.insisted).toBe(row.insists);
    // The transfer keeps the state in which a person asked for the replay until the replay is settled.
    expect(after.replayedFrom).toBe(
      row.intent === 'reopen' && before.intent
        ? row.from
        : ['in_doubt', 'blocked', 'closed'].includes(row.to)
          ? before.replayedFrom
          : null,
    );
    const journal = await database.knex('journal').where({ transfer_id: before.id });
    expect(journal.map((line: { code: string }) => line.code)).toEqual(
      after.state === before.state && after.reason === before.reason ? [] : [after.reason],
    );
  });

  it('stores nothing when another worker has moved the transfer meanwhile', async () => {
    const row = driven.find((entry: Row) => entry.from === 'sending' && entry.event === 'finished') as Row;
    const before = await plant(row);
    await database.knex('transfers').where({ id: before.id }).update({ lease_token: randomUUID() });
    const event = eventOf(row);
    expect(await storeTransition(database.pool, before, event, applyEvent(before, event, timing, 0), 'test')).toBe(
      false,
    );
    expect((await readBack(database, before.shopId, before.id)).state).toBe('sending');
  });

  it('refuses an event in each state that has no row for the event', async () => {
    const names = [...new Set(table.map((row: Row) => row.event as EventName))];
    const planted = await Promise.all(
      states.map((state) => plant({ from: state, event: 'any', to: 'closed', reason: 'x', who: [] })),
    );
    let refused = 0;
    for (const transfer of planted) {
      for (const name of names.filter((event) => rowOf(transfer, event) === null)) {
        expect(() => applyEvent(transfer, { name, reason: 'wanted.x' } as TransferEvent, timing, 0)).toThrow(
          UndeclaredTransition,
        );
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan((states.length * names.length) / 2);
  });

  it('refuses a reason outside the group that the row names', async () => {
    const row = driven.find((entry: Row) => entry.event === 'gaps') as Row;
    const before = await plant(row);
    const event = { name: 'gaps', reason: 'refused.example' } as unknown as TransferEvent;
    expect(() => applyEvent(before, event, timing, 0)).toThrow(UndeclaredTransition);
  });

  it('leads a transfer to one row only, whatever its state, the event and the conditions', () => {
    const seen = table.map((row: Row) => `${row.from} ${row.event} ${(row.when ?? []).join()}`);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
