import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { contentsOf, holdContents } from '../../bridge-server/src/database/contents.ts';
import { createDeliveryStore } from '../../bridge-server/src/mirror/delivery/postgres-store.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { endAfterEach } from '../setup/ended.ts';
import { openHttp } from '../setup/http.ts';
import { openOwnPostgres, type OwnPostgres } from '../setup/own-postgres.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, untilAtRest, type World } from '../setup/world.ts';

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await openOwnPostgres();
});
afterAll(() => postgres.close());
const ended = endAfterEach();

const pause = () => sleep(50);

/**
 * A world with a running worker, and its shop, which sends over HTTP. `open`: opens the database of both, in place of
 * the world's.
 */
async function openShop(open?: (world: World) => Promise<World['database']>) {
  // A short lease: a transfer that the worker could not store while the database was away waits until its lease is
  // over.
  const world = await openWorld({ ownDatabase: true, timing: { callTimeoutSeconds: 5, leaseSeconds: 15 } });
  const database = (await open?.(world)) ?? world.database;
  const http = await openHttp({ ...world, database });
  const shop = await http.callerOf(world.shop);
  const worker = createWorker(
    { ...world.mirror(), database, store: createDeliveryStore(database.pool, world.sealer) },
    createDirectory(database.pool),
    { concurrency: 8, pollSeconds: 0.02 },
  );
  worker.start();
  ended.push(async () => {
    await worker.stop();
    if (database !== world.database) await database.close();
    await world.close();
  });
  const send = (...ids: number[]) =>
    http.request(shop, 'post', `/v1/shops/${world.shop}/events`, {
      events: ids.map((id) => ({ generation: 1, order: simpleOrder(id) })),
    });
  return {
    world,
    database,
    send,
    /** Hands an order to intake itself, without HTTP. */
    intake: () =>
      createIntake(database.pool, createDirectory(database.pool)).receive({
        shop: world.shop,
        proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 60_000) },
        events: [{ generation: 1, order: simpleOrder(99) }],
        correlationId: randomUUID(),
      }),
    /** Sends as a shop does: again, signed anew, until the bridge confirms. Returns the outcomes. */
    async sendUntilTaken(...ids: number[]) {
      for (;;) {
        const answer = await send(...ids);
        if (answer.status === 200)
          return (answer.body as { outcomes: { outcome: string }[] }).outcomes.map(({ outcome }) => outcome);
        expect(answer.status).toBe(503);
        await pause();
      }
    },
    /** Waits until the worker has sent everything, and checks that each order was taken once and has one document. */
    async expectEachOnce(...ids: number[]) {
      const transfers = await untilAtRest(world.database, world.shop);
      expect(transfers.map(({ orderNumber, state }) => `${orderNumber} ${state}`).toSorted()).toEqual(
        ids.map((id) => `${id} done`).toSorted(),
      );
      expect(
        world.sandbox.control
          .state()
          .orders.map(({ importedOrderNo }) => importedOrderNo)
          .toSorted(),
      ).toEqual(ids.map(String).toSorted());
      const received = await world.database
        .knex('journal')
        .where({ code: 'order.received' })
        .select<{ subject_id: string }[]>('subject_id');
      expect(received.map(({ subject_id }) => Number(subject_id)).toSorted((a, b) => a - b)).toEqual(ids);
    },
  };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

/**
 * Checks that the bridge refuses these orders for now and says what to do; `cause` is what intake says for the
 * operator's log.
 */
async function expectUnavailable(shop: Shop, cause: string, ...ids: number[]) {
  const answer = await shop.send(...ids);
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.body).toMatchObject({
    code: 'bridge.unavailable',
    cause: expect.any(String),
    remedy: expect.stringContaining('Send the request again later'),
    correlationId: expect.any(String),
  });
  expect(await shop.intake()).toEqual({ kind: 'unavailable', cause });
}

/**
 * Checks that the bridge takes orders 2 and 3 now, which it refused before, and that orders 1 to 3 are each there once.
 */
