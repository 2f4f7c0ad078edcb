import { wordSchema, type Value } from '@kontor/shared/problem';
import { z } from 'zod';
import type { System } from '../../systems/contract.ts';
import { reason, word } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';
import { success, failure, type OperationResult } from '../operation.ts';

/**
 * Reads credentials or settings with the system's own schema. An error names the wrong field: on a screen by the labels
 * of the form, such as "Products, entry 12, Number: nothing is entered", and on the command line by its path in the
 * JSON.
 */
export function parseForm(
  system: System,
  what: 'credentials' | 'settings',
  value: unknown,
  speaker: Speaker,
): OperationResult<unknown> {
  const read = system[what].safeParse(value);
  if (read.success) return success(read.data);
  const [issue] = read.error.issues;
  const path = issue?.path ?? [];
  if (speaker.listener.audience === 'commandLine' || !issue)
    return failure(
      422,
      reason(`${what}.wrong`, { field: [what, ...path].join('.'), said: issue?.message ?? 'unreadable' }),
    );
  const form = z.toJSONSchema(system[what], { io: 'input' }) as FormSchema;
  return failure(
    422,
    reason(`${what}.wrong`, { field: labelsOf(form, path, speaker.of(system.texts)), said: inWords(issue) }),
  );
}

/** The parts of a form's JSON Schema that hold the labels of its fields. */
interface FormSchema {
  readonly text?: string;
  readonly values?: Readonly<Record<string, Value>>;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly items?: FormSchema;
}

/** The labels on the path to a field. Entries of a list are counted from one, as in the form. */
function labelsOf(
  form: FormSchema | undefined,
  [step, ...further]: readonly PropertyKey[],
  speaker: Speaker,
): readonly string[] {
  if (step === undefined) return [];
  if (typeof step === 'number')
    return [speaker.word(word('field.entry', { number: step + 1 })), ...labelsOf(form?.items, further, speaker)];
  const field = form?.properties?.[String(step)];
  const label = field?.text === undefined ? String(step) : speaker.word({ word: field.text, values: field.values });
  return [label, ...labelsOf(field, further, speaker)];
}

function inWords(issue: z.core.$ZodIssue): Value {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'number' || issue.expected === 'int') return word('field.no_whole_number');
      return issue.message.endsWith('undefined') ? word('field.missing') : word('field.other_type');
    case 'too_small':
      // A text or a list with less than one is empty. A number with less than one is only too small.
      return issue.minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int'
        ? word('field.missing')
        : word('field.too_small', { least: String(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string'
        ? word('field.too_long', { most: String(issue.maximum) })
        : word('field.too_big', { most: String(issue.maximum) });
    case 'invalid_value':
      return word('field.no_choice', { choices: issue.values.map(String) });
    case 'custom':
      // A field may say in its own words what is wrong.
      return wordSchema.safeParse(issue.params?.['said']).data ?? word('field.unreadable');
    default:
      return word('field.unreadable');
  }
}
