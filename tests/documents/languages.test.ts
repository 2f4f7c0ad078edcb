/** Imports a part of `npm run languages`, which is plain JavaScript so that it runs where only Node.js is installed. */
const part = async <T>(place: string): Promise<T> =>
  (await import(new URL(`../../wp-plugin/bin/${place}.mjs`, import.meta.url).pathname)) as T;

interface Text {
  context: string;
  text: string;
  plural: string | null;
  comments: string[];
  file: string;
  line: number;
}
type Entries = Map<string, { text: string; plural: string | null }>;
interface Po {
  pluralForms: number;
  entries: Entries;
}

const { makeLanguages, outOfDate } = await part<{
  makeLanguages: () => { problems: string[]; files: Map<string, string> };
  outOfDate: (files: Map<string, string>) => string[];
}>('languages');
const { textsOfPhp } = await part<{ textsOfPhp: (source: string, file: string) => Text[] }>('languages/read-php');
const { textsOfScript } = await part<{ textsOfScript: (source: string, file: string) => Text[] }>(
  'languages/read-script',
);
const { catalogueOf, problemsOf } = await part<{
  catalogueOf: (texts: Text[]) => { entries: Entries; problems: string[] };
  problemsOf: (entries: Entries, po: Po, locale: string) => string[];
}>('languages/catalogue');
const { readPo, writePo } = await part<{
  readPo: (source: string) => Po;
  writePo: (headers: [string, string][], entries: Entries, po?: Po) => string;
}>('languages/po');
const { phpTranslations } = await part<{
  phpTranslations: (po: Po, keys: Iterable<string>, locale: string) => string;
}>('languages/outputs');

const readPhp = (code: string) => textsOfPhp(`<?php\n${code}`, 'a.php');
const header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n';

describe('the translations of the plugin', () => {
  it('are complete and up to date (npm run languages writes them)', () => {
    const { problems, files } = makeLanguages();
    expect(problems).toEqual([]);
    expect(outOfDate(files)).toEqual([]);
  });

  it.each([
    ['de_DE', ['de_DE_formal', 'de_AT', 'de_CH', 'de_CH_informal']],
    ['nb_NO', ['nn_NO']],
  ])('into %s are used for the related locales %j too, in PHP and in scripts', (language, others) => {
    const { files } = makeLanguages();
    for (const ending of ['.l10n.php', '-kontor-screens.json']) {
      const texts = files.get(`kontor-bridge-${language}${ending}`);
      expect(texts).toBeDefined();
      for (const locale of others)
        expect(files.get(`kontor-bridge-${locale}${ending}`)?.replaceAll(locale, language)).toBe(texts);
    }
  });

  it('do not use the words sync, payload, endpoint or transfer', () => {
    const { files } = makeLanguages();
    const jargon = [...files].flatMap(([name, text]) =>
      [...text.matchAll(/^msg(?:id|id_plural|str)(?:\[\d\])? "(.*)"$/gm)]
        .map(([, words = '']) => words)
        .filter((words) => /\b(syn[ck]\w*|payload|endpoint|endepunkt|transfer\w*|overfør\w*)\b/i.test(words))
        .map((words) => `${name}: ${words}`),
    );
    expect(jargon).toEqual([]);
  });
});

