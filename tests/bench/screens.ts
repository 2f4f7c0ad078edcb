import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import { readConfig } from '../../bridge-server/src/config.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { openBridge } from '../../bridge-server/src/open.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { addShop } from '../../bridge-server/src/shops/shop.ts';
import type { Figure, Measure } from './measure.ts';
import { loadScreens } from './screens-load.ts';
import { openShop } from './shop.ts';
import { speaker } from '../setup/telling.ts';

const orders = 100_000;
const rounds = 40;
/** How long 95 % of the answers may take at most, in milliseconds. */
const limit = 100;

type Input = Record<string, unknown>;
/** A list or search of a screen, as the command that answers it. */
interface Screen {
  name: string;
  command: string;
  /** The command's input in one round. */
  input(round: number): Input;
  /** The page that is measured; the pages before it are asked for beforehand. */
  page?: number;
}

const ids = (round: number, count: number) =>
  Array.from({ length: count }, (_, index) => ((round * 7919 + index * 104_729) % orders) + 1).join(',');
const monthsAgo = (months: number) => new Date(Date.now() - months * 30 * 86_400_000).toISOString();

const screens = (connection: string): readonly Screen[] => [
  { name: 'overview', command: 'overview', input: () => ({ timeZone: 'Europe/Oslo' }) },
  { name: 'standings, 50 ids', command: 'order standings', input: (round) => ({ ids: ids(round, 50) }) },
  { name: 'standings, 100 ids', command: 'order standings', input: (round) => ({ ids: ids(round, 100) }) },
  ...[
    {},
    { state: 'done' },
    { state: 'blocked' },
    { state: 'waiting' },
    { state: 'closed', reason: 'rule.before_active' },
    { reason: 'gap.' },
    { reason: 'gap.no_such' },
    { connection: 'second' },
    { connection, state: 'blocked' },
    { system: 'poweroffice' },
    { since: monthsAgo(7), until: monthsAgo(6) },
    { state: 'blocked', since: monthsAgo(12), until: monthsAgo(11) },
    { state: 'done', until: monthsAgo(11) },
    { least: '4999' },
    { least: '100', most: '101' },
    { least: '99999' },
    { state: 'blocked', least: '4900' },
    { number: '77777' },
  ].map((filter): Screen => ({
    name: `standings ${JSON.stringify(filter)}`,
    command: 'order standings',
    input: () => filter,
  })),
  { name: 'standings, page 20', command: 'order standings', input: () => ({ limit: 100 }), page: 20 },
  {
    name: 'standings of done, page 20',
    command: 'order standings',
    input: () => ({ state: 'done', limit: 100 }),
    page: 20,
  },
  {
    name: 'standings of blocked, page 10',
    command: 'order standings',
    input: () => ({ state: 'blocked', limit: 100 }),
    page: 10,
  },
  ...[
    {},
    { state: 'blocked' },
    { state: 'done' },
    { state: 'closed' },
    { state: 'blocked', reason: 'doubt.' },
    { reason: 'gap.no_such' },
    { connection: 'second', state: 'waiting' },
    { number: '4711' },
    { order: '4711' },
  ].map((filter): Screen => ({
    name: `transfers ${JSON.stringify(filter)}`,
    command: 'transfers',
    input: () => filter,
  })),
  { name: 'transfers, page 20', command: 'transfers', input: () => ({ limit: 200 }), page: 20 },
  ...[
    {},
    { kind: 'by_hand' },
    { connection: 'second' },
    { clerk: 'nobody' },
    { state: 'done' },
    { state: 'expired' },
  ].map((filter): Screen => ({ name: `tasks ${JSON.stringify(filter)}`, command: 'tasks', input: () => filter })),
  ...[
    {},
    { order: '4711' },
    { number: '4711' },
    { transfer: '17' },
    { correlation: 'none' },
    { connection: 'second' },
    { system: 'poweroffice' },
    { system: 'nobody' },
    { code: 'gap.' },
    { code: 'step.begun' },
    { code: 'nothing.' },
    { actor: 'worker' },
    { actor: 'operator:berit' },
    { actor: 'operator:' },
    { actor: 'operator:nobody' },
    { actor: 'office' },
    { state: 'done' },
    { state: 'blocked' },
    { state: 'sending' },
    { since: new Date().toISOString() },
    { since: monthsAgo(6), code: 'gap.' },
    { connection: 'second', state: 'blocked', code: 'refused.' },
  ].map((filter): Screen => ({ name: `journal ${JSON.stringify(filter)}`, command: 'journal', input: () => filter })),
  { name: 'journal, page 20', command: 'journal', input: () => ({ limit: 200 }), page: 20 },
  { name: 'shop connections', command: 'shop connections', input: () => ({}) },
  { name: 'shop systems', command: 'shop systems', input: () => ({}) },
  ...[{}, { number: '4711' }, { document: 'missing' }, { problem: 'any' }].map((filter): Screen => ({
    name: `orders ${JSON.stringify(filter)}`,
    command: 'orders',
    input: () => filter,
  })),
  {
    name: 'connection change, preview',
    command: 'connection change',
    input: () => ({ connection, statuses: ['completed'], preview: true }),
  },
];

/** How fast every list and search of the screens is answered for a shop with many orders. */
export const screensMeasure: Measure = {
  name: 'screens',
  async run({ scale, say }) {
    const shop = await openShop();
    const config = readConfig({ ...shop.env, LOG_LEVEL: 'silent' });
    if (!config.ok) throw new Error(config.error[0]?.code);
    const bridge = await openBridge(config.value, shop.env, createLog({ level: 'silent' }), { owner: false });
    if (!bridge.ok) throw new Error(bridge.error[0]?.code);
    const emptyShop = await addShop(shop.database.knex, { name: 'Fjell', url: 'https://fjell.example' });
    try {
      const count = Math.ceil(orders * scale);
      say(`loading ${count} orders`);
      await loadScreens(shop, count);
      const empty = await measure(bridge.value, emptyShop.id, {
        name: 'overview without orders',
        command: 'overview',
        input: () => ({}),
      });
      const figures = [empty];
      for (const screen of screens(shop.connection.id)) {
        const figure = await measure(bridge.value, shop.sender.shop, screen);
        say(`${figure.name}: 95 % within ${figure.value.toFixed(1)} ms, ${figure.against}`);
        figures.push(figure);
      }
      return figures;
    } finally {
      await bridge.value.close();
      await shop.database.close();
    }
  },
};

const principal = operatorPrincipal('bench');

async function measure(parts: Parts, shop: string, { name, command, input, page = 1 }: Screen): Promise<Figure> {
  const operation = operations.find((candidate) => candidate.command === command);
  if (!operation) throw new Error(`There is no command ${command}`);
  const ask = async (request: Input): Promise<{ next?: string | null }> => {
    const answer = await operation.run(parts, { shop, ...request }, principal, speaker);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
    return answer.value as { next?: string | null };
  };
  let after: string | null | undefined;
  for (let last = 1; last < page; last++) after = (await ask({ ...input(0), ...(after ? { after } : {}) })).next;
  const times: number[] = [];
  // The first three rounds warm up and do not count.
  for (let round = -3; round < rounds; round++) {
    const request = { ...input(round + 3), ...(after ? { after } : {}) };
    const startedAt = performance.now();
    await ask(request);
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const percentile = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return {
    name,
    value: percentile(0.95),
    baseline: limit,
    ratio: limit / percentile(0.95),
    goal: 1,
    judged: 'ratio',
    unit: 'ms',
    against: `half within ${percentile(0.5).toFixed(1)} ms; the goal is 95 % within ${limit} ms`,
  };
}
