import type { Principal } from '../auth/principal.ts';
import type { Operation, Parts } from '../operations/operation.ts';
import { RefusedCommand } from './output.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';

/** How far it is: `done` of those that are known so far. */
export type SayProgress = (so: { done: number; of: number }) => void;

/**
 * Does an operation page after page to its end, and answers as if it had been one: numbers add up, lists are one. What
 * keeps a later page from being done says where to go on.
 */
export async function runPages(
  operation: Pick<Operation, 'run'>,
  parts: Parts,
  given: Readonly<Record<string, unknown>>,
  principal: Principal,
  speaker: Speaker,
  progress: SayProgress,
): Promise<Record<string, unknown>> {
  let whole: Record<string, unknown> = {};
  let visited = 0;
  for (let after = given['after']; ;) {
    const answered = await operation
      .run(parts, { ...given, ...(after === undefined ? {} : { after }) }, principal, speaker)
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
    if (!answered.ok) throw new RefusedCommand(answered.error);
    const { next, remaining, ...page } = answered.value as Record<string, unknown>;
    whole = joined(whole, page);
    visited += Number(page['found'] ?? 0);
    progress({ done: visited, of: visited + Number(remaining) });
    if (typeof next !== 'string') return whole;
    after = next;
  }
}

const joined = (whole: Record<string, unknown>, page: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(page).map(([name, value]) => {
      const before = whole[name];
      if (typeof value === 'number' && typeof before === 'number') return [name, before + value];
      return [
        name,
        Array.isArray(value) && Array.isArray(before) ? [...(before as unknown[]), ...(value as unknown[])] : value,
      ];
    }),
  );

/** A line on a terminal that is written over as it grows; for scripts, and where the answer is JSON, nothing. */
export function progressOn(
  stream: { isTTY?: boolean; write(text: string): unknown },
  json: boolean,
): SayProgress & { end(): void } {
  let shown = false;
  const told = stream.isTTY === true && !json;
  const show: SayProgress = ({ done, of }) => {
    if (!told || of === 0) return;
    stream.write(`\r${done} of ${of}`);
    shown = true;
  };
  return Object.assign(show, {
    end: () => {
      if (shown) stream.write('\r\u001b[K');
    },
  });
}
