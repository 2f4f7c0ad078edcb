import { readdirSync, readFileSync } from 'node:fs';
import { sourceFiles } from './code-scan.ts';
import { errorEntries, errorsDocument, type Entry } from './errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
/** The source without the catalogues of texts, since a catalogue does not use its codes. */
const texts = sourceFiles()
  .filter((file) => !file.includes('/texts/'))
  .map((file) => readFileSync(file, 'utf8'));

/** The tests that provoke each gap and refusal, and then follow its remedy. */
const tests = new URL('../integration/', import.meta.url);
const remedyTests = readdirSync(tests)
  .filter((name) => /^remedies-\w+\.test\.ts$/.test(name))
  .map((name) => readFileSync(new URL(name, tests), 'utf8'));
/** The codes that the sandbox of PowerOffice cannot provoke, and why. */
const byFiles =
  'It is about files, which only an office that fetches gets: tests/integration/files.test.ts follows it.';
const followedElsewhere: Readonly<Record<string, string>> = {
  'gap.file_missing': byFiles,
  'gap.file_not_fetched': byFiles,
  'gap.file_refused': byFiles,
  'gap.file_unreadable': byFiles,
  'gap.files_too_many': byFiles,
  'refused.by_office': 'An office gives it that fetches for itself: tests/integration/handover.test.ts tries again.',
  'refused.several_found':
    'Go refuses a second object with our key, so that it never shows two; what it would take twice is seen before.',
};

let entries: Entry[];
// This reads the whole source with its types, which takes long.
beforeAll(() => {
  entries = errorEntries();
}, 120_000);

describe('docs/errors.md', () => {
  it('is up to date with the source (npm run documents makes it)', () => {
    expect(page).toBe(errorsDocument(entries));
  });

  it('has a cause and a remedy for each code', () => {
    expect(entries.length).toBeGreaterThan(120);
    expect(
      entries
        .filter(({ cause, remedy }) => [cause, remedy].some((text) => text.trim() === '' || /^\{[^}]*\}$/.test(text)))
        .map(({ code }) => code),
    ).toEqual([]);
  });

  it('has every code that is the reason of a transfer', () => {
    // This search does not use the types, so it is independent of how the page is made.
    const ofTransfers = texts.flatMap((text) =>
      [...text.matchAll(/(?:code|reason): '((?:gap|refused|doubt|gave_up|held|retry|rule|cancelled)\.[a-z_]+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    expect(new Set(ofTransfers).size).toBeGreaterThan(30);
    expect([...new Set(ofTransfers)].filter((code) => !page.includes(`| \`${code}\``))).toEqual([]);
  });

  it('has a test that follows the remedy of each gap and refusal', () => {
    const codes = new Set(entries.flatMap(({ code }) => (/^(gap|refused)\./.test(code) ? [code] : [])));
    expect(codes.size).toBeGreaterThan(50);
    const followed = new Set(
      remedyTests.flatMap((text) => [...text.matchAll(/'((?:gap|refused)\.[a-z_]+)'/g)].map(([, code = '']) => code)),
    );
    expect([...codes].filter((code) => !followed.has(code)).sort()).toEqual(Object.keys(followedElsewhere).sort());
    expect([...followed].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('has no code that the source does not use', () => {
    const source = texts.join('\n');
    const isUsed = (code: string) => {
      const [group = '', name = ''] = code.split('.');
      return (
        source.includes(`'${code}'`) ||
        // The key of a catalogue, with a case after the code.
        new RegExp(`['\`]${code.replace('.', '\\.')}:`).test(source) ||
        // A code that is made of two parts.
        new RegExp(`\`${group}\\.\\$\\{|\\}\\.${name}\``).test(source)
      );
    };
    expect([...new Set(entries.map(({ code }) => code))].filter((code) => !isUsed(code))).toEqual([]);
  });
});
