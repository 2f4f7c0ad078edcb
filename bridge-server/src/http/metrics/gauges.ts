import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Database } from '../../database/database.ts';
import type { Meter } from '../../metrics/meter.ts';
import { readStock, type Stock } from '../../mirror/maintenance/stock.ts';
import { folderTroubleOf, overdueOf, readOffices, type OfficeStanding } from '../../shops/office/overdue.ts';

/** How long figures from the database are shown before they are read again; longer where reading took long. */
const freshSeconds = 5;
/** The largest share of the time that may be spent on reading. */
const readingShare = 1 / 20;

export interface GaugeOptions {
  read?: () => Promise<Stock>;
  /** After this time the page is answered even if the database has not answered. */
  patienceSeconds?: number;
  /** The pools whose connections are counted. */
  pools?: readonly pg.Pool[];
}

/**
 * Makes a function that refreshes the gauges. Many pages at the same time cost the database one statement (single
 * flight).
 */
export function createGauges(
  { pool }: Pick<Database, 'pool'>,
  meter: Meter,
  { read = () => readStock(pool), patienceSeconds = 3, pools = [pool] }: GaugeOptions = {},
): () => Promise<void> {
  let reading: Promise<void> | null = null;
  let freshUntil = 0;

  async function refresh(): Promise<void> {
    const startedAt = performance.now();
    const stock = await read().catch(() => null);
    const offices = stock && (await readOffices(pool, null).catch(() => null));
    const now = performance.now();
    freshUntil = now + Math.max(freshSeconds * 1000, (now - startedAt) / readingShare);
    showStock(meter, stock);
    showOffices(meter, offices ?? []);
  }

  return async () => {
    const count = (inPool: (pool: pg.Pool) => number): number => pools.reduce((sum, pool) => sum + inPool(pool), 0);
    meter.show('kontor_database_connections', [
      { labels: { state: 'in_use' }, value: count(({ totalCount, idleCount }) => totalCount - idleCount) },
      { labels: { state: 'idle' }, value: count(({ idleCount }) => idleCount) },
      { labels: { state: 'waiting' }, value: count(({ waitingCount }) => waitingCount) },
    ]);
    if (performance.now() < freshUntil) return;
    reading ??= refresh().finally(() => {
      reading = null;
    });
    const patience = new AbortController();
    const late = sleep(patienceSeconds * 1000, true, { signal: patience.signal }).catch(() => false);
    if (await Promise.race([reading.then(() => false), late])) {
      showStock(meter, null);
      showOffices(meter, []);
    }
    patience.abort();
  };
}

/**
 * `stock` is null when the database does not answer. The gauges are then empty, because older figures would look
 * current.
 */
function showStock(meter: Meter, stock: Stock | null): void {
  meter.show('kontor_database_up', [{ labels: {}, value: stock ? 1 : 0 }]);
  meter.show('kontor_database_writable', [{ labels: {}, value: stock?.writable ? 1 : 0 }]);
  const { open = [], held = [], unread = [], unreadShops = [] } = stock ?? {};
  meter.show(
    'kontor_orders_unreadable',
    unread.map(({ code, orders }) => ({ labels: { code }, value: orders })),
  );
  meter.show('kontor_transfers_oldest_due_age_seconds', stock ? [{ labels: {}, value: stock.oldestDueAge }] : []);
  meter.show('kontor_transfers_oldest_doubt_age_seconds', stock ? [{ labels: {}, value: stock.oldestDoubtAge }] : []);
  meter.show(
    'kontor_transfers_blocked',
    open.flatMap(({ system, state, group, transfers }) =>
      state === 'blocked' ? [{ labels: { system, group }, value: transfers }] : [],
    ),
  );
  meter.show(
    'kontor_connections_held',
    held.map(({ system, code, connections }) => ({ labels: { system, code }, value: connections })),
  );
  meter.show(
    'kontor_connections_held_oldest_age_seconds',
    held.map(({ system, code, oldestAge }) => ({ labels: { system, code }, value: oldestAge })),
  );
  meter.show(
    'kontor_shops_unread',
    unreadShops.map(({ code, shops }) => ({ labels: { code }, value: shops })),
  );
  meter.show(
    'kontor_shops_unread_oldest_age_seconds',
    unreadShops.map(({ code, oldestAge }) => ({ labels: { code }, value: oldestAge })),
  );
  const byState = new Map<string, { labels: { system: string; state: string }; value: number }>();
  for (const { system, state, transfers } of open) {
    const series = byState.get(`${system} ${state}`) ?? { labels: { system, state }, value: 0 };
    byState.set(`${system} ${state}`, { ...series, value: series.value + transfers });
  }
  meter.show('kontor_transfers', [...byState.values()]);
}

function showOffices(meter: Meter, offices: readonly OfficeStanding[]): void {
  const overdue = offices.flatMap((office) => overdueOf(office)?.why.code ?? []);
  const unusable = offices.flatMap((office) => folderTroubleOf(office)?.why.code ?? []);
  meter.show('kontor_offices_overdue', countByCode(overdue));
  meter.show('kontor_office_folders_unusable', countByCode(unusable));
}

const countByCode = (codes: readonly string[]) =>
  [...new Set(codes)].map((code) => ({ labels: { code }, value: codes.filter((other) => other === code).length }));
