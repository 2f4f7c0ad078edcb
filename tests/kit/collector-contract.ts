import { openCollectingBench, type CollectedOffice, type CollectingBench, type OfficeRow } from './collecting-bench.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

/** How one kind of office is put through the contract. */
export interface CollectorUnderTest {
  title: string;
  open(world: World): Promise<CollectedOffice>;
  /** Whether a run takes several pages of three rows; else it takes one. */
  hasPages: boolean;
  /** A quantity that the office can hold and that is no number; left out where it can hold none. */
  noQuantity?: string;
  /** Whether the office lets in only whoever has the right credentials. */
  asksForLogin: boolean;
  /** Whether orders become documents there. */
  takesDocuments: boolean;
}

const lens: OfficeRow = { sku: 'LUPE-3X', name: 'Lupe 3×', stock: '12.5' };
const lamp: OfficeRow = { sku: 'LAMPE', name: 'Lampe "Tag & Nacht"; 5 < 6', stock: '0' };
const shoe: OfficeRow = { sku: 'schuh', name: 'Schuh ß, Größe 42', stock: '1234567.125' };
const many: OfficeRow[] = Array.from({ length: 8 }, (_, index) => ({
  sku: `SKU-${index + 1}`,
  name: `Article ${index + 1}`,
  stock: String(index),
}));
const inWords = (rows: readonly OfficeRow[]) => rows.map(({ sku, name, stock }) => `${sku} ${name} ${stock}`).sort();

/** What must hold for everybody who collects articles, whatever office they come from. */
export function collectorContract(under: CollectorUnderTest): void {
  const { title, open, hasPages, noQuantity } = under;
  describe(`the articles of ${title}`, () => {
    let bench: CollectingBench;
    let office: CollectedOffice;
    beforeEach(async () => {
      bench = await openCollectingBench(open);
      ({ office } = bench);
    });
    afterEach(() => bench.close());
    const shown = async () => (await bench.articles()).sort();

    it('are read as the office has them, letter by letter', async () => {
      await office.hold([lens, lamp, shoe]);
      await bench.collect();
      expect(await shown()).toEqual(inWords([lens, lamp, shoe]));
      expect(await bench.run()).toMatchObject({ reads: 'all', state: 'done', changed: 3, refused: 0, problem: null });
    });

    it('do not change when nothing changed', async () => {
      await office.hold(many);
      await bench.collect();
      await bench.collect();
      expect(await bench.run()).toMatchObject({ reads: 'changes', state: 'done', changed: 0 });
      expect(await shown()).toEqual(inWords(many));
    });

    it('change as they do in the office: a new stock, a new article, and one that is gone', async () => {
      await office.hold([lens, lamp]);
      await bench.collect();
      await office.hold([{ ...lens, stock: '11' }, lamp, shoe]);
      await bench.collect();
      expect(await bench.run()).toMatchObject({ reads: 'changes', changed: 2 });
      expect(await shown()).toEqual(inWords([{ ...lens, stock: '11' }, lamp, shoe]));
      await office.hold([lamp, shoe]);
      await bench.readAllNext();
      await bench.collect();
      expect(await shown()).toEqual(inWords([lamp, shoe]));
    });

    it('are read even where others cannot be read, which are named with why', async () => {
      const nameless = { sku: '', name: 'Ohne Nummer', stock: '3' };
      const wrong = noQuantity === undefined ? [] : [{ ...lamp, stock: noQuantity }];
      await office.hold([lens, nameless, ...wrong, shoe]);
      await bench.collect();
      expect(await shown()).toEqual(inWords([lens, shoe]));
      const { refused, refusals, state } = await bench.run();
      expect({ refused, state }).toEqual({ refused: 1 + wrong.length, state: 'done' });
      expect(refusals.map(({ name, why }) => `${name}: ${why.word}`).sort()).toEqual(
        [...wrong.map(({ name }) => `${name}: articles.no_number`), 'Ohne Nummer: articles.no_code'].sort(),
      );
    });

    it('are all there although the process died after each page was read, before it was kept', async () => {
      await office.hold(many);
      let deaths = 0;
      do {
        await bench.dieAfterReading();
        deaths += 1;
        // Another process reads the same page.
        await bench.collect(1);
      } while ((await bench.run()).state === 'running');
      expect(deaths).toBeGreaterThanOrEqual(hasPages ? 3 : 1);
      expect(await shown()).toEqual(inWords(many));
      expect(await bench.run()).toMatchObject({ state: 'done', changed: 8 });
    });

    it('stay as they were when the office suddenly has none, and a person is asked', async () => {
      await office.hold(many);
      await bench.collect();
      await office.answerNothing();
      await bench.readAllNext();
      await bench.collect();
      expect(await bench.run()).toMatchObject({ state: 'held', changed: 0 });
      expect(await bench.openTasks()).toBe(1);
      expect(await shown()).toEqual(inWords(many));
    });

    it('stay as they were when an answer never ends, and the run says so', async () => {
      await office.hold(many);
      await bench.collect();
      await office.answerTooMuch();
      await bench.readAllNext();
      await bench.collect(20);
      expect((await bench.run()).state).toBe('running');
      expect(await bench.problem()).not.toBe('');
      expect(await shown()).toEqual(inWords(many));
    });

    if (under.asksForLogin)
      it('are not asked for with credentials that the office refuses, and the test says why', async () => {
        expect(await bench.check(office.credentials)).toBe('ok');
        const why = await bench.check(office.wrongCredentials);
        expect(why).not.toBe('ok');
        await office.hold(many);
        await bench.collect();
        await bench.useCredentials(office.wrongCredentials);
        await bench.collect();
        expect(await bench.problem()).toBe(why);
        expect(await shown()).toEqual(inWords(many));
      });

    if (!under.takesDocuments)
      it('belong to a system that no order goes to, and that has no function to switch on', async () => {
        const { system } = office;
        expect(system.functions).toEqual({});
        await bench.world.sendOrder(1, simpleOrder(1));
        expect((await bench.world.transfers()).map(({ system: to }) => to)).toEqual(['poweroffice']);
      });
  });
}
