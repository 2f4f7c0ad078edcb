// Makes the plugin's translations: `npm run languages`; with `-- --check` it only checks them.
//
// Translators edit languages/*.po. All else in languages/ is made of those files and of the source, and is committed: a
// checkout of this folder is a plugin that runs as it is, and shows German and Norwegian without a build.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textDomain, Unreadable } from './languages/calls.mjs';
import { catalogueOf, keyOf, problemsOf } from './languages/catalogue.mjs';
import { phpTranslations, scriptTranslations } from './languages/outputs.mjs';
import { readPo, writePo } from './languages/po.mjs';
import { textsOfHeader, textsOfPhp } from './languages/read-php.mjs';
import { textsOfScript } from './languages/read-script.mjs';

const plugin = fileURLToPath(new URL('..', import.meta.url));

/**
 * Each language that is translated, and the locales that show it. German is formal, so that all German locales are one, the informal
 * Swiss one, too. WordPress falls back to no other locale by itself, and the bridge speaks to all of these as to their language.
 */
const languages = {
  de_DE: ['de_DE', 'de_DE_formal', 'de_AT', 'de_CH', 'de_CH_informal'],
  nb_NO: ['nb_NO', 'nn_NO'],
};

/**
 * Each folder of src/ with an index is a script (includes/Admin/Script.php). It has the texts of its own folder, of src/ itself, and
 * of those folders without an index that it imports from.
 */
const sourcesOfScripts = () => {
  const sources = scriptSources();
  const folderOf = (file) => (file.split('/').length > 2 ? file.split('/')[1] : '');
  const names = new Set(sources.filter((file) => /^src\/[^/]+\/index\.tsx?$/.test(file)).map(folderOf));
  return [...names].map((name) => {
    const own = sources.filter((file) => folderOf(file) === name);
    const isImported = (folder) => own.some((file) => read(file).includes(`../${folder}/`));
    const isOf = (file) => {
      const folder = folderOf(file);
      return folder === name || folder === '' || (!names.has(folder) && isImported(folder));
    };
    return { handle: `kontor-${name}`, sources: sources.filter(isOf) };
  });
};
const scriptSources = () => filesOf(/(?<!\.test)\.tsx?$/, 'src');

const withoutTexts = new Set(['bin', 'languages', 'vendor', 'node_modules', 'tests', 'build', 'dist']);

/** The files below a folder of the plugin that have an ending, in the order of their names. */
const filesOf = (ending, folder = '') =>
  !existsSync(`${plugin}${folder}`)
    ? []
    : readdirSync(`${plugin}${folder}`, { withFileTypes: true })
        .flatMap((entry) => {
          const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
          if (entry.isDirectory()) return withoutTexts.has(entry.name) ? [] : filesOf(ending, place);
          return ending.test(entry.name) ? [place] : [];
        })
        .sort();
const read = (file) => readFileSync(`${plugin}${file}`, 'utf8');

/**
 * Reads source and translations. Answers what is wrong, and what every file of languages/ should hold.
 *
 * @returns {{ problems: string[], files: Map<string, string> }}
 */
export function makeLanguages() {
  const main = `${textDomain}.php`;
  const texts = [
    ...textsOfHeader(read(main), main),
    ...filesOf(/\.php$/).flatMap((file) => textsOfPhp(read(file), file)),
  ];
  const textsOfAnyScript = scriptSources().flatMap((file) => textsOfScript(read(file), file));
  const textsOfScripts = sourcesOfScripts().map(({ handle, sources }) => [
    handle,
    sources.flatMap((file) => textsOfScript(read(file), file)),
  ]);
  const { entries, problems } = catalogueOf([...texts, ...textsOfAnyScript]);
  const keysOfPhp = new Set(texts.map(keyOf));

  const files = new Map([[`${textDomain}.pot`, writePo(templateHeaders(), entries)]]);
  for (const [language, locales] of Object.entries(languages)) {
    const po = readPo(read(`languages/${language}.po`));
    problems.push(...problemsOf(entries, po, language));
    files.set(`${language}.po`, writePo(po.headers, entries, po));
    for (const locale of locales) {
      files.set(`${textDomain}-${locale}.l10n.php`, phpTranslations(po, keysOfPhp, locale));
      for (const [handle, some] of textsOfScripts)
        if (some.length > 0)
          files.set(`${textDomain}-${locale}-${handle}.json`, scriptTranslations(po, new Set(some.map(keyOf)), locale));
    }
  }
  return { problems, files };
}

const templateHeaders = () => [
  ['Project-Id-Version', 'Kontor Bridge'],
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=UTF-8'],
  ['Content-Transfer-Encoding', '8bit'],
  ['X-Domain', textDomain],
];

/** The files of languages/ that are missing, differ from what source and translations say, or are made by nobody. */
export function outOfDate(files) {
  const missing = [...files].filter(([name, text]) => {
    const place = `languages/${name}`;
    return !existsSync(`${plugin}${place}`) || read(place) !== text;
  });
  const strays = readdirSync(`${plugin}languages`).filter((name) => !files.has(name));
  return [
    ...missing.map(([name]) => `languages/${name} is out of date: run npm run languages`),
    ...strays.map((name) => `languages/${name} belongs to nothing: delete it`),
  ];
}

function run(isCheck) {
  let made;
  try {
    made = makeLanguages();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [error.message];
  }
  if (!isCheck) for (const [name, text] of made.files) writeFileSync(`${plugin}languages/${name}`, text);
  return [...made.problems, ...outOfDate(made.files)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = run(process.argv.includes('--check'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`${problems.length} to mend; wp-plugin/languages/*.po is where translations are written.`);
    process.exitCode = 1;
  }
}
