import { createRemoteObjects } from '../../bridge-server/src/mirror/delivery/remote-objects.ts';
import { ensureSharedObject } from '../../bridge-server/src/mirror/delivery/shared-objects.ts';
import type { LookupOutcome, SharedStep } from '../../bridge-server/src/systems/contract.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantShop, plantedTiming } from '../setup/plant.ts';

const since = new Date('2026-11-22T01:00:00Z');

describe('a shared object after a restore', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let shopId: string;
  let connectionId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    shopId = await plantShop(database);
    connectionId = await plantConnection(database, shopId);
    await database.knex('bridge').insert({ key_check: 'of this test', restored_at: new Date(), restored_from: since });
  });
  afterAll(() => database.close());

  /** Ensures an object that the database does not know. Answers what was done for it, then its id or the outcome. */
  async function ensure(name: string, guard: 'refuses_duplicates' | 'exact_lookup', answer: LookupOutcome) {
    const step: SharedStep = {
      key: name,
      kind: 'vendor.product.create',
      does: 'shared',
      input: {},
      shared: { object: 'product', name },
    };
    const actions: string[] = [];
    const outcome = await ensureSharedObject(
      createRemoteObjects(database.pool),
      {
        shopId,
        system: 'vendor',
        account: 'a',
        connectionId,
        subjectKind: null,
        subjectId: null,
        id: null,
        correlationId: 'x',
      },
      step,
      { does: 'shared', guard },
      plantedTiming,
      {
        deadline: () => Date.now() + 20_000,
        lookup: async (_step, from) => {
          actions.push(`asked since ${from.toISOString()}`);
          return answer;
        },
        execute: async () => {
          actions.push('made');
          return { kind: 'done', result: { id: 'new' } };
        },
      },
    );
    return [...actions, outcome.kind === 'done' ? (outcome.result as { id: string }).id : outcome.kind];
  }
  const asked = `asked since ${since.toISOString()}`;

  it('is looked up before it is made, and used if it is there', async () => {
    expect(await ensure('there', 'exact_lookup', { kind: 'found', result: { id: 'old' } })).toEqual([asked, 'old']);
    expect(await ensure('there', 'exact_lookup', { kind: 'absent' })).toEqual(['old']);
    expect(await ensure('not there', 'exact_lookup', { kind: 'absent' })).toEqual([asked, 'made', 'new']);
  });

  it('is not made while the look-up is not answered, and is made at once if the vendor refuses duplicates', async () => {
    expect(await ensure('unknown', 'exact_lookup', { kind: 'unknown', code: 'doubt.timeout' })).toEqual([
      asked,
      'postponed',
    ]);
    expect(await ensure('unknown', 'exact_lookup', { kind: 'several', code: 'doubt.several' })).toEqual([
      asked,
      'refused',
    ]);
    expect(await ensure('guarded', 'refuses_duplicates', { kind: 'absent' })).toEqual(['made', 'new']);
  });
});
