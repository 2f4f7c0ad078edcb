import { described, type DescribedDocument } from '@kontor/shared/api/described';
import { z } from 'zod';
import { listTasks } from '../../desk/tasks.ts';
import { readExchanges } from '../../journal/exchanges.ts';
import { readJournal } from '../../journal/read.ts';
import { defineOperation, success, shopInput, transferInput } from '../operation.ts';
import { taskOf, taskView } from '../tasks/view.ts';
import type { ListedTransfer } from '../../mirror/transfer/list.ts';
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
    "One transfer with its reason, its open tasks, every step, and what was sent and answered, without people's data.",
  method: 'get',
  path: '/v1/shops/{shop}/transfers/{transfer}',
  scope: 'transfers:read',
  input: z.strictObject({ shop: shopInput, transfer: transferInput }),
  positional: ['transfer'],
  answer: transferDetail.extend({
    /** What the document says, without who ordered; null where nothing is planned, or the plan was erased. */
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
  async run({ database, known }, given, _principal, speaker) {
    const found = await findTransfer({ database }, given);
    if (!found) return unknownTransfer(given.transfer);
    const steps = await readJournal(database.knex, { shopId: found.shopId, transferId: found.id, limit: 500 });
    const exchanges = await readExchanges(database.knex, found.shopId, found.id);
    const tasks = await listTasks(database.pool, {
      shopId: found.shopId,
      transferId: found.id,
      state: 'open',
      limit: 100,
    });
    return success({
      ...transferDetailOf(found, speaker),
      described: planOf(found, known, speaker),
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

/** What was planned, where this version of the system can still read it. */
function planOf(
  { frozen, system, currency }: ListedTransfer,
  known: readonly System[],
  speaker: Speaker,
): DescribedDocument | null {
  const its = known.find(({ key }) => key === system);
  const plan = its?.plan.safeParse(frozen?.plan);
  return its && plan?.success ? describedOf(withoutPeople(its.describe(plan.data)), currency, speaker) : null;
}
