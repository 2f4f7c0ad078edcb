import { connect, createServer, type Server } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import type { AlarmConfig } from '../../bridge-server/src/config/alarms.ts';
import { waysOf } from '../../bridge-server/src/alarms/ways.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { sendMail } from '../../bridge-server/src/egress/mail.ts';
import { alarmOperations } from '../../bridge-server/src/operations/alarms.ts';
import type { Parts } from '../../bridge-server/src/operations/operation.ts';
import { openEndlessMailbox, openMailbox } from '../setup/alarm-receivers.ts';
import { borrowDatabase, dropBorrowed } from '../setup/database.ts';
import { listening } from '../setup/listening.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { until } from '../setup/until.ts';
import { speaker } from '../setup/telling.ts';
import { openReceivers, plantWorker, testClock, watchOf, type Receivers } from '../setup/watching.ts';

let receivers: Receivers;
let logged: string[];
const ended: (() => unknown)[] = [];
beforeEach(async () => {
  logged = [];
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(line: Buffer, _encoding, written) {
        logged.push(line.toString());
        written();
      },
    }),
  );
  receivers = await openReceivers(ended, { log });
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(dropBorrowed);

const test = alarmOperations.find(({ command }) => command === 'alarms test');
/** The last test alarm's ways that refused, and what was said of each way. */
let refused: string[];
let causes: string[];
/** What came of a test alarm by each way of these settings. */
async function tested(alarms: Partial<AlarmConfig>) {
  const parts = {
    mirror: { egress: receivers.egress },
    config: { publicUrl: 'https://kontor.example', alarms: { webhook: null, mail: null, ...alarms } },
  } as unknown as Parts;
  const answered = await test?.run(parts, {}, operatorPrincipal('tester'), speaker);
  if (!answered?.ok) return [{ code: answered?.error.code, status: answered?.error.status }];
  const { tests, ...rest } = answered.value as {
    tests: { way: string; arrived: boolean; code: string; cause: string; remedy: string }[];
    refused: string[];
  };
  ({ refused } = rest);
  causes = tests.map(({ cause }) => cause);
  for (const { code, cause, remedy } of tests)
    expect([code, cause, remedy].join()).not.toMatch(/[{}…]|hidden-part|wrong-password/);
  return tests.map(({ arrived, code }) => ({ arrived, code }));
}
const webhookWith = (changes: Partial<NonNullable<AlarmConfig['webhook']>> = {}) => {
  const { webhook } = receivers.config;
  if (!webhook) throw new Error('no webhook');
  return { webhook: { ...webhook, ...changes } };
};
const mailTo = (port: number, login: { user: string; password: string } | null = null, host = '127.0.0.1') => ({
  mail: { to: ['operator@example.com'], from: 'kontor@example.com', server: { host, port, isSecure: false, login } },
});

describe('kontor alarms test', () => {
  it('sends one by each way and says that it arrived', async () => {
    expect(await tested(receivers.config)).toEqual([
      { arrived: true, code: 'alarms.webhook_told' },
      { arrived: true, code: 'alarms.mail_told' },
    ]);
    expect(receivers.webhook.posts.map(({ body }) => body)).toMatchObject([
      { state: 'test', code: 'alarms.test', severity: 'none', runbook: null },
    ]);
    expect(receivers.mailbox.mails).toMatchObject([{ subject: '[Kontor] A test alarm' }]);
    // Many webhooks are secret by their path alone.
    expect(logged.join('')).toContain('request out');
    expect(logged.join('')).not.toContain('hidden-part');
  });

  it('says that no way is set', async () => {
    expect(await tested({})).toEqual([{ code: 'alarms.nobody', status: 409 }]);
  });

  it('says why the webhook did not take it, and follows no redirect', async () => {
    const { webhook } = receivers;
    webhook.answer = { status: 401 };
    expect(await tested(webhookWith())).toEqual([{ arrived: false, code: 'alarms.webhook_refused' }]);
    webhook.answer = { status: 307, location: webhook.url };
    expect(await tested(webhookWith())).toEqual([{ arrived: false, code: 'alarms.webhook_redirected' }]);
    expect(webhook.asked).toBe(2);
    // Nobody listens there, and the policy of this test allows another port alone.
    expect(await tested(webhookWith({ url: `http://127.0.0.1:${await freePort()}/` }))).toEqual([
      { arrived: false, code: 'alarms.webhook_not_allowed' },
    ]);
    for (const end of ended.splice(0)) await end();
    receivers = await openReceivers(ended);
    const { host } = receivers.webhook;
    await ended.shift()?.();
    expect(await tested(webhookWith({ url: `http://${host}/` }))).toEqual([
      { arrived: false, code: 'alarms.webhook_unreachable' },
    ]);
  });

  it('says why the mail server did not take it', async () => {
    const login = { user: 'kontor', password: 'right-password' };
    const { port } = await openMailbox(ended, { login });
    expect(await tested(mailTo(port, login))).toEqual([{ arrived: true, code: 'alarms.mail_told' }]);
    expect(await tested(mailTo(port, { user: 'kontor', password: 'wrong-password' }))).toEqual([
      { arrived: false, code: 'alarms.mail_login' },
    ]);
    // Nobody logged in, where the server wants it.
    expect(await tested(mailTo(port))).toEqual([{ arrived: false, code: 'alarms.mail_login' }]);
    receivers.mailbox.refuses = 'No such sender\u0000\u001b[2J';
    expect(await tested(mailTo(receivers.mailbox.port))).toEqual([{ arrived: false, code: 'alarms.mail_refused' }]);
    expect(await tested(mailTo(await freePort()))).toEqual([{ arrived: false, code: 'alarms.mail_unreachable' }]);
  });

  it('says whom the mail server refuses while it takes the mail to others', async () => {
    const { mailbox } = receivers;
    mailbox.refusesTo.push('gone@example.com');
    const { mail } = mailTo(mailbox.port);
    expect(await tested({ mail: { ...mail, to: ['gone@example.com', 'operator@example.com'] } })).toEqual([
      { arrived: false, code: 'alarms.mail_recipient' },
      { arrived: true, code: 'alarms.mail_told' },
    ]);
    expect(refused).toEqual(['mail:gone@example.com']);
    expect(causes[0]).toMatch(/does not accept mail to gone@example\.com: .*No such mailbox/);
    expect(mailbox.mails.map(({ to }) => to)).toEqual(['operator@example.com']);
  });

  it('ends a mail that a server never answers in full, however often it says something', async () => {
    const endless = await openEndlessMailbox(ended);
    const server = { host: '127.0.0.1', port: endless.port, isSecure: false, login: null };
    const mail = { from: 'kontor@example.com', to: 'operator@example.com', subject: 'A subject', text: 'A text' };
    expect(await sendMail(server, mail, { limitMs: 500 })).toEqual({
      sent: false,
      why: 'unreachable',
      said: 'it was not done after 0.5 seconds',
    });
    await until(() => endless.left);
    expect(endless.heard).not.toContain('MAIL FROM');
  });

  it('gives a mail to no server in the open that is not on this machine', async () => {
    // An address that is not known as this machine's, though it leads here.
    const { port } = receivers.mailbox;
    expect(await tested(mailTo(port, null, '0.0.0.0'))).toEqual([{ arrived: false, code: 'alarms.mail_insecure' }]);
    expect(receivers.mailbox.asked).toBe(0);
  });

  it('gives a mail in the open to a server on this machine, whatever certificate it has', async () => {
    const { port } = await openMailbox(ended, { startTls: true });
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await tested(mailTo(port, null, host))).toEqual([{ arrived: true, code: 'alarms.mail_told' }]);
    expect(await tested(mailTo(port, null, '0.0.0.0'))).toEqual([{ arrived: false, code: 'alarms.mail_insecure' }]);
  });
});

