import type { OfficeArticle, ShopProduct } from './answers.ts';
import { compareAll } from './compare.ts';

const article = (sku: string, available: string | null, more: Partial<OfficeArticle> = {}): OfficeArticle => ({
  connection: 'c1',
  id: sku,
  sku,
  name: `Name of ${sku}`,
  gtin: null,
  stock: available,
  available,
  gone: false,
  asOf: '2026-11-29T12:00:00.000Z',
  ...more,
});
const product = (sku: string, stock: number | null, more: Partial<ShopProduct> = {}): ShopProduct => ({
  sku,
  id: 5,
  edit: null,
  stock,
  counts: stock === null ? 'none' : 'own',
  backorders: false,
  unseen: 0,
  ...more,
});
const compareOne = (office: OfficeArticle, shop: ShopProduct | null) => {
  const [row] = compareAll([office], [office], shop ? [shop] : []);
  return row && { comparison: row.comparison, more: row.more };
};

describe('an article of an office', () => {
  it.each([
    ['the shop has the same number', article('A', '12'), product('A', 12), 'same', 0],
    ['the shop has more', article('A', '12'), product('A', 50), 'differs', 38],
    ['the shop has less', article('A', '12'), product('A', 2), 'differs', -10],
    ['the office has part of a piece, which is not sold', article('A', '12.9'), product('A', 12), 'same', 0],
    ['the office owes some, and the shop has none', article('A', '-2.5'), product('A', 0), 'same', 0],
    [
      'the office owes some, and the shop takes backorders',
      article('A', '-2.5'),
      product('A', -3, { backorders: true }),
      'same',
      0,
    ],
    [
      'the shop has sold two in an order that the bridge has not got',
      article('A', '12'),
      product('A', 10, { unseen: 2 }),
      'same',
      0,
    ],
    [
      'the office says what it has, and not what is free',
      article('A', null, { stock: '7' }),
      product('A', 7),
      'same',
      0,
    ],
    ['the office says nothing of its stock', article('A', null), product('A', 12), 'not_told', 0],
    ['WooCommerce does not count it', article('A', '12'), product('A', null), 'not_counted', 0],
    [
      'WooCommerce counts it together with other variations',
      article('A', '12'),
      product('A', 40, { counts: 'parent' }),
      'not_counted',
      0,
    ],
    ['no product has its SKU', article('A', '12'), product('a', 12), 'missing', 0],
  ])('is compared: %s', (_title, office, shop, comparison, more) => {
    expect(compareOne(office, shop)).toEqual({ comparison, more });
  });

  it('is not compared if the shop does not answer', () => {
    const [row] = compareAll([article('A', '1')], [article('A', '1')], null);
    expect(row?.comparison).toBe('not_read');
  });

  it('is compared together with others that have its SKU, though they are not shown', () => {
    const shown = article('A', '0.1');
    const other = article('A', '11.9', { connection: 'c2' });
    const [row] = compareAll([shown], [shown, other], [product('A', 12)]);
    expect(row).toMatchObject({ comparison: 'same', together: '12' });
  });

  it('is not compared if another with its SKU has no number', () => {
    const [first, second] = [article('A', '5'), article('A', null, { id: 'other' })];
    const rows = compareAll([first, second], [first, second], [product('A', 5)]);
    expect(rows.map(({ comparison, together }) => ({ comparison, together }))).toEqual([
      { comparison: 'not_told', together: null },
      { comparison: 'not_told', together: null },
    ]);
  });
});

it('differences come first, then what the shop lacks; articles of one kind keep their order', () => {
  const articles = ['A', 'B', 'C', 'D', 'E', 'F'].map((sku) => article(sku, '1'));
  const rows = compareAll(articles, articles, [
    product('A', 1),
    product('C', 9),
    product('D', null),
    product('E', 1),
    product('F', 0),
  ]);
  expect(rows.map((row) => `${row.article.sku} ${row.comparison}`)).toEqual([
    'C differs',
    'F differs',
    'B missing',
    'D not_counted',
    'A same',
    'E same',
  ]);
});
