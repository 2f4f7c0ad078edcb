import { z } from 'zod';
import type { Exchange } from '../../journal/exchanges.ts';

/**
 * One request and its answer. In place of what is, or may be, about people stands a mark of its kind and length, such
 * as `‹text 14›`.
 */
export const exchangeView = z.object({
  at: z.date(),
  step: z.string(),
  method: z.string(),
  address: z.string(),
  status: z.number().int().nullable(),
  outcome: z.string(),
  ms: z.number().int(),
  request: z.unknown(),
  answer: z.unknown(),
});

export const exchangeOf = ({ request, answer, ...exchange }: Exchange): z.input<typeof exchangeView> => ({
  ...exchange,
  request: bodyOf(request),
  answer: bodyOf(answer),
});

/** As JSON, unless it was cut off or never was any. */
function bodyOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
