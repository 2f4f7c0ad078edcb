import { Command, Option } from 'commander';
import { allowedHolders } from '../auth/admit.ts';
import { operations } from '../operations/all.ts';
import { languages } from '../texts/text.ts';
import { addCommand, describeGroups, type Perform } from './commands.ts';
import { completionOf } from './completion.ts';
import { addFetchCommand } from './fetch.ts';
import { exitCodes } from './output.ts';

/**
 * The command line with every operation that an operator may use. It throws commander's errors instead of ending the
 * process.
 */
export function createProgram(perform: Perform): Command {
  const program = new Command('kontor')
    .description('Sets up and monitors the bridge between WooCommerce shops and the office.')
    .option('--json', 'answer in JSON, like the HTTP interface')
    .addOption(
      new Option('--lang <language>', 'the language of answers (default: from the environment)').choices(languages),
    )
    .addHelpText(
      'after',
      `\nExit codes: ${Object.entries(exitCodes)
        .map(([meaning, code]) => `${code} ${meaning}`)
        .join(', ')}.`,
    )
    .showHelpAfterError()
    .exitOverride();
  // Operations that only a shop may use are left out: the command line acts as the operator.
  for (const operation of operations.filter((candidate) => allowedHolders(candidate).includes('operator')))
    addCommand(program, operation, perform);
  addFetchCommand(program);
  describeGroups(program);
  program
    .helpCommand(false)
    .command('help')
    .argument('[command...]', 'The words of the command, such as shop connect.')
    .description('Shows the help of a command.')
    .action((words: string[]) => helpedCommand(program, words).help());
  program
    .command('completion')
    .description('Writes a script that completes commands and options. Use it with: eval "$(kontor completion)".')
    .action(() => void process.stdout.write(completionOf(program)));
  return program;
}

/** The command of these words. An unknown word ends the search, so the help of its group is shown. */
function helpedCommand(program: Command, words: readonly string[]): Command {
  let helped = program;
  for (const word of words) {
    const below = helped.commands.find((command) => command.name() === word);
    if (!below) break;
    helped = below;
  }
  return helped;
}
