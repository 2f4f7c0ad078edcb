import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/poweroffice.md', root), 'utf8');
// PowerOffice Go takes no files, so nothing about files stops an order there.
const code = [
  'bridge-server/src/systems/poweroffice',
  'bridge-server/src/documents',
  'bridge-server/src/mirror',
].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('files.ts'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
);

describe('the guide for PowerOffice Go', () => {
  it('explains every code that may stop an order', () => {
    const codes = new Set(
      code.flatMap((text) =>
        [...text.matchAll(/['`](gap\.[a-z_]+|held\.(?!opened)[a-z_]+)[':]/g)].map(([, match]) => match ?? ''),
      ),
    );
    expect(codes.size).toBeGreaterThan(30);
    const missing = [...codes].filter((name) => name !== 'held.address_refused' && !guide.includes(`\`${name}\``));
    expect(missing).toEqual([]);
    const explained = [...guide.matchAll(/`(gap\.[a-z_]+)`/g)].map(([, match]) => match ?? '');
    expect(explained.filter((name) => !codes.has(name))).toEqual([]);
  });
});
