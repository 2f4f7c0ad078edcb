import { randomBytes } from 'node:crypto';
import { advisoryLocks } from '../../bridge-server/src/database/advisory-locks.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { deliver } from '../../bridge-server/src/mirror/delivery/deliver.ts';
import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { connect, timingOf } from '../../bridge-server/src/mirror/mirror.ts';
import { createDeliveryStore } from '../../bridge-server/src/mirror/delivery/postgres-store.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import { credentialsOf, openConnection } from '../../bridge-server/src/shops/connection.ts';
import { ensureIdentity, identitySecret, showIdentity } from '../../bridge-server/src/shops/identity.ts';
import { isRightKey } from '../../bridge-server/src/shops/key-check.ts';
import { rotateKey } from '../../bridge-server/src/shops/rotation.ts';
import { createSealer, sealingKeyIdOf, sealedWith, type Sealer } from '../../bridge-server/src/shops/sealing.ts';
import { keysFromSettings, type SealingKeys } from '../../bridge-server/src/shops/sealing-keys.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantShop } from '../setup/plant.ts';
import { everydayRules } from '../setup/rules.ts';
import { summaries } from '../setup/summaries.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld } from '../setup/world.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];

/** A database with so many connections, sealed with the first key, which is in charge. */
async function sealedDatabase(count: number) {
  const database = await freshDatabase();
  const shop = await plantShop(database);
  const sealer = createSealer(first);
  expect(await isRightKey(database.knex, sealer)).toBe(true);
  const add = (with_: Sealer, account: string, knex = database.knex) =>
    addConnection(knex, with_, {
      shopId: shop,
      system: 'poweroffice',
      account,
      accountName: account,
      longestKey: 50,
      rules: everydayRules(),
      settings: {},
      credentials: { clientKey: account },
    });
  const ids: string[] = [];
  for (let made = 0; made < count; made++) ids.push((await add(sealer, `a${made}`)).id);
  const rows = () =>
    database
      .knex('connections')
      .select<{ shop_id: string; id: string; account: string; credentials: string }[]>('*')
      .orderBy('account');
  const keysUsed = async () => [...new Set((await rows()).map(({ credentials }) => sealedWith(credentials)))];
  /** Whether a process with this sealer reads every secret. */
  const allOpen = async (with_: Sealer, pool = database.pool) =>
    (await Promise.all((await rows()).map(({ id }) => openConnection(pool, with_, shop, id)))).map(
      (opened) => opened?.credentials,
    );
  const expected = async () => (await rows()).map(({ account }) => ({ clientKey: account }));
  return { database, shop, sealer, ids, add, rows, keysUsed, allOpen, expected };
}

