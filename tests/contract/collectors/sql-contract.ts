import { openCollectingBench, type CollectingBench } from '../../kit/collecting-bench.ts';
import type { World } from '../../setup/world.ts';
import type { SqlOffice } from './sql-office.ts';

/** How one kind of database is put through the contract. */
export interface DatabaseUnderTest {
  title: string;
  open(world: World): Promise<SqlOffice>;
  /** Statements that make the view `office.writing`, which the role may read and which writes when it is read. */
  writingView: readonly string[];
  /** Statements that make the table `office.secret`, which the role may not read. */
  secret: readonly string[];
  /** MariaDB does not say to a role whether there is a view that the role may not read. */
  unknownView: 'held.view_unknown' | 'held.not_readable';
  /** The names of these in the settings. */
  names: { writing: string; secret: string };
  /** Lets the role of the connection write. */
  letWrite: string;
}

const row = (sku: string, stock = '1') => ({ sku, name: `Article ${sku}`, stock });

/** What must hold for every kind of database that articles are read from, besides the contract of all collectors. */
export function sqlContract(under: DatabaseUnderTest): void {
  describe(`${under.title} as an office's database`, () => {
    let office: SqlOffice;
    let bench: CollectingBench;
    beforeEach(async () => {
      bench = await openCollectingBench(async (world) => (office = await under.open(world)));
    });
    afterEach(() => bench.close());
    const skus = async () => (await bench.articles()).map((article) => article.split(' ')[0]).sort();
    const codeOf = async (settings: Record<string, unknown>, credentials?: unknown) => {
      const report = await bench.report(settings, credentials);
      return report.ok ? 'ok' : report.code;
    };

    it('says in a test of the connection what is wrong', async () => {
      for (const statement of under.secret) await office.run(statement);
      expect(await codeOf({})).toBe('ok');
      expect(await codeOf({ host: 'db.example' })).toBe('held.host_not_allowed');
      expect(await codeOf({ host: '' })).toBe('held.host_not_allowed');
      expect(await codeOf({ database: 'no_such' })).toBe('held.database_unknown');
      expect(await codeOf({ view: 'no_such' })).toBe(under.unknownView);
      expect(await codeOf({ view: under.names.secret })).toBe('held.not_readable');
      expect(await codeOf({ stockColumn: 'Bestand' })).toBe('held.column_unknown');
      expect(await codeOf({ changedColumn: 'Stand' })).toBe('held.column_unknown');
      expect(await codeOf({ tls: true })).toBe('held.no_tls');
      expect(await codeOf({}, { user: 'nobody', password: 'x' })).toBe('held.role_refused');
    });

    it('is never written to: a view that writes when it is read is refused', async () => {
      await office.hold([row('A')]);
      for (const statement of under.writingView) await office.run(statement);
      const only = { skuColumn: 'sku', nameColumn: '', stockColumn: '', changedColumn: '' };
      expect(await codeOf({ view: under.names.writing, ...only })).toBe('held.view_writes');
      await bench.collect();
      expect(await skus()).toEqual(['A']);
    });

    it('is read with a warning by a role that may write', async () => {
      const notes = async () => {
        const report = await bench.report({});
        return report.ok ? report.notes.map(({ word }) => word) : [];
      };
      expect(await notes()).toEqual([]);
      await office.run(under.letWrite);
      expect(await notes()).toEqual(['check.may_write']);
    });

    it('loses no row at the end of a page, though it holds two keys for equal', async () => {
      const rows = ['aa', 'bb', 'CC', 'cc', 'Cc', 'dd', 'DD', 'ee'].map((sku) => row(sku));
      await office.hold(rows);
      await bench.collect();
      expect(await skus()).toEqual(rows.map(({ sku }) => sku).sort());
    });

    it('is read in the order of a number, and an article stays the same when its SKU changes', async () => {
      await bench.changeSettings({ idColumn: 'id' });
      await office.hold(Array.from({ length: 12 }, (_, index) => row(`N${index}`)));
      await bench.collect();
      expect(await skus()).toHaveLength(12);
      await office.run(`update office.stock set number = 'NEW', changed = current_timestamp where number = 'N11'`);
      await bench.collect();
      expect(await bench.run()).toMatchObject({ reads: 'changes', changed: 1 });
      expect(await skus()).toContain('NEW');
    });

    it('is not read where the column of the key tells nothing apart, and the run says so', async () => {
      await office.hold(Array.from({ length: 9 }, (_, index) => ({ ...row('SAME'), name: `Article ${index}` })));
      await bench.collect(10);
      const { state, problem } = await bench.run();
      expect({ state, code: problem?.code }).toEqual({ state: 'running', code: 'held.key_repeated' });
    });

    it('names the rows that have no key', async () => {
      await office.hold([row('A'), row('B'), row('C'), row('D')]);
      await office.run(`update office.stock set number = null where number = 'B'`);
      await bench.collect();
      expect(await skus()).toEqual(['A', 'C', 'D']);
      expect((await bench.run()).refusals).toMatchObject([{ name: 'Article B', why: { word: 'articles.no_code' } }]);
    });

    it('is not read at all while its last change is the same', async () => {
      await office.hold([row('A'), row('B')]);
      await bench.collect();
      await bench.collect();
      expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'done', read: 0 });
    });

    it('is read again by other settings although nothing changed', async () => {
      await office.hold([row('A', '1')]);
      await bench.collect();
      await bench.changeSettings({ stockColumn: 'id' });
      await office.run('update office.stock set id = 77');
      await bench.collect();
      expect(await bench.articles()).toEqual(['A Article A 77']);
    });

    it('is read whole each time without a column of changes, so that a row that is gone is gone at once', async () => {
      await bench.changeSettings({ changedColumn: '' });
      await office.hold([row('A'), row('B'), row('C'), row('D')]);
      await bench.collect();
      await office.hold([row('A'), row('C'), row('D', '2')]);
      await bench.collect();
      expect(await bench.run()).toMatchObject({ reads: 'changes', changed: 2 });
      expect(await skus()).toEqual(['A', 'C', 'D']);
    });
  });
}
