import { connect, createServer, type Server } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { AlarmConfig } from '../../bridge-server/src/config/alarms.ts';
import { waysOf } from '../../bridge-server/src/alarms/ways.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { sendMail } from '../../bridge-server/src/egress/mail.ts';
import { alarmOperations } from '../../bridge-server/src/operations/alarms.ts';
import { openEndlessMailbox, openMailbox } from '../setup/alarm-receivers.ts';
import { borrowDatabase, dropBorrowed } from '../setup/database.ts';
import { endAfterEach, runEndings } from '../setup/ended.ts';
import { listening } from '../setup/listening.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { runAsOperator } from '../setup/run-operation.ts';
import { until } from '../setup/until.ts';
import { openReceivers, plantWorker, testClock, watchOf, type Receivers } from '../setup/watching.ts';

let receivers: Receivers;
let logged: string[];
const ended = endAfterEach();
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
afterAll(dropBorrowed);

const testOperation = alarmOperations.find(({ command }) => command === 'alarms test');
/** The ways that refused the last test alarm, and the cause that was told of each way. */
let refused: string[];
let causes: string[];
/** Sends a test alarm by each way of these settings, and answers what came of each. */
async function sendTestAlarm(alarms: Partial<AlarmConfig>) {
  const answered = await runAsOperator(testOperation, {
    mirror: { egress: receivers.egress },
    config: { publicUrl: 'https://kontor.example', alarms: { webhook: null, mail: null, ...alarms } },
  });
  if (!answered.ok) return [{ code: answered.error.code, status: answered.error.status }];
  const { tests, ...rest } = answered.value as {
    tests: { way: string; arrived: boolean; code: string; cause: string; remedy: string }[];
    refused: string[];
  };
  ({ refused } = rest);
  causes = tests.map(({ cause }) => cause);
  for (const { code, cause, remedy } of tests)
    expect(`${code} ${cause} ${remedy}`).not.toMatch(/[{}…]|hidden-part|wrong-password/);
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
  it('sends a test alarm by each way and says that it arrived', async () => {
    expect(await sendTestAlarm(receivers.config)).toEqual([
      { arrived: true, code: 'alarms.webhook_told' },
      { arrived: true, code: 'alarms.mail_told' },
    ]);
    expect(receivers.webhook.posts.map(({ body }) => body)).toMatchObject([
      { state: 'test', code: 'alarms.test', severity: 'none', runbook: null },
    ]);
    expect(receivers.mailbox.mails).toMatchObject([{ subject: '[Kontor] A test alarm' }]);
    // Often the path of a webhook's address is its only secret.
    expect(logged.join('')).toContain('request out');
    expect(logged.join('')).not.toContain('hidden-part');
  });

  it('says that no way is set', async () => {
    expect(await sendTestAlarm({})).toEqual([{ code: 'alarms.nobody', status: 409 }]);
  });

  it('says why the webhook did not take the alarm, and follows no redirect', async () => {
    const { webhook } = receivers;
    webhook.answer = { status: 401 };
    expect(await sendTestAlarm(webhookWith())).toEqual([{ arrived: false, code: 'alarms.webhook_refused' }]);
    webhook.answer = { status: 307, location: webhook.url };
    expect(await sendTestAlarm(webhookWith())).toEqual([{ arrived: false, code: 'alarms.webhook_redirected' }]);
    expect(webhook.asked).toBe(2);
    // This test's policy allows another port only.
    expect(await sendTestAlarm(webhookWith({ url: `http://127.0.0.1:${await freePort()}/` }))).toEqual([
      { arrived: false, code: 'alarms.webhook_not_allowed' },
    ]);
    await runEndings(ended);
    receivers = await openReceivers(ended);
    const { host } = receivers.webhook;
    await ended.shift()?.();
    expect(await sendTestAlarm(webhookWith({ url: `http://${host}/` }))).toEqual([
      { arrived: false, code: 'alarms.webhook_unreachable' },
    ]);
  });

  it('says why the mail server did not take the mail', async () => {
    const login = { user: 'kontor', password: 'right-password' };
    const { port } = await openMailbox(ended, { login });
    expect(await sendTestAlarm(mailTo(port, login))).toEqual([{ arrived: true, code: 'alarms.mail_told' }]);
    expect(await sendTestAlarm(mailTo(port, { user: 'kontor', password: 'wrong-password' }))).toEqual([
      { arrived: false, code: 'alarms.mail_login' },
    ]);
    // The server wants a login, and the settings name none.
    expect(await sendTestAlarm(mailTo(port))).toEqual([{ arrived: false, code: 'alarms.mail_login' }]);
    receivers.mailbox.refuses = 'No such sender\u0000\u001b[2J';
    expect(await sendTestAlarm(mailTo(receivers.mailbox.port))).toEqual([
      { arrived: false, code: 'alarms.mail_refused' },
    ]);
    expect(await sendTestAlarm(mailTo(await freePort()))).toEqual([
      { arrived: false, code: 'alarms.mail_unreachable' },
    ]);
  });

  it('says to which address the mail server takes no mail, and sends it to the others', async () => {
    const { mailbox } = receivers;
    mailbox.refusesTo.push('gone@example.com');
    const { mail } = mailTo(mailbox.port);
    expect(await sendTestAlarm({ mail: { ...mail, to: ['gone@example.com', 'operator@example.com'] } })).toEqual([
      { arrived: false, code: 'alarms.mail_recipient' },
      { arrived: true, code: 'alarms.mail_told' },
    ]);
    expect(refused).toEqual(['mail:gone@example.com']);
    expect(causes[0]).toMatch(/does not accept mail to gone@example\.com: .*No such mailbox/);
    expect(mailbox.mails.map(({ to }) => to)).toEqual(['operator@example.com']);
  });

  it('gives up a mail when the server never ends its answer, even if the server keeps sending lines', async () => {
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

  it('sends no unencrypted mail to a server that is not on this machine', async () => {
    // This address leads to this machine, but it does not count as this machine's own.
    const { port } = receivers.mailbox;
    expect(await sendTestAlarm(mailTo(port, null, '0.0.0.0'))).toEqual([
      { arrived: false, code: 'alarms.mail_insecure' },
    ]);
    expect(receivers.mailbox.asked).toBe(0);
  });

  it('sends an unencrypted mail to a server on this machine, whatever certificate the server has', async () => {
    const { port } = await openMailbox(ended, { startTls: true });
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await sendTestAlarm(mailTo(port, null, host))).toEqual([{ arrived: true, code: 'alarms.mail_told' }]);
    expect(await sendTestAlarm(mailTo(port, null, '0.0.0.0'))).toEqual([
      { arrived: false, code: 'alarms.mail_insecure' },
    ]);
  });
});