describe('a rotation of the sealing key', () => {
  it('lets every process with both keys read and add secrets at any moment', async () => {
    const { database, add, keysUsed, allOpen, expected } = await sealedDatabase(8);
    // Some were restarted with the new key in front, one still has it behind.
    const processes = [
      keysFromSettings(second, [first]),
      keysFromSettings(second, [first]),
      keysFromSettings(first, [second]),
    ].map((keys) => ({ sealer: createSealer(keys), own: openDatabase(database.url) }));
    let over = false;
    const added: string[] = [];
    const working = processes.map(async ({ sealer, own }, place) => {
      for (let turn = 0; !over || turn < 3; turn++) {
        added.push((await add(sealer, `b${place}-${turn}`, own.knex)).id);
        expect(await allOpen(sealer, own.pool)).not.toContain(undefined);
      }
    });
    const rotated = await rotateKey(database.knex, createSealer(keysFromSettings(second, [first])));
    over = true;
    await Promise.all(working);
    await Promise.all(processes.map(({ own }) => own.close()));
    expect(rotated).toMatchObject({ ok: true, value: { keyId: await sealingKeyIdOf(second), left: [] } });
    // Whoever added meanwhile, and whichever key was its own: nothing needs the former key any more.
    expect(await keysUsed()).toEqual([await sealingKeyIdOf(second)]);
    expect(added.length).toBeGreaterThan(8);
    const alone = createSealer(second);
    expect(await isRightKey(database.knex, alone)).toBe(true);
    expect(await allOpen(alone)).toEqual(await expected());
    expect(await isRightKey(database.knex, createSealer(first))).toBe(false);
    await database.close();
  });

  it('leaves every secret readable when it is interrupted, and is completed by the next rotation', async () => {
    const { database, keysUsed, allOpen, expected } = await sealedDatabase(5);
    const both = createSealer(keysFromSettings(second, [first]));
    let sealed = 0;
    const breaking: Sealer = {
      ...both,
      seal: async (...secret) => {
        if (++sealed > 3) throw new Error('the process ends here');
        return both.seal(...secret);
      },
    };
    await expect(rotateKey(database.knex, breaking)).rejects.toThrow('ends here');
    expect((await keysUsed()).toSorted()).toEqual(
      [await sealingKeyIdOf(first), await sealingKeyIdOf(second)].toSorted(),
    );
    expect(await allOpen(both)).toEqual(await expected());
    // Without the former key nobody starts, and nothing is lost by trying.
    expect(await isRightKey(database.knex, createSealer(second))).toBe(false);
    expect(await rotateKey(database.knex, both)).toMatchObject({ ok: true, value: { sealedAnew: 2, left: [] } });
    expect(await allOpen(createSealer(second))).toEqual(await expected());
    expect(await rotateKey(database.knex, both)).toMatchObject({
      ok: false,
      error: { code: 'key.not_new' },
    });
    await database.close();
  });

  it('does not overwrite credentials that are changed at the same moment', async () => {
    const {
      database,
      shop,
      ids: [id = ''],
      allOpen,
    } = await sealedDatabase(1);
    const both = createSealer(keysFromSettings(second, [first]));
    let changed = false;
    const changing: Sealer = {
      ...both,
      async open(sealed, of) {
        const read = await both.open(sealed, of);
        if (changed) return read;
        changed = true;
        await database
          .knex('connections')
          .where({ id, credentials: sealed })
          .update({
            credentials: await both.seal({ clientKey: 'newer' }, credentialsOf(shop, id), await sealingKeyIdOf(first)),
          });
        return read;
      },
    };
    const rotated = await rotateKey(database.knex, changing);
    expect(rotated).toMatchObject({ ok: true, value: { sealedAnew: 1 } });
    expect(await allOpen(createSealer(second))).toEqual([{ clientKey: 'newer' }]);
    await database.close();
  });

  it('names secrets that it cannot open, leaves them as they are, and seals the rest anew', async () => {
    const { database, shop, rows } = await sealedDatabase(3);
    const [one, two] = await rows();
    // Two rows swapped, and one sealed with a key that nobody gave.
    await database.knex('connections').where({ id: one?.id }).update({ credentials: two?.credentials });
    const odd = await plantConnection(database, shop, { account: 'odd' });
    await database
      .knex('connections')
      .where({ id: odd })
      .update({ credentials: await createSealer(randomBytes(32)).seal('x', credentialsOf(shop, odd), null) });
    const before = await rows();
    const rotated = await rotateKey(database.knex, createSealer(keysFromSettings(second, [first])));
    expect(rotated).toMatchObject({ ok: true, value: { sealedAnew: 2 } });
    expect(rotated.ok && rotated.value.left.map(({ connection, code }) => [connection, code]).toSorted()).toEqual(
      [
        [one?.id, 'secret.unreadable'],
        [odd, 'key.missing'],
      ].toSorted(),
    );
    for (const id of [one?.id, odd])
      expect((await rows()).find((row) => row.id === id)).toEqual(before.find((row) => row.id === id));
    await database.close();
  });

  it("seals the bridge's own signing key anew, which signs on without the former key", async () => {
    const { database, sealer } = await sealedDatabase(1);
    const asked = { publicUrl: 'https://kontor.example', nonce: 'n'.repeat(16), now: Date.now() };
    const before = await showIdentity(database.knex, sealer, asked);
    const rotated = await rotateKey(database.knex, createSealer(keysFromSettings(second, [first])));
    expect(rotated).toMatchObject({ ok: true, value: { sealedAnew: 2, left: [] } });
    // Ed25519 signs the same in the same way, so that the same answer shows the same key.
    expect(await showIdentity(database.knex, createSealer(second), asked)).toEqual(before);
    await expect(showIdentity(database.knex, createSealer(first), asked)).rejects.toMatchObject({
      reason: { code: 'key.missing', case: 'identity' },
    });
    await database.close();
  });

  it("names the bridge's own signing key where it cannot open it, and goes on with the rest", async () => {
    const { database, sealer } = await sealedDatabase(1);
    await ensureIdentity(database.knex, sealer);
    const spoilt = await createSealer(first).seal({}, { ...identitySecret, field: 'another' }, null);
    await database.knex('identity').update({ private_jwk: spoilt });
    const rotated = await rotateKey(database.knex, createSealer(keysFromSettings(second, [first])));
    expect(rotated).toMatchObject({
      ok: true,
      value: { sealedAnew: 1, left: [{ shop: null, connection: null, code: 'secret.unreadable' }] },
    });
    expect(await database.knex('identity').first('private_jwk')).toEqual({ private_jwk: spoilt });
    await database.close();
  });

  it('runs once at a time, and makes its own key where the data folder holds them', async () => {
    const { database, allOpen, expected, sealer } = await sealedDatabase(3);
    let kept = [first];
    const folder: SealingKeys = {
      read: async () => kept,
      make: async () => {
        kept = [randomBytes(32), ...kept];
      },
    };
    const running = createSealer({ ...folder, make: null });
    expect(await allOpen(running)).toEqual(await expected());
    const both = await Promise.all([
      rotateKey(database.knex, createSealer(folder)),
      rotateKey(database.knex, createSealer(folder)),
    ]);
    const codes = both.map((rotated) => (rotated.ok ? 'rotated' : rotated.error.code)).toSorted();
    // The second one was refused, or came after the first and rotated again: either way each key was in charge once.
    expect([
      ['key.rotating', 'rotated'],
      ['rotated', 'rotated'],
    ]).toContainEqual(codes);
    expect(kept).toHaveLength(1 + codes.filter((code) => code === 'rotated').length);
    expect(await allOpen(running)).toEqual(await expected());
    await expect(allOpen(sealer)).rejects.toMatchObject({ reason: { code: 'key.missing' } });
    await database.close();
  });

  it('is refused while another rotation runs', async () => {
    const { database } = await sealedDatabase(1);
    await database.knex.transaction(async (held) => {
      await held.raw(`select pg_advisory_xact_lock(${advisoryLocks.sealingRotation})`);
      expect(await rotateKey(database.knex, createSealer(keysFromSettings(second, [first])))).toMatchObject({
        ok: false,
        error: { code: 'key.rotating' },
      });
    });
    await database.close();
  });
});

