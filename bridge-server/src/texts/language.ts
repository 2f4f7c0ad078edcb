import type { Language } from './text.ts';

const spoken: Readonly<Record<string, Language>> = { en: 'en', de: 'de', nb: 'nb', no: 'nb', nn: 'nb' };
const otherwise: Language = 'en';

/**
 * The language of an `Accept-Language` header that its sender likes best, of those that are spoken here; English else.
 * @example languageOf('nn-NO, de;q=0.5') // 'nb'
 */
export function languageOf(header: string | undefined): Language {
  const wished = (header ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    const language = spoken[tag.split('-', 1)[0] ?? ''];
    return language && weight > 0 ? [{ language, weight }] : [];
  });
  const [best] = wished.sort((one, other) => other.weight - one.weight);
  return best?.language ?? otherwise;
}

/**
 * The language of a locale of the operating system, such as `nb_NO.UTF-8`; English for one that is not spoken here. `null`: it names none.
 */
export function languageOfLocale(locale: string | undefined): Language | null {
  if (!locale) return null;
  return spoken[locale.toLowerCase().split(/[_.@-]/, 1)[0] ?? ''] ?? otherwise;
}

/** The language of whoever starts a process: what they ask for by name, else that of their environment. */
export function languageOfProcess(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  return (
    languageOfLocale(asked) ??
    languageOfLocale(env['LC_ALL']) ??
    languageOfLocale(env['LC_MESSAGES']) ??
    languageOfLocale(env['LANG']) ??
    otherwise
  );
}
