import type { Values } from '@kontor/shared/problem';
import type { Speaker } from '../texts/say.ts';

/** The fields of a line's detail that its sentence may name. A missing field has the value `none`. */
const namedFields = ['revision', 'document', 'step', 'attempts', 'invoice', 'breaker', 'kind', 'address'];

/** A line of the journal as one sentence: by the text for its code, or else by the text for the group of the code. */
export function sentenceOf({ code, detail }: { code: string; detail: unknown }, speaker: Speaker): string {
  const fields = (typeof detail === 'object' ? detail : null) as Readonly<Record<string, unknown>> | null;
  const values: Values = Object.fromEntries(
    namedFields.map((name) => {
      const value = fields?.[name];
      if (typeof value !== 'string' && typeof value !== 'number') return [name, 'none'];
      return [name, name === 'step' ? stepOf(String(value), speaker) : value];
    }),
  );
  const keys = [`log.${code}`, `log.${code.split('.', 1)[0] ?? ''}`];
  return keys.map((word) => speaker.word({ word, values })).find((text, index) => text !== keys[index]) ?? code;
}

/** What a step does, in words; the key of the step when no system declares it any more. */
function stepOf(step: string, speaker: Speaker): string {
  const word = `step.${step}`;
  const text = speaker.word({ word });
  return text === word ? step : text;
}