describe('a process without the key of a secret', () => {
  it('puts its orders off with the reason, and another process with the key sends them', async () => {
    const world = await openWorld();
    await rotateKey(
      world.database.knex,
      createSealer({ read: async () => [second, ...(await keysOf(world))], make: null }),
    );
    await world.sendOrder(1, simpleOrder(61));
    const [claimed] = await claim(world.database.pool, 1, timingOf(world.mirror(), null), world.mirror().log);
    if (!claimed) throw new Error('nothing was claimed');
    await deliver(world.mirror(), claimed, () => false);
    const [transfer] = await world.transfers();
    expect(transfer).toMatchObject({
      state: 'waiting',
      reason: 'retry.key_missing',
      detail: { why: { code: 'key.missing', values: { key: await sealingKeyIdOf(second) } } },
    });
    expect(world.sandbox.control.state().orders).toEqual([]);

    const sealer = createSealer(second);
    const other = { ...world.mirror(), store: createDeliveryStore(world.database.pool, sealer) };
    await world.database.knex('transfers').update({ due_at: world.database.knex.fn.now() });
    const [again] = await claim(world.database.pool, 1, timingOf(other, null), other.log);
    if (!again) throw new Error('nothing was claimed again');
    await deliver(other, again, () => false);
    expect((await world.transfers()).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
      { state: 'done', attempts: 0 },
    ]);
    expect(world.sandbox.control.state().orders).toHaveLength(1);
    await world.close();
  });

  it('holds a connection back whose secret was swapped, until it is added again', async () => {
    const world = await openWorld();
    const other = await world.addShop(world.sandbox.keys.clientKey);
    const stolen = await world.database
      .knex('connections')
      .where({ id: other.connection.id })
      .first<{ credentials: string }>('credentials');
    await world.database
      .knex('connections')
      .where({ id: world.connection.id })
      .update({ credentials: stolen.credentials });
    await world.sendOrder(1, simpleOrder(61));
    const [claimed] = await claim(world.database.pool, 1, timingOf(world.mirror(), null), world.mirror().log);
    if (!claimed) throw new Error('nothing was claimed');
    await deliver(world.mirror(), claimed, () => false);
    expect(summaries(await world.transfers(), 'state', 'reason')).toEqual(['waiting held.secret_unreadable']);
    await expect(connect(world.mirror(), world.shop, world.connection.id)).rejects.toMatchObject({
      reason: { code: 'secret.unreadable' },
    });
    expect(world.sandbox.control.state().orders).toEqual([]);
    await world.connect();
    expect(await world.settled('state')).toEqual(['done']);
    await world.close();
  });
});

/** The key that a test world seals with. */
const keysOf = async (world: { environment(): Record<string, string> }) => [
  Buffer.from(world.environment()['KONTOR_KEY'] ?? '', 'base64'),
];
