import { Option, type Command } from 'commander';
import { decimalsOf, formatMinor } from '@kontor/shared/money';
import { readJournal } from '../../journal/read.ts';
import { answersTo } from '../../mirror/answer.ts';
import { ask, type PersonVerb } from '../../mirror/ask.ts';
import { listTransfers, type ListedTransfer } from '../../mirror/list.ts';
import { preview } from '../../mirror/preview.ts';
import { states, type State } from '../../mirror/states.ts';
import { listConnections } from '../../shops/connection.ts';
import { Refusal } from '../output.ts';
import type { Run } from '../run.ts';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Refusal({ code: 'input.not_a_number', cause: `"${text}" is no id.`, remedy: 'Give a whole number.' });
  return value;
};

const amount = (value: number | null, currency: string | null): string | null =>
  value === null || !currency ? null : `${formatMinor(value, decimalsOf(currency))} ${currency}`;

const summary = (transfer: ListedTransfer) => ({
  id: transfer.id, shop: transfer.shopId, connection: transfer.connectionId, order: transfer.orderNumber, orderId: transfer.orderId, kind: transfer.kind,
  state: transfer.state, reason: transfer.reason, document: transfer.documentNumber,
  total: amount(transfer.total, transfer.currency), targetTotal: amount(transfer.targetTotal, transfer.currency),
  invoice: transfer.office.invoiceNumber ?? null, sentAt: transfer.office.sentAt ?? null, paidAt: transfer.office.paidAt ?? null, changedAt: transfer.changedAt,
});

export function addTransferCommands(program: Command, run: Run): void {
  program.command('transfers').description('documents on their way, newest first')
    .option('--shop <id>', 'of one shop').addOption(new Option('--state <state>', 'in one state').choices([...states]))
    .option('--order <id>', 'of one order (WooCommerce id)').option('--reason <code>', 'with one reason, or a group such as gap.')
    .option('--limit <n>', 'at most so many', '50')
    .action(run(async ({ bridge, output }, options: { shop?: string; state?: State; order?: string; reason?: string; limit: string }) => {
      const found = await listTransfers(bridge.database.knex, {
        limit: wholeNumber(options.limit),
        ...(options.shop === undefined ? {} : { shopId: options.shop }), ...(options.state === undefined ? {} : { state: options.state }),
        ...(options.order === undefined ? {} : { orderId: wholeNumber(options.order) }), ...(options.reason === undefined ? {} : { reason: options.reason }),
      });
      output.table(['id', 'shop', 'order', 'kind', 'state', 'reason', 'document', 'total', 'targetTotal', 'invoice', 'paidAt', 'changedAt'], found.map(summary));
    }));

  program.command('show').description('one transfer with its reason and every step').argument('<transfer>', 'its id')
    .action(run(async ({ bridge, output }, id: string) => {
      const transfer = await findTransfer(bridge, id);
      const journal = await readJournal(bridge.database.knex, { transferId: transfer.id, limit: 500 });
      output.thing({
        ...summary(transfer), cause: transfer.detail.cause ?? null, remedy: transfer.detail.remedy ?? null, gaps: transfer.detail.gaps ?? null,
        answers: answersTo(transfer).map(({ value, label }) => `${value}: ${label}`), notes: transfer.detail.notes ?? [],
        invoicedAt: transfer.office.invoicedAt ?? null, sentBy: transfer.office.sentBy ?? null, open: amount(transfer.office.balance ?? null, transfer.currency),
        attempts: transfer.attempts, nextLook: transfer.state === 'waiting' || transfer.state === 'in_doubt' ? transfer.dueAt : null,
        correlationId: transfer.correlationId,
      }, { name: 'steps', columns: ['at', 'actor', 'code', 'detail'], rows: journal.map(({ at, actor, code, detail }) => ({ at, actor, code, detail })) });
    }));

  program.command('preview').description('what the worker would send for an order now; writes nothing')
    .requiredOption('--shop <id>', 'the shop').option('--connection <id>', 'the connection, where the shop has several').argument('<order>', 'the order (WooCommerce id)')
    .action(run(async ({ bridge, output }, order: string, options: { shop: string; connection?: string }) => {
      const connections = await listConnections(bridge.database.knex, options.shop);
      const chosen = connections.filter((entry) => options.connection === undefined || entry.id === options.connection);
      const [connection] = chosen;
      if (!connection || chosen.length > 1) {
        throw new Refusal({ code: 'connection.unclear', cause: `The shop has ${connections.length} connections.`, remedy: 'Name one with --connection; list them with: kontor connection list.' });
      }
      const seen = await preview(bridge.mirror, { shopId: options.shop, connectionId: connection.id, orderId: wholeNumber(order) });
      if (!seen) throw new Refusal({ code: 'order.unknown', cause: `The bridge does not know order ${order} of this shop, or its system is not set up.`, remedy: 'Save the order in the shop, so that it is sent to the bridge.' });
      output.thing({ ...seen });
    }));

  const sayings: Readonly<Record<PersonVerb, string>> = {
    retry: 'try a waiting or blocked transfer again; what is in doubt is asked about first',
    elsewhere: 'close a transfer that somebody has dealt with outside of Kontor',
    absent: 'say that a document in doubt is not at the target, so that it may be sent',
    accept: 'accept that a document\'s total differs from its order\'s',
  };
  for (const [verb, description] of Object.entries(sayings) as [PersonVerb, string][]) {
    program.command(verb).description(description).argument('<transfer>', 'its id')
      .action(run(async ({ bridge, output }, id: string) => {
        const transfer = await findTransfer(bridge, id);
        const asked = await ask(bridge.database, verb, transfer, bridge.timing, `operator:${process.env['USER'] ?? 'unknown'}`);
        if (!asked.ok) throw new Refusal(asked.error);
        output.thing({ transfer: transfer.id, state: asked.value.state, reason: asked.value.reason });
      }));
  }

  program.command('journal').description('what happened, oldest first')
    .option('--shop <id>', 'of one shop').option('--order <id>', 'of one order (WooCommerce id)').option('--transfer <id>', 'of one transfer')
    .option('--correlation <id>', 'with the correlation id of an answer or a log line').option('--limit <n>', 'the newest so many', '100')
    .action(run(async ({ bridge, output }, options: { shop?: string; order?: string; transfer?: string; correlation?: string; limit: string }) => {
      const lines = await readJournal(bridge.database.knex, {
        limit: wholeNumber(options.limit),
        ...(options.shop === undefined ? {} : { shopId: options.shop }), ...(options.order === undefined ? {} : { orderId: wholeNumber(options.order) }),
        ...(options.transfer === undefined ? {} : { transferId: wholeNumber(options.transfer) }),
        ...(options.correlation === undefined ? {} : { correlationId: options.correlation }),
      });
      output.table(['at', 'shopId', 'orderId', 'transferId', 'actor', 'code', 'detail'], lines.map((line) => ({ ...line })));
    }));
}

/** The transfer with the id as it was typed, or a refusal. */
export async function findTransfer(bridge: Parameters<Parameters<Run>[0]>[0]['bridge'], id: string): Promise<ListedTransfer> {
  const [found] = await listTransfers(bridge.database.knex, { transferId: wholeNumber(id), limit: 1 });
  if (!found) throw new Refusal({ code: 'transfer.unknown', cause: `There is no transfer ${id}.`, remedy: 'List them with: kontor transfers.' });
  return found;
}
