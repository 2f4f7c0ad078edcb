import { Command, Option } from 'commander';
import { holdersThatMay } from '../auth/admit.ts';
import { operations } from '../operations/all.ts';
import { languages } from '../texts/text.ts';
import { addCommand, describeGroups, type Perform } from './commands.ts';
import { completionOf } from './completion.ts';
import { exitCodes } from './output.ts';

/**
 * The command line: everything that an operator may ask of the bridge. It throws commander's errors in place of ending
 * the process.
 */
export function createProgram(perform: Perform): Command {
  const program = new Command('kontor')
    .description('Sets up and looks after the bridge between WooCommerce shops and the office.')
    .option('--json', 'answer in JSON, as the HTTP interface does')
    .addOption(
      new Option('--lang <language>', 'the language of what is told (default: that of the environment)').choices(
        languages,
      ),
    )
    .addHelpText(
      'after',
      `\nExit codes: ${Object.entries(exitCodes)
        .map(([meaning, code]) => `${code} ${meaning}`)
        .join(', ')}.`,
    )
    .showHelpAfterError()
    .exitOverride();
  // What only a shop asks, such as another key for itself, it signs.
  for (const operation of operations.filter((one) => holdersThatMay(one).includes('operator')))
    addCommand(program, operation, perform);
  describeGroups(program);
  program
    .command('completion')
    .description('A script that completes commands and options: eval "$(kontor completion)".')
    .action(() => void process.stdout.write(completionOf(program)));
  return program;
}
