import type { Values } from '@kontor/shared/problem';
import type { Speaker } from '../texts/say.ts';

/** What sentences of the journal name; a line that does not have it has `none` there. */
const names = ['revision', 'document', 'step', 'attempts', 'invoice', 'breaker', 'kind'];

/** What happened, in one sentence: by the line's code, or by its group where one sentence tells all of that. */
export function sentenceOf({ code, detail }: { code: string; detail: unknown }, speaker: Speaker): string {
  const its = (typeof detail === 'object' ? detail : null) as Readonly<Record<string, unknown>> | null;
  const values: Values = Object.fromEntries(
    names.map((name) => {
      const value = its?.[name];
      if (typeof value !== 'string' && typeof value !== 'number') return [name, 'none'];
      return [name, name === 'step' ? stepOf(String(value), speaker) : value];
    }),
  );
  const keys = [`log.${code}`, `log.${code.split('.', 1)[0] ?? ''}`];
  return keys.map((word) => speaker.word({ word, values })).find((text, index) => text !== keys[index]) ?? code;
}

/** What a step does, in words; a step that no system declares any more by its key. */
function stepOf(step: string, speaker: Speaker): string {
  const word = `step.${step}`;
  const text = speaker.word({ word });
  return text === word ? step : text;
}
