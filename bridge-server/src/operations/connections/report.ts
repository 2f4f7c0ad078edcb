import type { Value } from '@kontor/shared/problem';
import { z } from 'zod';
import type { CheckReport } from '../../systems/contract-report.ts';
import type { Speaker } from '../../texts/say.ts';

/** The report of a successful check, as people read it. */
export const checkReportView = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** `speaker`: one that knows the texts of the system. */
export const checkReportViewOf = (
  { accountName, latencyMs, details, notes }: Extract<CheckReport, { ok: true }>,
  speaker: Speaker,
): z.input<typeof checkReportView> => ({
  account: accountName,
  latencyMs,
  details: details.map(({ label, value }) => ({
    label: speaker.word(label),
    value: (isList(value) ? value : [value])
      .map((entry) => speaker.word({ word: 'value', values: { value: entry } }))
      .join('; '),
  })),
  notes: notes.map(speaker.word),
});
