import type { Principal } from '../auth/principal.ts';
import type { Operation, Parts } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';

/** Shows the progress: `done` entries of all that are known so far. */
export type SayProgress = (progress: { done: number; of: number }) => void;

/**
 * Runs an operation page by page to its end, and answers as if it had been one page: numbers are added, lists are
 * joined. When a later page fails, the refusal says where to continue.
 */
export async function runPages(
  operation: Pick<Operation, 'run'>,
  parts: Parts,
  input: Readonly<Record<string, unknown>>,
  principal: Principal,
  speaker: Speaker,
  progress: SayProgress,
): Promise<Record<string, unknown>> {
  let summary: Record<string, unknown> = {};
  let visited = 0;
  for (let after = input['after']; ;) {
    const result = await operation
      .run(parts, { ...input, ...(after === undefined ? {} : { after }) }, principal, speaker)
      .catch((fault: unknown) => {
        if (visited > 0)
          throw new RefusedCommand(
            reason('bulk.broke_off', {
              said: fault instanceof Error ? fault.message : String(fault),
              visited,
              after: String(after),
            }),
          );
        throw fault;
      });
    if (!result.ok) throw new RefusedCommand(result.error);
    const { next, remaining, ...page } = result.value as Record<string, unknown>;
    summary = joined(summary, page);
    visited += Number(page['found'] ?? 0);
    progress({ done: visited, of: visited + Number(remaining) });
    if (typeof next !== 'string') return summary;
    after = next;
  }
}

/** The summary with one more page: numbers are added, lists are joined. */
const joined = (summary: Record<string, unknown>, page: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(page).map(([name, value]) => {
      const earlier = summary[name];
      if (typeof value === 'number' && typeof earlier === 'number') return [name, earlier + value];
      return [
        name,
        Array.isArray(value) && Array.isArray(earlier) ? [...(earlier as unknown[]), ...(value as unknown[])] : value,
      ];
    }),
  );

/**
 * Shows progress as one line on a terminal, which is overwritten each time. For scripts and with JSON it shows nothing.
 */
export function progressOn(
  stream: { isTTY?: boolean; write(text: string): unknown },
  json: boolean,
): SayProgress & { end(): void } {
  let hasShown = false;
  const isShown = stream.isTTY === true && !json;
  const show: SayProgress = ({ done, of }) => {
    if (!isShown || of === 0) return;
    stream.write(`\r${done} of ${of}`);
    hasShown = true;
  };
  return Object.assign(show, {
    end: () => {
      if (hasShown) stream.write('\r\u001b[K');
    },
  });
}
