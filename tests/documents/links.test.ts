import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'shared/client/README.md'],
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
const read = (place: string): string => readFileSync(new URL(place, root), 'utf8');
/** The anchors of a page's headings, as Markdown makes them. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );

describe.each(pages)('%s', (place) => {
  it('links only to files and headings that exist', () => {
    const links = [...read(place).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const at =
        file === ''
          ? place
          : decodeURIComponent(new URL(file, new URL(place, root)).pathname.slice(root.pathname.length));
      return !existsSync(new URL(at, root)) || (anchor !== undefined && !anchors(read(at)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/README.md', () => {
  it('links to every page', () => {
    const linked = [...read('docs/README.md').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => `docs/${link}`);
    const others = pages.filter((place) => place.startsWith('docs/') && place !== 'docs/README.md');
    expect(others.filter((place) => !linked.includes(place))).toEqual([]);
  });
});

describe('docs/threat-model.md', () => {
  it('names for each threat a source file that prevents it, and a test that shows this', () => {
    const boundaries = /^## Boundaries$([\s\S]*?)^## /m.exec(read('docs/threat-model.md'))?.[1] ?? '';
    const rows = [...boundaries.matchAll(/^\| (?!threat|---)(.*) \|$/gm)].map(([, row = '']) => row.split(' | '));
    expect(rows.length).toBeGreaterThan(20);
    for (const [threat, prevention = '', proof = ''] of rows) {
      const namesSource = /\]\(\.\.\/[^)]+\/(src\/[^)]+\.ts|includes\/[^)]+\.php)\)/.test(prevention);
      const namesTest = /\]\(\.\.\/[^)]+(\.test\.ts|Test\.php)\)/.test(proof);
      expect({ threat, namesSource, namesTest }).toEqual({ threat, namesSource: true, namesTest: true });
    }
  });
});
