import { readBody, simpleBody } from '../../../tests/setup/shop-bodies.ts';
import { longest } from './limits.ts';

const metaOf = (...entries: [key: string, value: unknown][]) =>
  readBody({ ...simpleBody(), meta_data: entries.map(([key, value], id) => ({ id, key, value })) }).meta;
const scan = 'https://shop.example/uploads/scan.pdf';
const back = 'https://shop.example/uploads/back.jpg';

describe("an order's meta data", () => {
  it('has the fields that a shop added to the checkout, and not what WooCommerce writes for itself', () => {
    expect(
      metaOf(
        ['_wc_other/praxis/insurer', 'TK'],
        ['_wc_billing/praxis/title', 'Dr.'],
        ['_wc_shipping/praxis/floor', '3'],
        ['_wc_acof_2', 'M1'],
        ['_wc_other/kontor/insurer-name', 'a copy'],
        ['_wc_order_attribution_referrer', 'https://search.example'],
        ['_wc_others', 'x'],
      ),
    ).toEqual({
      '_wc_other/praxis/insurer': 'TK',
      '_wc_billing/praxis/title': 'Dr.',
      '_wc_shipping/praxis/floor': '3',
      _wc_acof_2: 'M1',
    });
  });

  it('has the first of several texts with one key, as WooCommerce reads it', () => {
    expect(metaOf(['ik', '101575519'], ['ik', '108018007'])).toEqual({ ik: '101575519' });
    expect(metaOf(['ik', ' '], ['ik', '108018007'])).toEqual({ ik: '108018007' });
    expect(metaOf(['ik', ['TK']], ['ik', '108018007'])).toEqual({ ik: '108018007' });
    expect(metaOf(['ik', 'TK'], ['ik', scan])).toEqual({ ik: 'TK' });
  });

  it.each([
    ['several entries', [scan, back]],
    ['a list', [[scan, back]]],
    ['an object', [{ 4: { name: 'scan.pdf', url: scan, type: 'application/pdf' }, 5: { url: back } }]],
    ['a list of JSON', [[JSON.stringify({ url: scan }), JSON.stringify({ url: back })]]],
    ['links', [`<a href="${scan}">scan.pdf</a><br><a href='${back}'>back</a>`]],
    ['a long text', [`${scan},${back}; ${'x '.repeat(longest.metaValue)}`]],
    ['a long text of JSON', [JSON.stringify([{ url: scan, note: 'x'.repeat(longest.metaValue) }, back])]],
    ['a long text of PHP', [`a:2:{i:0;s:37:"${scan}";i:1;s:37:"${back}";i:2;s:500:"${'x'.repeat(500)}"}`]],
  ])('has every address of a file that plugins keep in %s', (_where, values) => {
    expect(metaOf(...values.map((value): [string, unknown] => ['files', value]))).toEqual({
      files: `${scan}\n${back}`,
    });
  });

  it('has no list, object or long text without addresses, and no address beyond the hundredth', () => {
    expect(metaOf(['a', ['x']], ['b', { url: 7 }], ['c', 'x'.repeat(501)], ['d', null])).toEqual({});
    const many = Array.from({ length: 200 }, (_, index) => `https://shop.example/${index}`);
    expect(metaOf(['files', many])['files']?.split('\n')).toEqual(many.slice(0, 100));
  });

  it('is read quickly, whatever it holds', () => {
    const endless = 1_000_000;
    const hostile = ['https://,', '[', 'https://a;', '{"a":', 'http', '<a '].map((part) =>
      part.repeat(endless / part.length),
    );
    const commas = `https://a/${','.repeat(endless)}b`;
    expect(
      metaOf(['a', hostile], ['b', commas], ...hostile.map((text): [string, string] => ['c', text])),
    ).toBeDefined();
  });
});
