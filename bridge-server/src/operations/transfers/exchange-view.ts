import { z } from 'zod';
import type { Exchange } from '../../journal/exchanges.ts';

/**
 * One request and its answer. Values that are or may be about people are replaced by their kind and length, such as
 * `‹text 14›`.
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

/** The body as JSON; as text when it was cut off or is not JSON. */
function bodyOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
