import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { openBridge } from '../open.ts';
import { addAnswerCommand } from './commands/answer.ts';
import { addConnectionCommands } from './commands/connection.ts';
import { addShopCommands } from './commands/shop.ts';
import { addTransferCommands } from './commands/transfers.ts';
import { createOutput, Refusal } from './output.ts';
import type { Run } from './run.ts';

const program = new Command('kontor')
  .description('Sets up and looks after the bridge between WooCommerce shops and the office.')
  .option('--json', 'answer in JSON')
  .showHelpAfterError();

const run: Run = (work) => async (...given) => {
  const output = createOutput(program.opts<{ json?: boolean }>().json ?? false);
  const config = readConfig(process.env);
  if (!config.ok) throw new Refusal(...config.error);
  // What goes wrong is said by the command itself; its log would only be in the way of scripts.
  const opened = await openBridge(config.value, process.env, createLog({ level: 'silent' }), { owner: false });
  if (!opened.ok) throw new Refusal(...opened.error);
  try {
    await work({ bridge: opened.value, output }, ...given);
  } finally {
    await opened.value.close();
  }
};

addShopCommands(program, run);
addConnectionCommands(program, run);
addTransferCommands(program, run);
addAnswerCommand(program, run);

// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});

try {
  await program.parseAsync();
} catch (fault) {
  if (!(fault instanceof Refusal)) throw fault;
  const json = program.opts<{ json?: boolean }>().json ?? false;
  process.stderr.write(json ? `${JSON.stringify({ reasons: fault.reasons }, null, 2)}\n` : `${fault.message}\n`);
  process.exitCode = 1;
}
