import { freshDatabase } from '../../../tests/setup/database.ts';
import { RefusedCommand } from './output.ts';
import { withShop } from './shop.ts';
import { speaker } from '../../../tests/setup/telling.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

const transfers = { path: '/v1/shops/{shop}/transfers', command: 'transfers' };
const shopKeys = { path: '/v1/shops/{shop}/keys', command: 'shop keys', positional: ['shop'] };
const addShops = (...ids: string[]) =>
  database.knex('shops').insert(ids.map((id) => ({ id, name: `Shop ${id}`, url: 'https://shop.example' })));
const refusalOf = async (...request: Parameters<typeof withShop>) => {
  const fault: unknown = await withShop(...request).catch((thrown: unknown) => thrown);
  if (!(fault instanceof RefusedCommand)) throw new Error('the command was not refused');
  const [why] = fault.reasons;
  if (!why) throw new Error('the command was refused without a reason');
  return { ...speaker.told(why), code: why.code, exitCode: fault.exitCode };
};

describe('a command without --shop', () => {
  it('is about the only shop of the bridge; an archived shop does not count', async () => {
    await addShops('s1', 's2');
    await database.knex('shops').where({ id: 's2' }).update({ archived_at: new Date() });
    expect(await withShop(transfers, database.knex, { state: 'done' })).toEqual({ state: 'done', shop: 's1' });
  });

  it('is refused when the bridge has several shops, and the refusal names them', async () => {
    await addShops('s1', 's2');
    expect(await refusalOf(transfers, database.knex, {})).toMatchObject({
      code: 'shop.unclear',
      cause: 'The bridge has 2 shops: s1 (Shop s1), s2 (Shop s2).',
      remedy: 'Name one of them with: --shop s1.',
      exitCode: 2,
    });
    expect(await refusalOf(shopKeys, database.knex, {})).toMatchObject({
      remedy: 'Name one of them: kontor shop keys s1.',
    });
  });

  it('is refused when the bridge has no shop', async () => {
    expect(await refusalOf(transfers, database.knex, {})).toMatchObject({ code: 'shop.none', exitCode: 4 });
  });

  it('stays unchanged when it names a shop, or needs none', async () => {
    await addShops('s1', 's2');
    expect(await withShop(transfers, database.knex, { shop: 's2' })).toEqual({ shop: 's2' });
    expect(await withShop({ path: '/v1/shops', command: 'shop list' }, database.knex, {})).toEqual({});
  });
});
