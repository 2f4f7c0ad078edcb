import { fireEvent, waitFor, within } from '@testing-library/react';
import { refusedWith, show, type Answers } from '../testing/show.tsx';
import type { ArticleRun, OfficeArticle, ShopProduct } from './answers.ts';
import Articles from './articles.tsx';

const article = (sku: string, stock: string, more: Partial<OfficeArticle> = {}): OfficeArticle => ({
  connection: 'c1',
  id: sku,
  sku,
  name: `Name of ${sku}`,
  gtin: null,
  stock,
  available: stock,
  gone: false,
  asOf: '2026-11-27T10:00:00.000Z',
  ...more,
});
const product = (sku: string, stock: number): ShopProduct => ({
  sku,
  id: 5,
  edit: `/wp-admin/post.php?post=5&action=edit&of=${sku}`,
  stock,
  counts: 'own',
  backorders: false,
  unseen: 0,
});
const run = (id: number, more: Partial<ArticleRun> = {}): ArticleRun => ({
  id,
  connection: 'c1',
  reads: 'all',
  state: 'done',
  read: 3,
  changed: 3,
  refused: 0,
  refusals: [],
  problem: null,
  begun: '2026-11-27T10:00:00.000Z',
  ended: '2026-11-27T10:01:00.000Z',
  ...more,
});
/** The bridge's list of runs, which it filters by what they read. */
const listed =
  (...runs: readonly ArticleRun[]) =>
  (_: unknown, { reads }: Readonly<Record<string, unknown>>) => ({
    runs: runs.filter((one) => one.reads === reads),
  });

const overview = {
  connections: [{ id: 'c1', system: 'poweroffice', label: 'PowerOffice Go', account: 'Nordlys AS' }],
};
const filled: Answers = {
  'GET /overview': overview,
  'GET /views/articles/runs': listed(run(1)),
  'GET /views/articles': { next: null, articles: [article('A', '12'), article('B', '3.5'), article('C', '7')] },
  'own products': { products: [product('A', 12), product('C', 50)] },
};
const skusShown = (shown: ReturnType<typeof show>) =>
  within(shown.getByRole('table'))
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);

