import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { systems } from '../../bridge-server/src/systems/registry.ts';
import { catalogue } from '../../bridge-server/src/texts/catalogue.ts';
import type { Catalogue, Language } from '../../bridge-server/src/texts/text.ts';
import type { Page } from './playwright.ts';

/** The locales of WordPress that these tests look at, and the bridge's language for each. */
export const otherLocales = { de_DE: 'de', nb_NO: 'nb' } as const satisfies Record<string, Language>;
export type OtherLocale = keyof typeof otherLocales;

const jed = z.object({ locale_data: z.object({ messages: z.record(z.string(), z.unknown()) }) });
const textsOf = ({ problems, words }: Catalogue[Language]): string[] => [
  ...Object.values(words),
  ...Object.values(problems).flatMap(({ title, cause, remedy }) => [
    title,
    cause,
    ...(typeof remedy === 'string' ? [remedy] : [remedy.screen]),
  ]),
];

/** Each English text of the screens and of the bridge that reads otherwise in a locale, beside how it reads there. */
async function translated(locale: OtherLocale): Promise<[string, string][]> {
  const file = new URL(`../../wp-plugin/languages/kontor-bridge-${locale}-kontor-screens.json`, import.meta.url);
  const { messages } = jed.parse(JSON.parse(await readFile(file, 'utf8'))).locale_data;
  const ofScreens = Object.entries(messages).flatMap(([key, forms]): [string, string][] =>
    // What stands before the control character tells texts of one wording apart.
    key === '' ? [] : [[key.slice(key.indexOf('\u0004') + 1), z.array(z.string()).parse(forms)[0] ?? '']],
  );
  const ofBridge = [catalogue, ...Object.values(systems).map(({ texts }): Catalogue => texts)].flatMap((texts) => {
    const others = textsOf(texts[otherLocales[locale]]);
    return textsOf(texts.en).map((text, index): [string, string] => [text, others[index] ?? '']);
  });
  return [...ofScreens, ...ofBridge].filter(([english, other]) => english !== other);
}

/** So many letters tell a text with values apart from what a shop or a person wrote. */
const enoughLetters = 8;
const values = /%(?:\d+\$)?[sd]|\{\w+\}/;
/** What finds a text on a page: the text, with anything in place of its values. Null where that would find too much. */
function patternOf(english: string): RegExp | null {
  if (/\{\w+,/.test(english)) return null;
  const parts = english.split(new RegExp(values, 'g'));
  if (parts.length > 1 && parts.join('').replaceAll(/\P{L}/gu, '').length < enoughLetters) return null;
  return new RegExp(`^${parts.map(escaped).join('.+')}$`, 's');
}
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What WordPress's components and WooCommerce's statuses are called, by translations of their own, which the shop of these tests lacks. */
const ofWordPress = new Set(['Close', 'Draft']);

/** Whatever a person sees or is read aloud on Kontor's own page. */
const seen = `[...document.querySelectorAll('#kontor-screens, .kontor-page')].flatMap((root) => {
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent.trim());
    else for (const name of ['aria-label', 'placeholder', 'title']) texts.push(node.getAttribute(name) ?? '');
  }
  return texts.filter(Boolean);
})`;

/** The texts on the page that are still English although the locale has words for them. */
export async function englishOn(page: Page, locale: OtherLocale): Promise<string[]> {
  const patterns = (await translated(locale)).flatMap(([english]) => patternOf(english) ?? []);
  const texts = z.array(z.string()).parse(await page.evaluate(seen));
  if (texts.length === 0) throw new Error('There is nothing of Kontor on the page.');
  return texts.filter((text) => !ofWordPress.has(text) && patterns.some((pattern) => pattern.test(text)));
}
