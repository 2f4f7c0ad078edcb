import type { Value } from '@kontor/shared/problem';
import { z } from 'zod';
import type { CheckReport } from '../../systems/contract-report.ts';
import type { Speaker } from '../../texts/say.ts';

/** A system's own report on a connection that works. */
export const checkReportView = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** The report as people read it; `speaker`: who says what the system has to say. */
export const checkReportViewOf = (
  { accountName, latencyMs, details, notes }: Extract<CheckReport, { ok: true }>,
  speaker: Speaker,
): z.input<typeof checkReportView> => ({
  account: accountName,
  latencyMs,
  details: details.map(({ label, value }) => ({
    label: speaker.word(label),
    value: (isList(value) ? value : [value])
      .map((one) => speaker.word({ word: 'value', values: { value: one } }))
      .join('; '),
  })),
  notes: notes.map(speaker.word),
});
