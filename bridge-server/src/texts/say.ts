import type { Values } from '@kontor/shared/problem';
import { fillIn } from './message.ts';
import type { Audience, Catalogue, Language, Text } from './text.ts';

/** What is to be said, without a word of any language. */
export interface Sayable {
  code: string;
  case?: string | undefined;
  values?: Values | undefined;
}
/** A problem as people read it. */
export interface Said {
  title: string;
  cause: string;
  remedy: string;
}
export interface Listener {
  language: Language;
  audience: Audience;
}

/** The key under which a catalogue has the text. */
export const keyOf = ({ code, case: kase }: Sayable): string => (kase === undefined ? code : `${code}:${kase}`);

/** The text of a problem from one catalogue; `null` where that has none. */
export function sayFrom(catalogue: Catalogue, what: Sayable, { language, audience }: Listener): Said | null {
  const texts: Readonly<Record<string, Text>> = catalogue[language];
  const text = texts[keyOf(what)];
  if (!text) return null;
  const say = (message: string) => fillIn(message, what.values ?? {}, language);
  const { title, cause, remedy } = text;
  return { title: say(title), cause: say(cause), remedy: say(typeof remedy === 'string' ? remedy : remedy[audience]) };
}
