import type { Language } from './text.ts';

const spoken: Readonly<Record<string, Language>> = { en: 'en', de: 'de', nb: 'nb', no: 'nb', nn: 'nb' };
const otherwise: Language = 'en';

/**
 * The language that the sender of an `Accept-Language` header likes best among Kontor's languages; English if there is none.
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
 * The language of the operating system's locale, such as `nb_NO.UTF-8`. English if Kontor does not have the language; `null` if the
 * locale names none.
 */
export function languageOfLocale(locale: string | undefined): Language | null {
  if (!locale) return null;
  return spoken[locale.toLowerCase().split(/[_.@-]/, 1)[0] ?? ''] ?? otherwise;
}

/** The language of whoever starts a process: the one that they ask for, else that of their environment. */
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
