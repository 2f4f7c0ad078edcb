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
/** What an answer may take, in milliseconds, nineteen times of twenty. */
const limit = 100;

type Asked = Record<string, unknown>;
interface Screen {
  name: string;
  command: string;
  /** The input of one round. */
  input(round: number): Asked;
  /** Goes on to this page, each page after the other, before the clock starts. */
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

/** How fast every list and search of the screens is answered for a shop of many orders. */
export const screensMeasure: Measure = {
  name: 'screens',
  async run({ scale, say }) {
    const shop = await openShop();
    const config = readConfig({ ...shop.env, LOG_LEVEL: 'silent' });
    if (!config.ok) throw new Error(config.error[0]?.code);
    const bridge = await openBridge(config.value, shop.env, createLog({ level: 'silent' }), { owner: false });
    if (!bridge.ok) throw new Error(bridge.error[0]?.code);
    const other = await addShop(shop.database.knex, { name: 'Fjell', url: 'https://fjell.example' });
    try {
      const count = Math.ceil(orders * scale);
      say(`loading ${count} orders`);
      await loadScreens(shop, count);
      const empty = await measure(bridge.value, other.id, {
        name: 'overview without orders',
        command: 'overview',
        input: () => ({}),
      });
      const figures = [empty];
      for (const screen of screens(shop.connection.id)) {
        const figure = await measure(bridge.value, shop.sender.shop, screen);
        say(`${figure.value.toFixed(1)} ms, ${figure.against}: ${figure.name}`);
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
  const operation = operations.find((one) => one.command === command);
  if (!operation) throw new Error(`There is no command ${command}`);
  const ask = async (asked: Asked): Promise<{ next?: string | null }> => {
    const answered = await operation.run(parts, { shop, ...asked }, principal, speaker);
    if (!answered.ok) throw new Error(`${name}: ${answered.error.code}`);
    return answered.value as { next?: string | null };
  };
  let after: string | null | undefined;
  for (let last = 1; last < page; last++) after = (await ask({ ...input(0), ...(after ? { after } : {}) })).next;
  const took: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const asked = { ...input(round + 3), ...(after ? { after } : {}) };
    const begun = performance.now();
    await ask(asked);
    if (round >= 0) took.push(performance.now() - begun);
  }
  took.sort((one, another) => one - another);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? NaN;
  return {
    name,
    value: at(0.95),
    baseline: limit,
    ratio: limit / at(0.95),
    goal: 1,
    judged: 'ratio',
    unit: 'ms',
    against: `p50 ${at(0.5).toFixed(1)} ms; 95 % within ${limit} ms`,
  };
}
