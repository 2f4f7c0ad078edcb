import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { systems } from '../../bridge-server/src/systems/registry.ts';
import { catalogue } from '../../bridge-server/src/texts/catalogue.ts';
import type { Catalogue, Language } from '../../bridge-server/src/texts/text.ts';
import type { Page } from './playwright.ts';

/** The locales of WordPress that these tests use, and the bridge's language for each. */
const otherLocales = { de_DE: 'de', nb_NO: 'nb' } as const satisfies Record<string, Language>;
type OtherLocale = keyof typeof otherLocales;

const jed = z.object({ locale_data: z.object({ messages: z.record(z.string(), z.unknown()) }) });
const textsOf = ({ problems, words }: Catalogue[Language]): string[] => [
  ...Object.values(words),
  ...Object.values(problems).flatMap(({ title, cause, remedy }) => [
    title,
    cause,
    ...(typeof remedy === 'string' ? [remedy] : [remedy.screen]),
  ]),
];

/** Every English text of the screens and of the bridge for which a locale has another text. */
async function translated(locale: OtherLocale): Promise<string[]> {
  const file = new URL(`../../wp-plugin/languages/kontor-bridge-${locale}-kontor-screens.json`, import.meta.url);
  const { '': _header, ...messages } = jed.parse(JSON.parse(await readFile(file, 'utf8'))).locale_data.messages;
  const catalogues = [catalogue, ...Object.values(systems).map(({ texts }): Catalogue => texts)];
  const english = [
    // The context before the control character distinguishes texts of the same wording.
    ...Object.keys(messages).map((key) => key.slice(key.indexOf('\u0004') + 1)),
    ...catalogues.flatMap(({ en }) => textsOf(en)),
  ];
  const localeTexts = new Set([
    ...Object.values(messages).flatMap((forms) => z.array(z.string()).parse(forms)),
    ...catalogues.flatMap((texts) => textsOf(texts[otherLocales[locale]])),
  ]);
  return english.filter((text) => !localeTexts.has(text));
}

/**
 * A text with values needs at least this many letters of its own, to be distinguished from what a shop or a person
 * wrote.
 */
const enoughLetters = 8;
const values = /%(?:\d+\$)?[sd]|\{\w+\}/;
/**
 * A pattern that finds a text on a page with anything in place of its values. Null if the pattern would match too much.
 */
function patternOf(english: string): RegExp | null {
  if (/\{\w+,/.test(english)) return null;
  const parts = english.split(values);
  if (parts.length > 1 && parts.join('').replaceAll(/\P{L}/gu, '').length < enoughLetters) return null;
  return new RegExp(`^${parts.map(escaped).join('.+')}$`, 's');
}
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Texts of WordPress's own components, whose translations are not installed in the shop of these tests. */
const ofWordPress = new Set(['Close']);

/** A script that collects every text that Kontor's own page shows or a screen reader reads aloud. */
const seen = `[...document.querySelectorAll('#kontor-screens, .kontor-page, .kontor-panel')].flatMap((root) => {
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent.trim());
    else for (const name of ['aria-label', 'placeholder', 'title']) texts.push(node.getAttribute(name) ?? '');
  }
  return texts.filter(Boolean);
})`;

/** Finds the texts on a page that are still English although the locale has words for them. */
export async function englishFinder(locale: OtherLocale): Promise<(page: Page) => Promise<string[]>> {
  const patterns = (await translated(locale)).flatMap((english) => patternOf(english) ?? []);
  return async (page) => {
    const texts = z.array(z.string()).parse(await page.evaluate(seen));
    if (texts.length === 0) throw new Error('There is nothing of Kontor on the page.');
    return texts.filter((text) => !ofWordPress.has(text) && patterns.some((pattern) => pattern.test(text)));
  };
}