describe('the articles', () => {
  it('show what the office says beside what the shop says, differences first', async () => {
    const shown = show(<Articles />, { answers: filled });
    await shown.findByText('The shop has 43 more');
    expect(skusShown(shown)).toEqual(['CName of C', 'BName of B', 'AName of A']);
    const [, differing, missing] = within(shown.getByRole('table')).getAllByRole('row');
    expect(differing?.textContent).toMatch(/PowerOffice Go.*7750/);
    expect(missing?.textContent).toMatch(/3\.53\.5–Not in the shop/);
    expect(shown.getByText('C').getAttribute('href')).toContain('post.php?post=5');
    expect(shown.getByText('3 articles were compared. Differences come first.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'own products')?.body).toEqual({ skus: ['A', 'B', 'C'] });
    expect(await shown.violations()).toEqual([]);
  });

  it('have pages, say that each is sorted by itself, and ask for what its first and last SKU may lack', async () => {
    const pages: Answers = {
      ...filled,
      'GET /views/articles': (_: unknown, { sku, after }: Readonly<Record<string, unknown>>) => {
        if (sku) return { next: null, articles: [article('B', '1'), article('B', '2', { id: 'other' })] };
        return after
          ? { next: null, articles: [article('B', '2', { id: 'other' })] }
          : { next: 'page-2', articles: [article('A', '12'), article('B', '1')] };
      },
      'own products': { products: [product('A', 12), product('B', 3)] },
    };
    const shown = show(<Articles />, { answers: pages });
    expect(await shown.findByText(/Differences come first on this page\. The pages go by SKU\./)).toBeTruthy();
    expect(shown.getByText('3 with all of this SKU')).toBeTruthy();
    expect(shown.getAllByText('The same')).toHaveLength(2);
    fireEvent.click(shown.getByText('Next page'));
    expect(await shown.findByText('1 article was compared.', { exact: false })).toBeTruthy();
    expect(shown.place().params).toEqual({ after: 'page-2' });
    expect(shown.getByText('3 with all of this SKU')).toBeTruthy();
    const asked = shown.asked.flatMap(({ what, query }) => (what === 'GET /views/articles' ? [query['sku']] : []));
    expect(asked).toEqual([undefined, ['B'], undefined, ['B']]);
    fireEvent.click(shown.getByText('First page'));
    await waitFor(() => expect(shown.place().params).toEqual({}));
  });

  it('with one kind of comparison are searched portion by portion', async () => {
    const portions: Answers = {
      ...filled,
      'GET /views/articles': (_: unknown, { sku, after }: Readonly<Record<string, unknown>>) => {
        if (sku) return { next: null, articles: [] };
        const at = Number(after ?? 0);
        return { next: at === 6 ? null : String(at + 1), articles: [article(`S${at}`, '1')] };
      },
      'own products': (body: { skus: string[] }) => ({
        products: body.skus.map((sku) => product(sku, sku === 'S3' ? 9 : 1)),
      }),
    };
    const shown = show(<Articles />, { answers: portions, at: '?tab=articles&comparison=differs' });
    await shown.findByText('The shop has 8 more');
    expect(skusShown(shown)).toEqual(['S3Name of S3']);
    expect(shown.getByText('5 articles were compared.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'GET /views/articles')?.query['limit']).toBe('500');
    fireEvent.click(shown.getByText('Next page'));
    expect(await shown.findByText('No article matches these filters.')).toBeTruthy();
    expect(shown.place().params).toEqual({ comparison: 'differs', after: '5' });
  });

  it('are searched at the bridge, and compared with all that have their SKUs', async () => {
    const shown = show(<Articles />, { answers: filled });
    fireEvent.change(await shown.findByLabelText('SKU, name or GTIN'), { target: { value: 'lens' } });
    fireEvent.click(shown.getByRole('button', { name: 'Search' }));
    expect(shown.place().params).toEqual({ search: 'lens' });
    expect(await shown.findByRole('button', { name: 'Remove the filter lens' })).toBeTruthy();
    await waitFor(() =>
      expect(
        shown.asked
          .filter(({ what }) => what === 'GET /views/articles')
          .map(({ query }) => query['search'] ?? query['sku']),
      ).toEqual([undefined, 'lens', ['A', 'B', 'C']]),
    );
  });

  it('stay in sight if the shop does not answer', async () => {
    const shown = show(<Articles />, { answers: { ...filled, 'own products': refusedWith('shop.no_answer') } });
    expect(await shown.findByText('shop.no_answer c1')).toBeTruthy();
    expect(shown.getAllByText('Not known')).toHaveLength(3);
    expect(shown.queryByText(/were compared/)).toBeNull();
    expect(await shown.violations()).toEqual([]);
  });

  it('say why the bridge does not answer, and are asked for again', async () => {
    let times = 0;
    const answers = {
      ...filled,
      'GET /views/articles': () => (++times === 1 ? refusedWith('bridge.slow') : { next: null, articles: [] }),
    };
    const shown = show(<Articles />, { answers });
    fireEvent.click(await shown.findByText('Try again'));
    expect(await shown.findByText(/No office has told of an article so far/)).toBeTruthy();
  });

  it.each([
    ['admin', 'Choose your system'],
    ['orders', 'Ask whoever manages the shop to do that.'],
  ] as const)('explain what to connect if there are none: %s', async (may, words) => {
    const answers = {
      'GET /overview': { connections: [] },
      'GET /views/articles/runs': { runs: [] },
      'GET /views/articles': { next: null, articles: [] },
    };
    const shown = show(<Articles />, { answers, may });
    expect(await shown.findByText(/connect a system that tells of its articles/)).toBeTruthy();
    expect(shown.getByText(words)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });
});

describe('the reading of the articles', () => {
  const refusals = [{ id: '9', name: 'Fitting', why: 'It has no code.' }];

  it('says when the office was last read, and what the last run over everything has refused', async () => {
    const runs = listed(
      run(3, { reads: 'changes', ended: '2026-11-27T11:30:00.000Z' }),
      run(2, { refused: 2, refusals }),
      run(1, { refused: 7 }),
    );
    const shown = show(<Articles />, { answers: { ...filled, 'GET /views/articles/runs': runs } });
    expect((await shown.findByText('2 articles were refused')).closest('li')?.textContent).toMatch(
      /PowerOffice Go.*Last read:.*12:30.*Fitting: It has no code\.and 1 more/,
    );
    expect(await shown.violations()).toEqual([]);
  });

  it('shows how far the first run is, and why it does not go on', async () => {
    const problem = { code: 'held.x', title: 'The key is refused', cause: 'It is.', remedy: 'Enter it.' };
    const runs = listed(run(1, { state: 'running', read: 2000, ended: null, problem }));
    const shown = show(<Articles />, { answers: { ...filled, 'GET /views/articles/runs': runs } });
    const line = (await shown.findByText(/Reading now, 2,000 articles so far/)).closest('li');
    expect(line?.textContent).toMatch(/Read for the first time.*The key is refused/);
  });

  it('leads to the task if a run is held', async () => {
    const problem = { code: 'articles.missing', title: 'Many articles are missing', cause: '', remedy: '' };
    const shown = show(<Articles />, {
      answers: { ...filled, 'GET /views/articles/runs': listed(run(1, { state: 'held', problem })) },
    });
    expect((await shown.findByText('Decide')).getAttribute('href')).toBe('?page=kontor&tab=orders&tasks=open');
    expect(shown.getByText(/Many articles are missing/)).toBeTruthy();
  });

  it('is done again when an admin asks for it, after which the list is loaded again', async () => {
    let runs = [run(1)];
    const answers = {
      ...filled,
      'GET /views/articles/runs': (_: unknown, query: Readonly<Record<string, unknown>>) => listed(...runs)(_, query),
      'POST /views/articles/refresh': () => {
        runs = [run(2), run(1)];
        return { connections: [{ connection: 'c1' }] };
      },
    };
    const shown = show(<Articles />, { answers });
    await shown.findByRole('table');
    fireEvent.click(await shown.findByText('Read everything again'));
    await waitFor(() => expect(shown.asked.filter(({ what }) => what === 'GET /views/articles')).toHaveLength(2));
    expect(shown.asked.find(({ what }) => what === 'POST /views/articles/refresh')?.body).toEqual({});
  });

  it('says that it begins, and shows why the bridge refuses it', async () => {
    let times = 0;
    const refresh = () => (++times === 1 ? refusedWith('articles.none_told') : { connections: [] });
    const shown = show(<Articles />, { answers: { ...filled, 'POST /views/articles/refresh': refresh } });
    fireEvent.click(await shown.findByText('Read everything again'));
    expect(await shown.findByText('articles.none_told c1')).toBeTruthy();
    fireEvent.click(shown.getByText('Read everything again'));
    expect(await shown.findByText('Everything is read again. That begins within seconds.')).toBeTruthy();
    expect(shown.queryByText('articles.none_told c1')).toBeNull();
  });

  it('can be asked for by an admin only', async () => {
    const shown = show(<Articles />, { answers: filled, may: 'orders' });
    await shown.findByText('Last read:', { exact: false });
    expect(shown.queryByText('Read everything again')).toBeNull();
  });
});