async function expectTakenAfterwards(shop: Shop) {
  expect(await shop.sendUntilTaken(2, 3)).toEqual(['accepted', 'accepted']);
  expect(await shop.sendUntilTaken(1, 2, 3)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  await shop.expectEachOnce(1, 2, 3);
}

describe('intake answers 503, and takes the same events once afterwards,', () => {
  it('when the database is read-only, as a standby is', async () => {
    const shop = await openShop();
    const { pool } = shop.world.database;
    expect((await shop.send(1)).status).toBe(200);
    await postgres.run('alter system set default_transaction_read_only = on');
    await postgres.run('select pg_reload_conf()');
    try {
      // Each connection learns of the change by itself.
      const isReadOnly = async () =>
        (
          await Promise.all(
            Array.from({ length: 10 }, () =>
              pool.query<{ default_transaction_read_only: string }>('show default_transaction_read_only'),
            ),
          )
        ).every(({ rows: [row] }) => row?.default_transaction_read_only === 'on');
      await until(isReadOnly);
      await expect(pool.query(`insert into proofs values ('x', 'x', now())`)).rejects.toMatchObject({ code: '25006' });
      await expectUnavailable(shop, 'The database accepts no writes at the moment.', 2, 3);
      expect(await shop.world.database.knex('subjects').count('* as count')).toEqual([{ count: 1 }]);
    } finally {
      await postgres.run('alter system reset default_transaction_read_only');
      await postgres.run('select pg_reload_conf()');
    }
    await expectTakenAfterwards(shop);
  });

  it("when the database's disk is full", async () => {
    const disk = smallDisk();
    if (disk) {
      ended.push(() => disk.close());
      await postgres.run(`create tablespace small location '${disk.data}'`);
      await postgres.useTablespace('small');
      ended.push(async () => {
        disk.free();
        await postgres.useTablespace(null);
        await dropTablespace();
      });
    }
    const shop = await openShop();
    expect((await shop.send(1)).status).toBe(200);
    const { knex } = shop.world.database;
    if (disk) disk.fill();
    else await knex.raw(noRoomTrigger);
    // The tables' own pages may have free room, which is used up first.
    if (disk) await useUp(shop);
    const formerCount = await knex('subjects').count('* as count');
    await expectUnavailable(shop, 'The database has no room or no free connection.', 2, 3);
    expect(await knex('subjects').count('* as count')).toEqual(formerCount);
    if (disk) {
      disk.free();
      await knex('subjects').whereRaw('id::bigint >= ?', [firstFiller]).delete();
    } else await knex.raw('drop trigger no_room on orders');
    await expectTakenAfterwards(shop);
  });

  it('when the database has no free connection', async () => {
    await postgres.run(`create role few login password 'few'`);
    const shop = await openShop(async (world) => {
      await world.database.knex.raw('grant all on all tables in schema public to few');
      const url = Object.assign(new URL(world.database.url), { username: 'few', password: 'few' }).href;
      const database = openDatabase(url);
      holdContents(database, contentsOf(world.database.pool));
      return { ...database, url };
    });
    expect((await shop.send(1)).status).toBe(200);
    await postgres.run('alter role few connection limit 0');
    await postgres.run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'few'`);
    await until(() => shop.database.pool.totalCount === 0);
    await expect(shop.database.pool.query('select 1')).rejects.toMatchObject({ code: '53300' });
    await expectUnavailable(shop, 'The database has no room or no free connection.', 2, 3);
    expect(await shop.world.database.knex('subjects').count('* as count')).toEqual([{ count: 1 }]);
    await postgres.run('alter role few connection limit -1');
    await expectTakenAfterwards(shop);
  });
});

/** Stands for a full disk where no small disk can be mounted. */
const noRoomTrigger = `
create function no_room() returns trigger language plpgsql as $$
begin
  raise exception 'could not extend file: No space left on device' using errcode = '53100';
end $$;
create trigger no_room before insert on orders for each row execute function no_room()`;

const firstFiller = 1_000_000;
const insertFiller = `
insert into subjects (
  shop_id, kind, id, source, number, status, currency, total,
  generation, content_generation, modified_gmt, revision, tombstone,
  snapshot, content_hash, settings_version, correlation_id
)
select shop_id,
       kind,
       (?::bigint)::text,
       source,
       number,
       status,
       currency,
       total,
       generation,
       content_generation,
       modified_gmt,
       revision,
       tombstone,
       repeat('x', ?),
       content_hash,
       settings_version,
       correlation_id
from subjects
where id = '1'`;

/** Writes orders straight into the table, large ones and then small ones, until nothing fits any more. */
async function useUp({ world }: Shop): Promise<void> {
  let id = firstFiller;
  for (const size of [5000, 10]) {
    let fault: string | null = null;
    while (fault === null) {
      fault = await world.database.knex.raw(insertFiller, [id++, size]).then(
        () => null,
        ({ code = 'no code' }: { code?: string }) => code,
      );
    }
    expect(fault).toBe('53100');
  }
}

const databasesInTablespace = `
select pg_database.datname as name
from pg_database
join pg_tablespace on pg_tablespace.oid = pg_database.dattablespace
where pg_tablespace.spcname = 'small'`;

async function dropTablespace(): Promise<void> {
  const admin = openDatabase(postgres.url, { connections: 1 });
  const { rows } = await admin.pool.query<{ name: string }>(databasesInTablespace);
  for (const { name } of rows) await admin.pool.query(`drop database ${name} with (force)`);
  await admin.pool.query('drop tablespace small');
  await admin.close();
}

/** Mounts a small file system. Null, with the reason printed, if this user may not mount one. */
function smallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0777', 'tmpfs', folder], { stdio: 'pipe' });
  } catch (fault) {
    const reason = String((fault as { stderr?: Buffer }).stderr ?? fault).trim();
    process.stderr.write(`No small disk can be mounted here (${reason}), so a trigger raises 53100 instead.\n`);
    rmSync(folder, { recursive: true });
    return null;
  }
  const data = mkdtempSync(join(folder, 'data-'));
  chmodSync(data, 0o700);
  execFileSync('chown', ['postgres', data]);
  const filler = join(folder, 'filler');
  return {
    data,
    fill() {
      writeFileSync(filler, '');
      for (const size of [1_000_000, 4096]) {
        try {
          for (;;) appendFileSync(filler, Buffer.alloc(size));
        } catch (fault) {
          expect(fault).toMatchObject({ code: 'ENOSPC' });
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    close() {
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('PostgreSQL is restarted in the middle of requests', () => {
  it.each(['SIGINT', 'SIGQUIT'] as const)(
    'by %s, and intake answers each request with 200 or 503 and takes each order once',
    async (signal) => {
      const shop = await openShop();
      const ids = Array.from({ length: 12 }, (_, index) => index + 1);
      expect(await shop.sendUntilTaken(1)).toEqual(['accepted']);
      let over = false;
      // Three senders at once, each sending one order after the other; one that is done early goes on until the restart
      // is over.
      const senders = [0, 1, 2].map(async (place) => {
        for (const id of ids.slice(1)) if (id % 3 === place) await shop.sendUntilTaken(id);
        while (!over) {
          const answer = await shop.send(ids[place] ?? 1);
          expect([200, 503]).toContain(answer.status);
          if (answer.status === 503) {
            expect(answer.headers['retry-after']).toBe('5');
            expect(answer.body).toMatchObject({ code: 'bridge.unavailable' });
          }
          await pause();
        }
      });
      await postgres.restart(signal);
      over = true;
      await Promise.all(senders);
      expect(await shop.sendUntilTaken(...ids)).toEqual(ids.map(() => 'duplicate'));
      await shop.expectEachOnce(...ids);
    },
  );
});