describe('the reader of PHP', () => {
  it('finds texts in every kind of quotes, but none in comments, strings, methods or HTML', () => {
    const texts = textsOfPhp(
      [
        "__( 'HTML', 'kontor-bridge' ) <?php",
        "echo esc_html__( 'It\\'s here', 'kontor-bridge' ), __( \"A \\\"word\\\"\", 'kontor-bridge' );",
        "// __( 'comment', 'kontor-bridge' )",
        "/* __( 'comment', 'kontor-bridge' ) */ # __( 'comment', 'kontor-bridge' )",
        "$text = \"__( 'string', 'kontor-bridge' )\";",
        "$text = <<<'END'",
        "__( 'heredoc', 'kontor-bridge' )",
        'END;',
        "$this->__( 'method', 'kontor-bridge' ); Some::_x( 'method', 'context', 'kontor-bridge' );",
        '#[Attribute( 1 )]',
        "sprintf( foo( _x( 'Post', 'noun', 'kontor-bridge' ), array( 1, 2 ) ) ); ?> __( 'HTML', 'kontor-bridge' )",
      ].join('\n'),
      'a.php',
    );
    expect(texts.map(({ context, text, line }) => ({ context, text, line }))).toEqual([
      { context: '', text: "It's here", line: 2 },
      { context: '', text: 'A "word"', line: 2 },
      { context: 'noun', text: 'Post', line: 11 },
    ]);
  });

  it('reads the plural, and the comment for translators on the line before', () => {
    const [text] = readPhp(
      "/* translators: %d: number of orders */\nsprintf( _n( '%d order', '%d orders', count( $a, 1 ), 'kontor-bridge' ) );",
    );
    expect(text).toMatchObject({ text: '%d order', plural: '%d orders', comments: ['%d: number of orders'] });
  });

  it.each([
    ["__( $text, 'kontor-bridge' );", 'a.php:2: the text of __() must be one literal string'],
    ["__( 'a' . 'b', 'kontor-bridge' );", 'a.php:2: the text of __() must be one literal string'],
    ['__( "a $b", \'kontor-bridge\' );', 'a.php:2: the text of __() must be one literal string'],
    ["_x( 'a', $b, 'kontor-bridge' );", 'a.php:2: the context of _x() must be one literal string'],
    ["__( 'a' );", 'a.php:2: the domain of __() must be one literal string'],
    ["__( 'a', 'woocommerce' );", "a.php:2: the domain of __() must be 'kontor-bridge', not 'woocommerce'"],
    ["__( '%s', 'kontor-bridge' );", "a.php:2: a translators' comment must say what the placeholders are"],
  ])('refuses %s', (code, message) => {
    expect(() => readPhp(code)).toThrow(message);
  });
});

describe('the reader of TypeScript', () => {
  it('finds texts with their comments, in JSX too', () => {
    const texts = textsOfScript(
      [
        "import { __, _n, sprintf } from '@wordpress/i18n';",
        "export const Save = () => <button>{__('Save', 'kontor-bridge')}</button>;",
        'const text = sprintf(',
        '  /* translators: %d: number of orders */',
        "  _n('%d order', '%d orders', count, 'kontor-bridge'),",
        '  count,',
        ');',
      ].join('\n'),
      'src/a/index.tsx',
    );
    expect(texts).toMatchObject([
      { text: 'Save', line: 2 },
      { text: '%d order', plural: '%d orders', comments: ['%d: number of orders'], line: 5 },
    ]);
  });

  it('finds the comment that stands before the expression that contains the text', () => {
    const texts = textsOfScript(
      [
        'const a = count === 0',
        "  ? __('none', 'kontor-bridge')",
        '  : /* translators: %d: number of orders */',
        '    sprintf(',
        "      _n('%d order', '%d orders', count, 'kontor-bridge'),",
        '      count,',
        '    );',
        'const b = (',
        '  <p>',
        '    {/* translators: %s: a name */}',
        "    {sprintf(__('Hello %s', 'kontor-bridge'), name)}",
        '  </p>',
        ');',
        "const c = f('x', /* translators: %s: a day */ () => __('on %s', 'kontor-bridge'));",
      ].join('\n'),
      'src/a/index.tsx',
    );
    expect(texts.map(({ text, comments }) => ({ text, comments }))).toEqual([
      { text: 'none', comments: [] },
      { text: '%d order', comments: ['%d: number of orders'] },
      { text: 'Hello %s', comments: ['%s: a name'] },
      { text: 'on %s', comments: ['%s: a day'] },
    ]);
  });

  it('refuses a text that is not one literal string', () => {
    expect(() => textsOfScript("__('a' + b, 'kontor-bridge');", 'src/a.ts')).toThrow('src/a.ts:1: the text of __()');
  });
});

