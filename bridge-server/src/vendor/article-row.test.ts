import { articlesIn, longestField, quantityOf } from './article-row.ts';

describe('a quantity', () => {
  it.each([
    ['12', 'point', '12'],
    ['-0.50', 'point', '-0.50'],
    ['1,234,567.125', 'point', '1234567.125'],
    ["1'234.5", 'point', '1234.5'],
    ['1e3', 'point', '1e3'],
    ['1.234,5', 'comma', '1234.5'],
    ['1\u00a0234,5', 'comma', '1234.5'],
    ['1.234', 'comma', '1234'],
    ['0,5', 'comma', '0.5'],
  ] as const)('%s with the decimal mark %s is %s', (text, mark, quantity) => {
    expect(quantityOf(text, mark)).toBe(quantity);
  });

  it.each([
    ['1.234,5', 'point'],
    ['1,23', 'point'],
    ['1.23', 'comma'],
    ['1,234.5', 'comma'],
    ['1.2.3', 'point'],
    ['1.2345,6', 'comma'],
    ['.5', 'point'],
    ['5 Stück', 'comma'],
    ['NaN', 'point'],
    ['--1', 'point'],
  ] as const)('is not read from %s with the decimal mark %s', (text, mark) => {
    expect(quantityOf(text, mark)).toBeUndefined();
  });

  it('is none where nothing is written', () => {
    expect(quantityOf('', 'point')).toBeNull();
  });
});

describe('a row', () => {
  const row = { sku: ' A-1 ', name: ' Lupe ', stock: '3' };

  it('becomes an article with what is mapped', () => {
    expect(articlesIn([{ ...row, id: '7', gtin: '', available: '2', archived: 'Ja' }], 'point')).toEqual({
      articles: [{ id: '7', sku: 'A-1', name: 'Lupe', gtin: null, stock: '3', available: '2', archived: true }],
      refused: [],
    });
  });

  it('has its SKU for id, and its whole stock available, where nothing else is mapped', () => {
    expect(articlesIn([row], 'point').articles).toMatchObject([
      { id: 'A-1', stock: '3', available: '3', archived: false },
    ]);
  });

  it.each([
    ['without a SKU', { ...row, sku: ' ' }, 'articles.no_code'],
    ['without its id', { ...row, id: null }, 'articles.no_id'],
    ['whose stock is no number', { ...row, stock: 'viele' }, 'articles.no_number'],
    ['that is perhaps out of use', { ...row, archived: 'perhaps' }, 'articles.no_switch'],
    ['with an endless name', { ...row, name: 'x'.repeat(longestField + 1) }, 'articles.too_long'],
  ])('%s is refused by name', (_, wrong, why) => {
    const { articles, refused } = articlesIn([wrong, { ...row, sku: 'B' }], 'point');
    expect(articles.map(({ sku }) => sku)).toEqual(['B']);
    expect(refused).toMatchObject([{ why: { word: why } }]);
    expect(refused[0]?.name.slice(0, 4)).toBe(wrong.name.trim().slice(0, 4));
  });

  it('is refused where another one has its id', () => {
    const { articles, refused } = articlesIn([row, { ...row, stock: '9' }], 'point');
    expect(articles).toMatchObject([{ stock: '3' }]);
    expect(refused).toMatchObject([{ id: 'A-1', why: { word: 'articles.twice' } }]);
  });
});
