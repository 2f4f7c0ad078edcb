import type { Command } from 'commander';
import { answer, answersTo } from '../../mirror/answer.ts';
import { Refusal } from '../output.ts';
import type { Run } from '../run.ts';
import { findTransfer } from './transfers.ts';

export function addAnswerCommand(program: Command, run: Run): void {
  program.command('answer').description('answer what a blocked transfer asks, for all orders that ask the same; without a value: what may be answered')
    .argument('<transfer>', 'its id').argument('[value]', 'the answer')
    .option('--question <name>', 'which question, where the transfer asks several')
    .addHelpText('after', '\nExample:\n  kontor answer 17\n  kontor answer 17 new')
    .action(run(async ({ bridge, output }, id: string, value: string | undefined, options: { question?: string }) => {
      const transfer = await findTransfer(bridge, id);
      if (value === undefined) {
        output.table(['value', 'label', 'question', 'code'], answersTo(transfer).map((option) => ({ ...option })));
        return;
      }
      const given = { value, ...(options.question === undefined ? {} : { question: options.question }) };
      const answered = await answer(bridge.database, transfer, given, bridge.timing, `operator:${process.env['USER'] ?? 'unknown'}`);
      if (!answered.ok) throw new Refusal(answered.error);
      output.thing({ transfer: transfer.id, answer: value, state: answered.value.state, reason: answered.value.reason });
    }));
}