describe('the check of a language', () => {
  const { entries } = catalogueOf(
    readPhp(
      [
        "__( 'Save', 'kontor-bridge' );",
        '/* translators: 1: a name, 2: a number */',
        "__( '%1$s has %2$d', 'kontor-bridge' );",
        '/* translators: %d: number of orders */',
        "_n( '%d order', '%d orders', $n, 'kontor-bridge' );",
      ].join('\n'),
    ),
  );
  const problemsIn = (...blocks: string[]) => problemsOf(entries, readPo(header + blocks.join('\n\n')), 'de_DE');
  const save = 'msgid "Save"\nmsgstr "Speichern"';
  const has = 'msgid "%1$s has %2$d"\nmsgstr "%2$d hat %1$s"';
  const orders = 'msgid "%d order"\nmsgid_plural "%d orders"\nmsgstr[0] "%d Auftrag"\nmsgstr[1] "%d Aufträge"';

  it('accepts a complete translation, whose placeholders may come in another order', () => {
    expect(problemsIn(save, has, orders)).toEqual([]);
  });

  it.each([
    ['a missing translation', [has, orders], 'de_DE: "Save" is not translated'],
    ['an empty translation', ['msgid "Save"\nmsgstr ""', has, orders], 'de_DE: "Save" is not translated'],
    ['a fuzzy translation', [`#, fuzzy\n${save}`, has, orders], 'de_DE: "Save" is not translated'],
    ['an obsolete translation', [save, has, orders, 'msgid "Open"\nmsgstr "Offen"'], '"Open" is obsolete'],
    ['a lost placeholder', [save, has.replace('%2$d hat', 'Es hat'), orders], 'has the placeholders %1$s %2$d'],
    ['another placeholder', [save, has.replace('%2$d hat', '%2$s hat'), orders], 'has %1$s %2$s'],
    ['a lost plural form', [save, has, orders.replace(/\nmsgstr\[1\].*/, '')], 'has 1 plural forms in place of 2'],
    ['another plural', [save, has, orders.replace('%d orders', '%d more')], 'has another plural than the source'],
  ])('names %s', (_what, blocks, message) => {
    expect(problemsIn(...blocks)).toEqual([expect.stringContaining(message)]);
  });

  it('requires numbers in several placeholders, since another language may need another order', () => {
    const texts = readPhp("/* translators: %s: a name, %d: a number */\n__( '%s has %d', 'kontor-bridge' );");
    expect(catalogueOf(texts).problems).toEqual([expect.stringContaining('must be numbered')]);
  });
});

describe('the files of a language', () => {
  it('are read as they were written, with quotes, line breaks and contexts', () => {
    const { entries } = catalogueOf(
      readPhp("_x( 'A \"b\" \\\\ c', 'd', 'kontor-bridge' ); __( \"two\\nlines\", 'kontor-bridge' );"),
    );
    const written = writePo([['Plural-Forms', 'nplurals=2; plural=(n != 1);']], entries);
    expect([...readPo(written).entries.keys()]).toEqual(['d\u0004A "b" \\ c', 'two\nlines']);
  });

  it('keep the forms of a plural under the singular, with a zero byte between them, as WordPress reads them', () => {
    const po = readPo(
      `${header}msgid "%d o'clock"\nmsgid_plural "%d o'clocks"\nmsgstr[0] "%d Uhr"\nmsgstr[1] "%d Uhren"`,
    );
    expect(phpTranslations(po, po.entries.keys(), 'de_DE')).toContain(
      "'%d o\\'clock' => '%d Uhr' . \"\\0\" . '%d Uhren',",
    );
  });
});