describe('an alarm about the database', () => {
  /** A relay to the database, which a test can break. */
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

  it('is told once when the database is gone, and once when it is back, by a process without a database', async () => {
    const own = await borrowDatabase();
    ended.push(() => own.close());
    const relay = await openRelay(own.url);
    const database = openDatabase(relay.url);
    ended.push(() => database.close());
    await plantWorker(database);
    const clock = testClock();
    const watch = watchOf(database, receivers, clock);
    const alarms = () => receivers.webhook.posts.map(({ body: { state, code } }) => `${state} ${code}`);
    const watchFor = async (minutes: number) => {
      for (let look = 0; look < minutes; look += 1) {
        clock.pass(60);
        await watch.step();
      }
    };
    await watchFor(1);
    relay.up(false);
    await watchFor(2);
    expect(alarms()).toEqual([]);
    await watchFor(10);
    expect(alarms()).toEqual(['on doctor.database_gone']);
    expect(receivers.webhook.posts[0]?.body).toMatchObject({
      severity: 'critical',
      runbook: 'KontorDatabaseUnusable',
      remedy: expect.stringContaining('PostgreSQL'),
    });
    relay.up(true);
    await watchFor(4);
    expect(alarms()).toHaveLength(1);
    await watchFor(4);
    expect(alarms()).toEqual(['on doctor.database_gone', 'over doctor.database_gone']);
    expect(receivers.mailbox.mails).toHaveLength(2);
    expect(receivers.mailbox.mails[1]?.subject).toBe('[Kontor] Over: The database cannot be used');
  });

  it('is told when the database answers but takes no writes', async () => {
    const own = await borrowDatabase();
    const url = new URL(own.url);
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    const database = openDatabase(url.href);
    ended.push(
      () => own.close(),
      () => database.close(),
    );
    const clock = testClock();
    const watch = watchOf(database, { ways: waysOf(receivers.config, receivers.egress) }, clock);
    for (let look = 0; look < 5; look += 1) {
      await watch.step();
      clock.pass(60);
    }
    expect(receivers.webhook.posts.map(({ body: { code } }) => code)).toEqual(['doctor.database_read_only']);
  });
});
