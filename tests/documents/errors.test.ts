import { readdirSync, readFileSync } from 'node:fs';
import { sourceFiles } from './code-scan.ts';
import { errorEntries, errorsDocument, type Entry } from './errors.ts';
import { reasons } from './reasons.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
/** Of the catalogues nothing is said by their keys alone. */
const texts = sourceFiles()
  .filter((file) => !file.includes('/texts/'))
  .map((file) => readFileSync(file, 'utf8'));

/** Tests that provoke each gap and refusal, and then do what the remedy says. */
const tests = new URL('../integration/', import.meta.url);
const remedyTests = readdirSync(tests)
  .filter((name) => /^remedies-\w+\.test\.ts$/.test(name))
  .map((name) => readFileSync(new URL(name, tests), 'utf8'));
/** Those that PowerOffice's sandbox cannot give, and why. */
const followedElsewhere: Readonly<Record<string, string>> = {
  'refused.by_office': 'An office gives it that fetches for itself: tests/integration/handover.test.ts tries again.',
  'refused.several_found':
    'Go refuses a second object with our key, so that it never shows two; what it would take twice is seen before.',
};

let entries: Entry[];
// Reads all of the source with its types.
beforeAll(() => {
  entries = errorEntries();
}, 120_000);

describe('docs/errors.md', () => {
  it('is what the source says (npm run documents makes it)', () => {
    expect(page).toBe(errorsDocument(entries));
  });

  it('tells cause and remedy of each code', () => {
    expect(entries.length).toBeGreaterThan(120);
    expect(
      entries
        .filter(({ cause, remedy }) => [cause, remedy].some((text) => text.trim() === '' || /^\{[^}]*\}$/.test(text)))
        .map(({ code }) => code),
    ).toEqual([]);
  });

  it('has every code that stands beside a cause, or as the reason of a transfer', () => {
    // Looked for in another way than the page is made: by the letters alone.
    const beside = texts.flatMap((text) =>
      [
        ...text.matchAll(
          /code: '([a-z_]+\.[a-z_]+)',\s*(?:cause|remedy|title)|^ {2}'([a-z_]+\.[a-z_]+)': \{$|(?:failure|refusal)\((?:\d+, \{ code: )?'([a-z_]+\.[a-z_]+)'/gm,
        ),
      ].map(([, first, second, third]) => first ?? second ?? third ?? ''),
    );
    const ofTransfers = texts.flatMap((text) =>
      [...text.matchAll(/(?:code|reason): '((?:gap|refused|doubt|gave_up|held|retry|rule|cancelled)\.[a-z_]+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    expect(new Set(beside).size).toBeGreaterThan(60);
    expect(new Set(ofTransfers).size).toBeGreaterThan(40);
    expect([...new Set([...beside, ...ofTransfers])].filter((code) => !page.includes(`| \`${code}\``))).toEqual([]);
  });

  it('has no gap and no refusal whose remedy nobody follows', () => {
    const codes = new Set(entries.flatMap(({ code }) => (/^(gap|refused)\./.test(code) ? [code] : [])));
    expect(codes.size).toBeGreaterThan(50);
    const followed = new Set(
      remedyTests.flatMap((text) => [...text.matchAll(/'((?:gap|refused)\.[a-z_]+)'/g)].map(([, code = '']) => code)),
    );
    expect([...codes].filter((code) => !followed.has(code)).sort()).toEqual(Object.keys(followedElsewhere).sort());
    expect([...followed].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('has nothing that the source does not say', () => {
    const all = texts.join('\n');
    // Some are put together from two parts.
    const said = (code: string) =>
      all.includes(`'${code}'`) ||
      // With a case.
      new RegExp(`['\`]${code.replace('.', '\\.')}:`).test(all) ||
      new RegExp(`\`${code.split('.')[0] ?? ''}\\.\\$\\{|\\}\\.${code.split('.')[1] ?? ''}\``).test(all);
    expect([...new Set(entries.map(({ code }) => code))].filter((code) => !said(code))).toEqual([]);
    expect(Object.keys(reasons).filter((code) => !entries.some((entry) => entry.code === code))).toEqual([]);
  });
});
