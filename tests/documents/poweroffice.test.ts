import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/poweroffice.md', root), 'utf8');
const code = [
  'bridge-server/src/systems/poweroffice',
  'bridge-server/src/documents',
  'bridge-server/src/mirror',
].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
);

describe('the guide for PowerOffice Go', () => {
  it('tells cause and remedy of everything that may stop an order', () => {
    const codes = new Set(
      code.flatMap((text) =>
        [...text.matchAll(/['`](gap\.[a-z_]+|held\.(?!opened)[a-z_]+)[':]/g)].map(([, found]) => found ?? ''),
      ),
    );
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes].filter((found) => found !== 'held.address_refused' && !guide.includes(`\`${found}\``))).toEqual(
      [],
    );
    const told = [...guide.matchAll(/`(gap\.[a-z_]+)`/g)].map(([, found]) => found ?? '');
    expect(told.filter((found) => !codes.has(found))).toEqual([]);
  });
});
