import type { Reason, Told, Word } from '@kontor/shared/problem';
import { fillIn, type Speech } from './message.ts';
import type { Audience, Catalogue, Language, Text } from './text.ts';

export interface Listener {
  language: Language;
  audience: Audience;
}

/** A reason without what an outcome has besides. */
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

/** The key under which a catalogue has the text. */
export const keyOf = ({ code, case: kase }: Reason): string => (kase === undefined ? code : `${code}:${kase}`);

/** What is said to one listener. Its functions need no object, so that they may be handed on. */
export interface Speaker {
  listener: Listener;
  /** The reason as people read it; its code where no catalogue has a text for it. */
  told: (reason: Reason) => Told;
  /** The words; their key where no catalogue has them. */
  word: (word: Word) => string;
  /** The same speaker, who says what these texts have before all others. */
  of: (texts: Catalogue) => Speaker;
}

/**
 * Speaks from these catalogues; where several have a key, the first of them says it. `ofSystems`: what each system says in its own
 * way, by its key.
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
    const found = read(catalogue);
    if (found !== undefined) return found;
  }
  return undefined;
}
