import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import type { z } from 'zod';
import { checkCredentials, connect, type Connected } from '../../mirror/mirror.ts';
import { prepare } from '../../mirror/prepare.ts';
import { addConnection, archiveConnection, listConnections, pauseConnection } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import { findShop } from '../../shops/shop.ts';
import { functions, type CheckReport } from '../../systems/contract.ts';
import type { Bridge } from '../../open.ts';
import { Refusal } from '../output.ts';
import type { Run } from '../run.ts';

interface AddOptions {
  shop: string; system: string; credentials: string; settings?: string; functions?: string; statuses?: string; zeroTotal?: string; activeFrom?: string;
}

export function addConnectionCommands(program: Command, run: Run): void {
  const connection = program.command('connection').description('systems set up for a shop');

  connection.command('add').description('check the credentials with the system, then connect it; nothing is kept unless the check is green')
    .requiredOption('--shop <id>', 'the shop')
    .requiredOption('--system <key>', 'the system, such as poweroffice')
    .requiredOption('--credentials <file>', 'JSON file with the credentials, or - for standard input')
    .option('--settings <file>', 'JSON file with settings that differ from the defaults, or - for standard input')
    .option('--functions <list>', `what to switch on, separated by commas, of ${functions.join(', ')}`, 'orders,refunds,createCustomers')
    .option('--statuses <list>', 'statuses that send, separated by commas', 'processing,completed')
    .addOption(new Option('--zero-total <what>', 'what becomes of orders of 0.00').choices(['close', 'send']).default('close'))
    .option('--active-from <time>', 'leave out orders created before, such as 2026-01-01T00:00:00Z; without it every known order counts')
    .addHelpText('after', '\nExample:\n  echo \'{"clientKey": "…"}\' | kontor connection add --shop s… --system poweroffice --credentials -')
    .action(run(async ({ bridge, output }, options: AddOptions) => {
      const shop = await findShop(bridge.database.knex, options.shop);
      if (!shop) throw new Refusal({ code: 'shop.unknown', cause: `There is no shop ${options.shop}.`, remedy: 'List them with: kontor shop list.' });
      const found = bridge.systems(options.system);
      if (!found) {
        throw new Refusal({
          code: 'system.not_set_up', cause: `This bridge does not offer the system "${options.system}".`,
          remedy: `Set its operator settings (KONTOR_${options.system.toUpperCase()}_…) and try again. Offered: ${bridge.offered.join(', ') || 'none'}.`,
        });
      }
      const credentials = parse(found.system.credentials, readJson(options.credentials), 'credentials');
      const settings = parse(found.system.settings, options.settings === undefined ? {} : readJson(options.settings), 'settings');
      const given = parse(rules, {
        functions: listed(options.functions), statuses: listed(options.statuses), zeroTotal: options.zeroTotal, activeFrom: options.activeFrom ?? null,
      }, 'rules');
      const report = await checkCredentials(bridge.mirror, found, { shopId: shop.id, settings, credentials });
      if (!report.ok) throw new Refusal(report);
      const added = await addConnection(bridge.database.knex, bridge.sealer, {
        shopId: shop.id, system: options.system, account: report.account, accountName: report.accountName, rules: given, settings, credentials,
      });
      output.thing({ connection: added.id, shop: shop.id, system: added.system, account: added.accountName, statuses: given.statuses.join(', '), notes: report.notes }, detailsOf(report));
    }));

  connection.command('check').description('ask the system whether the connection works; says the cause and what to do when it does not')
    .requiredOption('--shop <id>', 'the shop').argument('<connection>', 'the connection')
    .action(run(async ({ bridge, output }, id: string, options: { shop: string }) => {
      const connected = await known(bridge, options.shop, id);
      const report = await connected.system.check(connected.context({ correlationId: randomUUID() }));
      if (!report.ok) throw new Refusal(report);
      output.thing({ ok: true, account: report.accountName, latencyMs: report.latencyMs, notes: report.notes }, detailsOf(report));
    }));

  connection.command('options').description('what the system offers for the settings that name something of it')
    .requiredOption('--shop <id>', 'the shop').argument('<connection>', 'the connection')
    .action(run(async ({ bridge, output }, id: string, options: { shop: string }) => {
      const connected = await known(bridge, options.shop, id);
      const lists = await connected.system.options(connected.context({ correlationId: randomUUID() }));
      output.table(['list', 'value', 'label'], Object.entries(lists).flatMap(([list, entries]) => entries.map((entry) => ({ list, ...entry }))));
    }));

  connection.command('create-products').description('create the products of the settings that the system lacks; may be repeated')
    .requiredOption('--shop <id>', 'the shop').argument('<connection>', 'the connection')
    .action(run(async ({ bridge, output }, id: string, options: { shop: string }) => {
      const connected = await known(bridge, options.shop, id);
      const prepared = await prepare(bridge.mirror, connected, randomUUID());
      if (!prepared) throw new Refusal({ code: 'system.no_products', cause: `${connected.system.label} has no products to create.`, remedy: 'Nothing needs to be done.' });
      if (prepared.kind === 'failed') throw new Refusal({ code: prepared.code, cause: prepared.cause, remedy: `Find out more with: kontor connection check --shop ${options.shop} ${id}` });
      output.table(['what', 'done', 'cause'], prepared.all.map((entry) => ({ ...entry })));
    }));

  connection.command('list').description('all connections, with their doors')
    .option('--shop <id>', 'of one shop')
    .action(run(async ({ bridge, output }, options: { shop?: string }) => {
      const all = await listConnections(bridge.database.knex, options.shop);
      output.table(['id', 'shop', 'system', 'account', 'statuses', 'paused', 'door', 'since'], all.map((entry) => ({
        id: entry.id, shop: entry.shopId, system: entry.system, account: entry.accountName, statuses: entry.rules.statuses.join(', '),
        paused: entry.paused, door: entry.door ? `${entry.door.code}: ${entry.door.cause}` : 'open', since: entry.door?.since ?? null,
      })));
    }));

  for (const [verb, paused, says] of [['pause', true, 'send nothing for now'], ['resume', false, 'go on where pausing stopped']] as const) {
    connection.command(verb).description(says).requiredOption('--shop <id>', 'the shop').argument('<connection>', 'the connection')
      .action(run(async ({ bridge, output }, id: string, options: { shop: string }) => {
        if (!(await pauseConnection(bridge.database.knex, options.shop, id, paused))) throw unknownConnection(id);
        output.thing({ connection: id, paused });
      }));
  }

  connection.command('remove').description('put a connection away; its documents and their history stay')
    .requiredOption('--shop <id>', 'the shop').argument('<connection>', 'the connection')
    .action(run(async ({ bridge, output }, id: string, options: { shop: string }) => {
      if (!(await archiveConnection(bridge.database.knex, options.shop, id))) throw unknownConnection(id);
      output.thing({ removed: id });
      output.hint('What was not sent yet is closed. Adding the same account again goes on where this ended; nothing is sent twice.');
    }));
}

const listed = (text = ''): string[] => text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');

const unknownConnection = (id: string) =>
  new Refusal({ code: 'connection.unknown', cause: `The shop has no connection ${id}.`, remedy: 'List them with: kontor connection list.' });

async function known({ mirror }: Bridge, shop: string, id: string): Promise<Connected> {
  const connected = await connect(mirror, shop, id);
  if (!connected) throw unknownConnection(id);
  return connected;
}

const detailsOf = ({ details }: Extract<CheckReport, { ok: true }>) => ({ name: 'details', columns: ['label', 'value'], rows: details.map((entry) => ({ ...entry })) });

function readJson(file: string): unknown {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal({ code: 'input.not_json', cause: `${file === '-' ? 'Standard input' : file} is not JSON.`, remedy: 'Give one JSON object.' });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(...parsed.error.issues.map((issue) => ({
    code: `${what}.wrong`, cause: `${[what, ...issue.path].join('.')}: ${issue.message}.`, remedy: `Mend ${what} and try again.`,
  })));
}