describe('a database that is gone', () => {
  /** A way to the database that breaks. */
  async function openRelay(url: string) {
    const { hostname, port } = new URL(url);
    let isUp = true;
    const server: Server = createServer((socket) => {
      if (!isUp) return socket.destroy();
      const onward = connect(Number(port), hostname);
      for (const [from, to] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
        from.pipe(to);
      }
      lines.add(socket);
      socket.on('close', () => lines.delete(socket));
      return undefined;
    });
    const lines = new Set<{ destroy(): unknown }>();
    const relay = await listening(server, ended);
    const through = new URL(url);
    through.host = `127.0.0.1:${relay.port}`;
    return {
      url: through.href,
      up: (is: boolean) => {
        isUp = is;
        if (!is) for (const line of lines) line.destroy();
      },
    };
  }

  it('is told by the process out of its memory, once, and that it is back', async () => {
    const own = await borrowDatabase();
    const relay = await openRelay(own.url);
    const database = openDatabase(relay.url);
    ended.unshift(
      () => database.close(),
      () => own.close(),
    );
    await plantWorker(database);
    const clock = testClock();
    const looking = watchOf(database, receivers, clock);
    const told = () => receivers.webhook.posts.map(({ body: { state, code } }) => `${state} ${code}`);
    const lookFor = async (minutes: number) => {
      for (let look = 0; look < minutes; look += 1) {
        clock.pass(60);
        await looking.step();
      }
    };
    await lookFor(1);
    relay.up(false);
    await lookFor(2);
    expect(told()).toEqual([]);
    await lookFor(10);
    expect(told()).toEqual(['on doctor.database_gone']);
    expect(receivers.webhook.posts[0]?.body).toMatchObject({
      severity: 'critical',
      runbook: 'KontorDatabaseUnusable',
      remedy: expect.stringContaining('PostgreSQL'),
    });
    relay.up(true);
    await lookFor(4);
    expect(told()).toHaveLength(1);
    await lookFor(4);
    expect(told()).toEqual(['on doctor.database_gone', 'over doctor.database_gone']);
    expect(receivers.mailbox.mails).toHaveLength(2);
    expect(receivers.mailbox.mails[1]?.subject).toBe('[Kontor] Over: The database cannot be used');
  });

  it('is told although it takes no writes but answers', async () => {
    const own = await borrowDatabase();
    const url = new URL(own.url);
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    const database = openDatabase(url.href);
    ended.unshift(
      () => database.close(),
      () => own.close(),
    );
    const clock = testClock();
    const looking = watchOf(database, { ways: waysOf(receivers.config, receivers.egress) }, clock);
    for (let look = 0; look < 5; look += 1) {
      await looking.step();
      clock.pass(60);
    }
    expect(receivers.webhook.posts.map(({ body: { code } }) => code)).toEqual(['doctor.database_read_only']);
  });
});
