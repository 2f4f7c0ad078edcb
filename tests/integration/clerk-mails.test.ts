import { pino } from 'pino';
import { tellNextClerk } from '../../bridge-server/src/desk/tell-clerks.ts';
import { openMailbox, type Mailbox } from '../setup/alarm-receivers.ts';
import { openOrthosoftShop, type OrthosoftShop } from '../setup/orthosoft-shop.ts';
import { speaker } from '../setup/telling.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

const ended: (() => unknown)[] = [];
const log = pino({ level: 'silent' });
let shop: OrthosoftShop;
let mailbox: Mailbox;
beforeAll(async () => {
  [shop, mailbox] = await Promise.all([openOrthosoftShop(), openMailbox(ended)]);
  await shop.ask('post', `connections/${shop.connection}/change`, { settings: { clerk: 'berit' } });
  await shop.ask('post', 'people/save', { kind: 'partner', number: 'AOK', name: 'AOK Nordost', ik: '109519005' });
});
afterAll(async () => {
  await shop.close();
  for (const end of ended) await end();
});
beforeEach(() => {
  mailbox.mails.length = 0;
});

const berit = { kind: 'clerk', number: 'berit', name: 'Berit', email: 'berit@example.com' };
const save = (changes: object = {}) => shop.ask('post', 'people/save', { ...berit, quiet: false, ...changes });
/** An order with an insurer that the office does not have, which becomes a task. */
async function orderWithTask(id: number, ik: string): Promise<void> {
  const meta = [{ id: 1, key: '_kontor_insurer_ik', value: ik }];
  await shop.send(simpleOrder(id, { meta_data: meta }));
  await shop.untilStanding(id, ['order blocked gap.insurer_unknown']);
}
/** Tells everybody who is to be told now. */
async function tell(gatherSeconds = 0): Promise<void> {
  const server = { host: '127.0.0.1', port: mailbox.port, isSecure: false, login: null };
  const { pool } = shop.world.database;
  while (await tellNextClerk(pool, { from: 'kontor@example.com', server }, { speaker, log, gatherSeconds }));
}

it('tell a clerk once of all new tasks, with the numbers of the orders and nothing of what is in them', async () => {
  await save();
  await orderWithTask(71, '109911114');
  await orderWithTask(72, '109500969');
  await tell(3600);
  expect(mailbox.mails).toEqual([]);
  await tell();
  expect(mailbox.mails).toHaveLength(1);
  expect(mailbox.mails[0]).toMatchObject({ from: 'kontor@example.com', to: 'berit@example.com' });
  const said = JSON.stringify(mailbox.mails[0]);
  expect(said).toContain('2 tasks');
  expect(said).toContain('#71, #72');
  expect(said).not.toMatch(/109911114|109500969|insurer/i);
  await tell();
  expect(mailbox.mails).toHaveLength(1);
});

it('tell nobody who wants no mail, has no address or is not there any more, until that changes', async () => {
  await save({ quiet: true });
  await orderWithTask(73, '101575519');
  await tell();
  await save({ email: '' });
  await tell();
  await save();
  await shop.ask('post', 'people/archive', { kind: 'clerk', number: 'berit' });
  await tell();
  expect(mailbox.mails).toEqual([]);
  // A pasted list changes names and addresses, and leaves the wish for no mail as it is.
  await save({ quiet: true });
  await shop.ask('post', 'people/import', { kind: 'clerk', lines: 'berit;Berit Muster;berit@example.com' });
  await tell();
  expect(mailbox.mails).toEqual([]);
  await save();
  await tell();
  expect(mailbox.mails.map(({ text }) => text)).toEqual([expect.stringContaining('#73')]);
});

it('are sent again later if the mail server refuses them', async () => {
  mailbox.refuses = 'Not now';
  await orderWithTask(74, '108018007');
  await tell();
  mailbox.refuses = null;
  await tell();
  expect(mailbox.mails).toEqual([]);
  await shop.world.database.knex('tasks').whereNotNull('tell_at').update({ tell_at: new Date() });
  await tell();
  expect(mailbox.mails.map(({ text }) => text)).toEqual([expect.stringContaining('#74')]);
});

it('tell whoever a task is given to, and not of tasks that are done', async () => {
  await save({ number: 'otto', name: 'Otto', email: 'otto@example.com' });
  const { tasks } = (await shop.ask('get', 'tasks')) as { tasks: { id: number; order: string }[] };
  const [given, done] = tasks;
  await shop.ask('post', `tasks/${given?.id}/assign`, { clerk: 'otto', note: 'Please look' });
  await shop.ask('post', `tasks/${done?.id}/assign`, { clerk: 'otto' });
  const { options } = (await shop.ask('get', `tasks/${done?.id}`)) as { options: { value: string }[] };
  await shop.ask('post', `tasks/${done?.id}/decide`, { option: options[0]?.value });
  // A review of the order that was under way may ask once more, until the order has gone on.
  await shop.untilStanding(Number(done?.order), ['order handed_over offered']);
  await tell();
  expect(mailbox.mails).toMatchObject([{ to: 'otto@example.com' }]);
  expect(mailbox.mails[0]?.text).toContain(`#${given?.order}`);
  expect(mailbox.mails[0]?.text).not.toContain(`#${done?.order}`);
  // A note alone is nothing to tell of.
  await shop.ask('post', `tasks/${given?.id}/assign`, { note: 'Done soon' });
  await tell();
  expect(mailbox.mails).toHaveLength(1);
});
