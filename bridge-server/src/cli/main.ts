import { CommanderError } from 'commander';
import { operatorPrincipal, type Principal } from '../auth/principal.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openBridge } from '../open.ts';
import type { Operation, Parts } from '../operations/operation.ts';
import type { Speaker } from '../texts/say.ts';
import { complaintOf, createOutput, exitCodes, RefusedCommand } from './output.ts';
import { progressOn, runPages } from './pages.ts';
import { createProgram } from './program.ts';
import { withShop } from './shop.ts';
import { speakerOfCommand } from './speaker.ts';
import { jsonForTerminal } from './terminal.ts';

const program = createProgram(perform);
const inJson = (): boolean => program.opts<{ json?: boolean }>().json ?? false;
const speaker = (): Speaker => speakerOfCommand(program);

async function perform(operation: Operation, typed: Record<string, unknown>): Promise<void> {
  const config = readConfig(process.env);
  if (!config.ok) throw new RefusedCommand(...config.error);
  // The command itself reports what goes wrong. Log lines would only disturb scripts.
  const opened = await openBridge(config.value, process.env, createLog({ level: 'silent' }), { owner: false });
  if (!opened.ok) throw new RefusedCommand(...opened.error);
  try {
    // Whoever can run commands on the bridge's machine is the operator.
    const principal = operatorPrincipal(process.env['USER'] ?? 'unknown');
    const input = await withShop(operation, opened.value.database.knex, typed);
    if (operation.pages) return await performPages(operation, opened.value, input, principal);
    const result = await operation.run(opened.value, input, principal, speaker());
    if (!result.ok) throw new RefusedCommand(result.error);
    createOutput(inJson()).answer(result.value, operation);
    setExitCode(operation, result.value);
  } finally {
    await opened.value.close();
  }
}

/** Runs an operation page by page, shows the progress, and answers with one summary of all pages. */
async function performPages(
  operation: Operation,
  parts: Parts,
  input: Record<string, unknown>,
  principal: Principal,
): Promise<void> {
  const progress = progressOn(process.stderr, inJson());
  const summary = await runPages(operation, parts, input, principal, speaker(), progress).finally(() => progress.end());
  createOutput(inJson()).answer(summary, operation);
  setExitCode(operation, summary);
}

/** An answer that names refused items, or that reports something wrong, gets the exit code of a refusal. */
function setExitCode({ isWrong }: Operation, answer: unknown): void {
  const { refused } = Object(answer) as { refused?: unknown };
  if ((Array.isArray(refused) && refused.length > 0) || isWrong?.(answer) === true)
    process.exitCode = exitCodes.refused;
}

// A reader that stops early, such as `head`, is not an error.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});

try {
  await program.parseAsync();
} catch (fault) {
  if (fault instanceof CommanderError) {
    // Commander has already written the message.
    process.exitCode = fault.exitCode === 0 ? 0 : exitCodes['wrong input'];
  } else if (fault instanceof RefusedCommand) {
    const { reasons } = fault;
    const complaint = inJson()
      ? `${jsonForTerminal(JSON.stringify({ reasons: reasons.map(speaker().told) }, null, 2))}\n`
      : complaintOf(reasons, speaker());
    process.stderr.write(complaint);
    process.exitCode = fault.exitCode;
  } else {
    throw fault;
  }
}
