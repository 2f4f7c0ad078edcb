import { z } from 'zod';

/** A system's own report on a connection that works. */
export const report = z.object({
  account: z.string(),
  latencyMs: z.number(),
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  notes: z.array(z.string()),
});

export const reportOf = ({
  accountName,
  latencyMs,
  details,
  notes,
}: {
  accountName: string;
  latencyMs: number;
  details: readonly { label: string; value: string }[];
  notes: readonly string[];
}) => ({ account: accountName, latencyMs, details: [...details], notes: [...notes] });
