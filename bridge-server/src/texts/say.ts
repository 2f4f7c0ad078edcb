import type { Sayable, Word } from '@kontor/shared/problem';
import { fillIn, type Speech } from './message.ts';
import type { Audience, Catalogue, Language, Text } from './text.ts';

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

/** A problem without its sentences. */
export const sayableOf = ({ code, case: kase, values, system }: Sayable): Sayable => ({
  code,
  ...(kase === undefined ? {} : { case: kase }),
  ...(values === undefined ? {} : { values }),
  ...(system === undefined ? {} : { system }),
});

/** The key under which a catalogue has the text. */
export const keyOf = ({ code, case: kase }: Sayable): string => (kase === undefined ? code : `${code}:${kase}`);

/** What is said to one listener from these catalogues; where several have a key, the first of them says it. */
export interface Speaker {
  /** The text of a problem; `null` where no catalogue has it. */
  say(what: Sayable): Said | null;
  /** The words; their key where no catalogue has them. */
  word(word: Word): string;
}

export function speakerOf(catalogues: readonly Catalogue[], { language, audience }: Listener): Speaker {
  const textOf = (what: Sayable): Text | undefined =>
    first(catalogues, (catalogue) => catalogue[language].problems[keyOf(what)]);
  const speech: Speech = {
    language,
    wordOf: ({ word, values = {} }) => {
      const message = first(catalogues, (catalogue) => catalogue[language].words[word]);
      return message === undefined ? word : fillIn(message, values, speech);
    },
    causeOf: (what) => saying(what)?.cause ?? what.code,
    remedyOf: (what) => saying(what)?.remedy ?? '',
  };
  function saying(what: Sayable): Said | null {
    const text = textOf(what);
    if (!text) return null;
    const fill = (message: string) => fillIn(message, what.values ?? {}, speech);
    const { title, cause, remedy } = text;
    return {
      title: fill(title),
      cause: fill(cause),
      remedy: fill(typeof remedy === 'string' ? remedy : remedy[audience]),
    };
  }
  return { word: speech.wordOf, say: saying };
}

function first<T>(catalogues: readonly Catalogue[], read: (catalogue: Catalogue) => T | undefined): T | undefined {
  for (const catalogue of catalogues) {
    const found = read(catalogue);
    if (found !== undefined) return found;
  }
  return undefined;
}
