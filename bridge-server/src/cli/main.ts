import { CommanderError } from 'commander';
import { operatorPrincipal, type Principal } from '../auth/principal.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openBridge } from '../open.ts';
import type { Operation, Parts } from '../operations/operation.ts';
import { speakerFor } from '../systems/speaker.ts';
import { languageOfProcess } from '../texts/language.ts';
import type { Speaker } from '../texts/say.ts';
import { complaintOf, createOutput, exitCodes, RefusedCommand } from './output.ts';
import { progressOn, runPages } from './pages.ts';
import { createProgram } from './program.ts';
import { withShop } from './shop.ts';
import { jsonForTerminal } from './terminal.ts';

const program = createProgram(perform);
const inJson = (): boolean => program.opts<{ json?: boolean }>().json ?? false;
const speaker = (): Speaker =>
  speakerFor({
    language: languageOfProcess(program.opts<{ lang?: string }>().lang, process.env),
    audience: 'commandLine',
  });

async function perform(operation: Operation, given: Record<string, unknown>): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) throw new RefusedCommand(...config.error);
  // What goes wrong is said by the command itself; its log would only be in the way of scripts.
  const opened = await openBridge(config.value, process.env, createLog({ level: 'silent' }), { owner: false });
  if (!opened.ok) throw new RefusedCommand(...opened.error);
  try {
    // Whoever is at the machine runs the bridge.
    const principal = operatorPrincipal(process.env['USER'] ?? 'unknown');
    const input = await withShop(operation, opened.value.database.knex, given);
    if (operation.pages) return await performPages(operation, opened.value, input, principal);
    const answered = await operation.run(opened.value, input, principal, speaker());
    if (!answered.ok) throw new RefusedCommand(answered.error);
    createOutput(inJson()).answer(answered.value, operation);
    markRefused(operation, answered.value);
  } finally {
    await opened.value.close();
  }
}

/** One summary of all pages; a script tells from the exit code whether some were refused. */
async function performPages(
  operation: Operation,
  parts: Parts,
  given: Record<string, unknown>,
  principal: Principal,
): Promise<void> {
  const progress = progressOn(process.stderr, inJson());
  const whole = await runPages(operation, parts, given, principal, speaker(), progress).finally(() => progress.end());
  createOutput(inJson()).answer(whole, operation);
  markRefused(operation, whole);
}

/** What was done in part, or tells of something wrong, ends as what was refused, and the answer says which. */
function markRefused({ isWrong }: Operation, answer: unknown): void {
  const { refused } = Object(answer) as { refused?: unknown };
  if ((Array.isArray(refused) && refused.length > 0) || isWrong?.(answer) === true)
    process.exitCode = exitCodes.refused;
}

// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});

try {
  await program.parseAsync();
} catch (fault) {
  if (fault instanceof CommanderError) {
    // Commander has said it already.
    process.exitCode = fault.exitCode === 0 ? 0 : exitCodes['wrong input'];
  } else if (fault instanceof RefusedCommand) {
    const { reasons } = fault;
    const told = inJson()
      ? `${jsonForTerminal(JSON.stringify({ reasons: reasons.map(speaker().told) }, null, 2))}\n`
      : complaintOf(reasons, speaker());
    process.stderr.write(told);
    process.exitCode = fault.exitCode;
  } else {
    throw fault;
  }
}
