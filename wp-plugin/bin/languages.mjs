// Makes the plugin's translations: `npm run languages`. With `-- --check` it only checks them.
//
// Translators edit languages/*.po. All other files in languages/ are made from those files and from the source. They
// are committed, so that a checkout of this folder is a working plugin with German and Norwegian, without a build.
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
 * The translated languages, each with the locales that use it, since WordPress does not fall back to another locale.
 * The German texts are formal, and all German locales share them, even the informal Swiss one.
 */
const languages = {
  de_DE: ['de_DE', 'de_DE_formal', 'de_AT', 'de_CH', 'de_CH_informal'],
  nb_NO: ['nb_NO', 'nn_NO'],
};

/**
 * Each folder of src/ with an index is a script (includes/Admin/Script.php). A script has the texts of its own folder,
 * of files directly in src/, and of the folders without an index from which it imports.
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

/** The files with an ending below a folder of the plugin, sorted by name. */
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
 * Reads source and translations. Returns the problems, and the content that every file of languages/ should have.
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

/** Names the files of languages/ that are missing or out of date, and those that belong to no language. */
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
  let result;
  try {
    result = makeLanguages();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [error.message];
  }
  if (!isCheck) for (const [name, text] of result.files) writeFileSync(`${plugin}languages/${name}`, text);
  return [...result.problems, ...outOfDate(result.files)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = run(process.argv.includes('--check'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`${problems.length} to fix. Translations are written in wp-plugin/languages/*.po.`);
    process.exitCode = 1;
  }
}
