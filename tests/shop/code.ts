import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CodeRequest, RunningSite } from './runtime.ts';

const outcome = z.union([z.object({ error: z.string() }), z.object({ value: z.unknown() })]);

/** Runs PHP code inside the site and returns its value. Throws with PHP's message if the code throws or ends PHP. */
export async function runCode(site: RunningSite, request: CodeRequest): Promise<unknown> {
  const printed = await site.execute(request);
  const answer = /@kontor-answer@(.*)@end@/.exec(printed)?.[1];
  if (answer === undefined) throw new Error(`The site did not answer the code, but printed:\n${printed}`);
  const read = outcome.parse(JSON.parse(answer));
  if ('error' in read) throw new Error(`${read.error}\n${printed.replace(/@kontor-answer@.*@end@/, '').trim()}`.trim());
  return read.value;
}

export type StepName = 'install' | 'activate' | 'configure' | 'open' | 'queue';

/** Runs one of the scripts in `steps/`, which read their `$args`. */
export async function runStep(
  site: RunningSite,
  name: StepName,
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const file = await readFile(new URL(`steps/${name}.php`, import.meta.url), 'utf8');
  return runCode(site, { phase: name === 'install' ? 'install' : null, code: file.replace(/^<\?php/, ''), args });
}
