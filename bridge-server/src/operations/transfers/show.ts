import { described, type DescribedDocument } from '@kontor/shared/api/described';
import { z } from 'zod';
import { listTasks } from '../../desk/tasks.ts';
import { readExchanges } from '../../journal/exchanges.ts';
import { readJournal } from '../../journal/read.ts';
import { defineOperation, success, shopInput, transferInput } from '../operation.ts';
import { taskOf, taskView } from '../tasks/view.ts';
import { withOpenPlan } from '../../mirror/transfer/plans.ts';
import { planOf, type Transfer } from '../../mirror/transfer/transfer.ts';
import type { System } from '../../systems/contract.ts';
import { describedOf, withoutPeople } from './described-view.ts';
import { exchangeOf, exchangeView } from './exchange-view.ts';
import { findTransfer, unknownTransfer } from './find.ts';
import { vatTable } from './vat-view.ts';
import { transferDetailOf, transferDetail } from './view.ts';
import type { Speaker } from '../../texts/say.ts';
import { sentenceOf } from '../sentence.ts';

export const transferShow = defineOperation({
  command: 'show',
  summary:
    "Shows one transfer: its reason, open tasks, every step, and the requests and answers without people's data.",
  method: 'get',
  path: '/v1/shops/{shop}/transfers/{transfer}',
  scope: 'transfers:read',
  input: z.strictObject({ shop: shopInput, transfer: transferInput }),
  positional: ['transfer'],
  answer: transferDetail.extend({
    /** The content of the document, without who ordered; null when nothing is planned or the plan was erased. */
    described: described.nullable(),
    tasks: z.array(
      taskView.pick({
        id: true,
        kind: true,
        title: true,
        cause: true,
        remedy: true,
        options: true,
        clerk: true,
        due: true,
      }),
    ),
    exchanges: z.array(exchangeView),
    steps: z.array(
      z.object({ at: z.date(), actor: z.string(), code: z.string(), text: z.string(), detail: z.unknown() }),
    ),
  }),
  table: [vatTable, { list: 'steps', columns: ['at', 'actor', 'code', 'text', 'detail'] }],
  examples: ['kontor show 17', 'kontor show --shop s… 17'],
  async run({ database, known }, input, _principal, speaker) {
    const transfer = await findTransfer({ database }, input);
    if (!transfer) return unknownTransfer(input.transfer);
    const { shopId, id: transferId } = transfer;
    const steps = await readJournal(database.knex, { shopId, transferId, limit: 500 });
    const exchanges = await readExchanges(database.knex, shopId, transferId);
    const tasks = await listTasks(database.pool, { shopId, transferId, state: 'open', limit: 100 });
    return success({
      ...transferDetailOf(transfer, speaker),
      described: describedPlanOf(await withOpenPlan(database.pool, transfer), known, speaker),
      tasks: tasks.map((task) => taskOf(task, speaker)),
      exchanges: exchanges.map(exchangeOf),
      steps: steps.map(({ at, actor, code, detail }) => ({
        at,
        actor,
        code,
        text: sentenceOf({ code, detail }, speaker),
        detail,
      })),
    });
  },
});

/** The planned document; null without a plan, or when this version of the system cannot read the plan any more. */
function describedPlanOf(transfer: Transfer, known: readonly System[], speaker: Speaker): DescribedDocument | null {
  const { system, currency } = transfer;
  const knownSystem = known.find(({ key }) => key === system);
  const plan = knownSystem?.plan.safeParse(planOf(transfer)?.plan);
  return knownSystem && plan?.success
    ? describedOf(withoutPeople(knownSystem.describe(plan.data)), currency, speaker)
    : null;
}
