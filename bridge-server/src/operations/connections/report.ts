import type { Word } from '@kontor/shared/problem';
import { z } from 'zod';
import type { CheckReport, System } from '../../systems/contract.ts';
import { catalogue } from '../../texts/catalogue.ts';
import { inEnglishWord } from '../../texts/reason.ts';

/** A system's own report on a connection that works. */
export const report = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});

/** The report as people read it. */
export function reportOf(
  { accountName, latencyMs, details, notes }: Extract<CheckReport, { ok: true }>,
  { texts }: Pick<System, 'texts'>,
): z.input<typeof report> {
  const say = (word: Word) => inEnglishWord([texts, catalogue], word);
  return {
    account: accountName,
    latencyMs,
    details: details.map(({ label, value }) => ({
      label: say(label),
      value: say({ word: 'value', values: { value } }),
    })),
    notes: notes.map(say),
  };
}
