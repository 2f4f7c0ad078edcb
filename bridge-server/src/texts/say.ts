import type { Reason, Told, Word } from '@kontor/shared/problem';
import { fillIn, type Speech } from './message.ts';
import type { Audience, Catalogue, Language, Text } from './text.ts';

export interface Listener {
  language: Language;
  audience: Audience;
}

/** Only the reason of an outcome, without its other fields. */
export const reasonOf = <Code extends string>({
  code,
  case: kase,
  values,
  system,
  erased,
}: Reason & { code: Code }): Reason & { code: Code } => ({
  code,
  ...(kase === undefined ? {} : { case: kase }),
  ...(values === undefined ? {} : { values }),
  ...(system === undefined ? {} : { system }),
  ...(erased === undefined ? {} : { erased }),
});

/** The key of the reason's text in a catalogue. */
export const keyOf = ({ code, case: kase }: Reason): string => (kase === undefined ? code : `${code}:${kase}`);

/** Puts reasons and words into sentences for one listener. Its functions do not use `this`, so you may pass them on. */
export interface Speaker {
  listener: Listener;
  /** The reason as people read it. If no catalogue has a text for it, its code. */
  told: (reason: Reason) => Told;
  /** The words. If no catalogue has them, their key. */
  word: (word: Word) => string;
  /** The same speaker, which looks into these texts first. */
  of: (texts: Catalogue) => Speaker;
}

/**
 * Makes a speaker that takes its texts from these catalogues. If several have a key, the first one counts. `ofSystems`: the texts of each
 * system, by the system's key; for a reason of that system they come first.
 */
export function speakerOf(
  catalogues: readonly Catalogue[],
  listener: Listener,
  ofSystems: Readonly<Record<string, Catalogue>> = {},
): Speaker {
  const { language, audience } = listener;
  const speech: Speech = {
    language,
    wordOf: ({ word, values = {} }) => {
      const message = first(catalogues, (catalogue) => catalogue[language].words[word]);
      return message === undefined ? word : fillIn(message, values, speech);
    },
    causeOf: (reason) => told(reason).cause,
    remedyOf: (reason) => told(reason).remedy,
  };
  function textOf(reason: Reason): Text | undefined {
    const own = reason.system === undefined ? undefined : ofSystems[reason.system];
    return first(own ? [own, ...catalogues] : catalogues, (catalogue) => catalogue[language].problems[keyOf(reason)]);
  }
  function told(reason: Reason): Told {
    const { code, values = {}, erased } = reason;
    const text = textOf(reason);
    if (!text) return { code, title: code, cause: code, remedy: '' };
    const { title, cause, remedy } = text;
    const fill = (message: string) => fillIn(message, values, speech);
    return {
      code,
      title: fill(title),
      cause: erased ? speech.wordOf({ word: 'erased' }) : fill(cause),
      remedy: fill(typeof remedy === 'string' ? remedy : remedy[audience]),
    };
  }
  return {
    listener,
    told,
    word: speech.wordOf,
    of: (texts) => speakerOf([texts, ...catalogues], listener, ofSystems),
  };
}

function first<T>(catalogues: readonly Catalogue[], read: (catalogue: Catalogue) => T | undefined): T | undefined {
  for (const catalogue of catalogues) {
    const text = read(catalogue);
    if (text !== undefined) return text;
  }
  return undefined;
}
