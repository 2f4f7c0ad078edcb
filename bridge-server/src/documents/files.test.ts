import { fileAddressesOf } from './files.ts';

const [scan, back] = ['https://shop.example/a,b/scan.pdf', 'https://shop.example/back.jpg?x=1;y=2'];
const addressesIn = (value: string) => fileAddressesOf({ meta: { files: value } }, 'files');

describe("the addresses of files in an order's meta field", () => {
  it.each([
    ['JSON', JSON.stringify([scan, back])],
    ['JSON as PHP writes it', JSON.stringify([{ url: scan }, { url: back }]).replaceAll('/', '\\/')],
    ['a text of PHP', `a:2:{i:0;s:33:"${scan}";i:1;s:37:"${back}";}`],
  ])('are those in %s', (_what, value) => {
    expect(addressesIn(value)).toEqual([scan, back]);
  });

  it.each([', ', ',', '\n', ' ', '|', '; ', ';', ' | '])('stand with %j between them', (between) => {
    const simple = 'https://shop.example/scan.pdf';
    expect(addressesIn(`${simple}${between}${back}${between}${simple}`)).toEqual([simple, back]);
  });

  it('are every other text too, so that a file which cannot be fetched is told', () => {
    expect(addressesIn('17, scan.pdf')).toEqual(['17', 'scan.pdf']);
    expect(addressesIn('["scan.pdf"]')).toEqual(['["scan.pdf"]']);
    expect(addressesIn('')).toEqual([]);
  });
});
