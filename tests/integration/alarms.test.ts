import type { Watch } from '../../bridge-server/src/alarms/watch.ts';
import { waysOf } from '../../bridge-server/src/alarms/ways.ts';
import { signatureOf } from '../../bridge-server/src/alarms/webhook.ts';
import { alarmOperations } from '../../bridge-server/src/operations/alarms.ts';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { doctor } from '../../bridge-server/src/operations/doctor.ts';
import type { Operation } from '../../bridge-server/src/operations/operation.ts';
import { speakerFor } from '../../bridge-server/src/systems/speaker.ts';
import { endAfterEach } from '../setup/ended.ts';
import { runAsOperator } from '../setup/run-operation.ts';
import { patienceMs, until } from '../setup/until.ts';
import { openEndlessMailbox } from '../setup/alarm-receivers.ts';
import {
  openReceivers,
  operator,
  plantWorker,
  testClock,
  watchOf,
  type Receivers,
  type TestClock,
} from '../setup/watching.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let receivers: Receivers;
let clock: TestClock;
const ended = endAfterEach();
beforeEach(async () => {
  world = await openWorld();
  ended.push(() => world.close());
  receivers = await openReceivers(ended);
  clock = testClock();
  await plantWorker(world.database);
});

/** The watch of one more process of the bridge. */
const openWatch = () => watchOf(world.database, receivers, clock);
/** Has the watch look once a minute, so many times; the clock moves after each look. */
async function lookThenPass(watch: Watch, minutes: number): Promise<void> {
  for (let look = 0; look < minutes; look += 1) {
    await watch.step();
    clock.pass(60);
  }
}
/** The same with the clock moved before each look. */
async function passThenLook(watch: Watch, minutes: number): Promise<void> {
  for (let look = 0; look < minutes; look += 1) {
    clock.pass(60);
    await watch.step();
  }
}
/** Holds the connections back, as when their key has been refused for so long. */
const hold = (minutes: number, code = 'held.unauthorized') =>
  world.database.pool.query(
    `update connections set breaker_code = $1, breaker_why = $2, breaker_since = now() - make_interval(mins => $3)`,
    [
      code,
      JSON.stringify({ code, values: { vendor: 'Go', said: 'Go does not know the key.', cause: 'No answer.' } }),
      minutes,
    ],
  );
const release = () =>
  world.database.pool.query('update connections set breaker_code = null, breaker_why = null, breaker_since = null');
const alarms = () => receivers.webhook.posts.map(({ body: { code, state } }) => `${state} ${code}`);
const mailSubjects = () => receivers.mailbox.mails.map(({ subject }) => subject);

/** What the operation answers the operator. */
async function answerOf(operation: Operation | undefined): Promise<Record<string, Record<string, unknown>[]>> {
  const answered = await runAsOperator(operation, {
    ...world.mirror(),
    mirror: { ...world.mirror(), egress: receivers.egress },
    config: { databaseUrl: 'elsewhere', dataFolder: '', publicUrl: 'https://kontor.example', alarms: receivers.config },
  });
  if (!answered.ok) throw new Error(answered.error.code);
  return answered.value as Record<string, Record<string, unknown>[]>;
}
const listAlarms = () => answerOf(alarmOperations.find(({ command }) => command === 'alarms'));
/** The doctor's check with that code. */
const checkOf = async (code: string) => (await answerOf(doctor))['checks']?.find((check) => check['code'] === code);

describe('an alarm about a connection that is held back', () => {
  it('is told once by webhook and once by mail, with what to do, however many processes look', async () => {
    await hold(20);
    const watches = [openWatch(), openWatch()];
    await Promise.all(watches.map((watch) => watch.step()));
    for (let look = 0; look < 5; look += 1) {
      clock.pass(60);
      for (const watch of watches) await watch.step();
    }
    expect(alarms()).toEqual(['on doctor.connection_held']);
    expect(mailSubjects()).toEqual(['[Kontor] A connection is held back']);
    const [post] = receivers.webhook.posts;
    expect(post?.body).toMatchObject({
      severity: 'critical',
      cause: expect.stringContaining('Go does not know the key.'),
      remedy: expect.stringMatching(/extension is not active in Go.* It goes on by itself once the cause is gone\.$/),
      ended: null,
      bridge: 'https://kontor.example',
      runbook: 'KontorConnectionHeld',
    });
    expect(post?.headers['kontor-alarm-signature']).toBe(signatureOf(post?.raw ?? '', 'a secret of the test'));
    const [mail] = receivers.mailbox.mails;
    expect(mail).toMatchObject({ to: operator, from: 'kontor@example.com' });
    for (const words of ['Go does not know the key.', 'extension is not active in Go', 'KontorConnectionHeld'])
      expect(mail?.text).toContain(words);
    expect(await listAlarms()).toMatchObject({
      ways: ['webhook', `mail:${operator}`],
      alarms: [{ code: 'doctor.connection_held', severity: 'critical', told: expect.any(Date) }],
      untold: [],
    });
    // The doctor tells it in the same sentences.
    expect(await checkOf('doctor.connection_held')).toMatchObject({
      cause: post?.body.cause,
      remedy: post?.body.remedy,
    });
  });

  it('is not told before the connection has been held back for a quarter of an hour', async () => {
    await hold(10);
    await openWatch().step();
    expect(alarms()).toEqual([]);
    expect(await listAlarms()).toMatchObject({ alarms: [] });
  });

  it('is told even if another connection cannot be read', async () => {
    await world.addCompany();
    await hold(20);
    await world.database.pool.query(`update connections set rules = '[]', breaker_why = '7' where shop_id = $1`, [
      world.shop,
    ]);
    await openWatch().step();
    expect(alarms()).toEqual(['on doctor.connection_held', 'on doctor.connection_held']);
  });

  it('is told in the language of the operator', async () => {
    await hold(20);
    await watchOf(world.database, receivers, clock, speakerFor({ language: 'de', audience: 'commandLine' })).step();
    expect(mailSubjects()).toEqual(['[Kontor] Eine Verbindung ist angehalten']);
    expect(receivers.mailbox.mails[0]?.text).toMatch(/^Eine Verbindung ist angehalten\n[^]*\nSeit /);
  });

  it('is told to be over once the connection has worked for five minutes', async () => {
    const watch = openWatch();
    await hold(20);
    await watch.step();
    await release();
    await passThenLook(watch, 4);
    expect(alarms()).toEqual(['on doctor.connection_held']);
    await passThenLook(watch, 4);
    expect(alarms()).toEqual(['on doctor.connection_held', 'over doctor.connection_held']);
    expect(mailSubjects()).toEqual(['[Kontor] A connection is held back', '[Kontor] Over: A connection is held back']);
    const [on, over] = receivers.webhook.posts.map(({ body }) => body);
    expect(over).toMatchObject({ id: on?.id, remedy: 'Nothing: it is over.', ended: expect.any(String) });
    expect(await listAlarms()).toMatchObject({ alarms: [] });
  });

  it('is told once an hour at most when it comes and goes', async () => {
    const watch = openWatch();
    for (let minute = 0; minute < 90; minute += 1) {
      // A quarter of an hour held, a quarter not.
      await (minute % 30 < 15 ? hold(20) : release());
      await watch.step();
      clock.pass(60);
    }
    // It began three times, and was told at the beginning and after an hour.
    expect(alarms()).toEqual([
      'on doctor.connection_held',
      'over doctor.connection_held',
      'on doctor.connection_held',
      'over doctor.connection_held',
    ]);
    const [first, , second] = receivers.webhook.posts.map(({ body }) => Date.parse(body.sentAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('an alarm that does not arrive', () => {
  it('is tried again after ever longer times until it arrives, and meanwhile arrives by the other way', async () => {
    const watch = openWatch();
    receivers.webhook.answer = { status: 503 };
    await hold(20);
    await lookThenPass(watch, 16);
    // After 1, 2, 4 and 8 minutes.
    expect(receivers.webhook.asked).toBe(5);
    expect({ webhook: alarms(), mails: mailSubjects() }).toEqual({
      webhook: [],
      mails: ['[Kontor] A connection is held back'],
    });
    expect(await checkOf('doctor.alarms_untold')).toMatchObject({
      state: 'look',
      cause: 'One message did not arrive: The receiver at KONTOR_ALARM_WEBHOOK answered 503.',
    });
    expect(await listAlarms()).toMatchObject({
      untold: [{ way: 'webhook', messages: 1, code: 'alarms.webhook_refused' }],
    });

    receivers.webhook.answer = { status: 200 };
    await lookThenPass(watch, 20);
    expect(alarms()).toEqual(['on doctor.connection_held']);
    expect(mailSubjects()).toEqual(['[Kontor] A connection is held back']);
    expect(await checkOf('doctor.alarms_well')).toMatchObject({ state: 'well' });
  });

  it('is sent again only to the address that the mail server refused', async () => {
    receivers = await openReceivers(ended, { to: [operator, 'second@example.com'] });
    const { mailbox } = receivers;
    const sent = () => mailbox.mails.map(({ to, subject }) => `${to} ${subject}`);
    mailbox.refusesTo = ['second@example.com'];
    const watch = openWatch();
    await hold(20);
    await watch.step();
    expect(sent()).toEqual([`${operator} [Kontor] A connection is held back`]);
    expect(await listAlarms()).toMatchObject({
      untold: [{ way: 'mail:second@example.com', messages: 1, code: 'alarms.mail_recipient' }],
    });
    // Whoever got the alarm is told that it is over, too.
    await release();
    await passThenLook(watch, 6);
    expect(sent().slice(1)).toEqual([`${operator} [Kontor] Over: A connection is held back`]);
    mailbox.refusesTo = [];
    clock.pass(3600);
    await watch.step();
    expect(sent().slice(2)).toEqual([
      'second@example.com [Kontor] A connection is held back',
      'second@example.com [Kontor] Over: A connection is held back',
    ]);
  });

  it('arrives before the message that it is over, even if both are sent late', async () => {
    const watch = openWatch();
    receivers.mailbox.refuses = 'The disk is full';
    await hold(20);
    await watch.step();
    await release();
    // Tried after 1 and 3 minutes, and next after 7.
    await passThenLook(watch, 4);
    receivers.mailbox.refuses = null;
    clock.pass(60);
    await watch.step();
    // The message that it is over is due at once, but does not overtake it.
    expect({ webhook: alarms().length, mails: mailSubjects() }).toEqual({ webhook: 2, mails: [] });
    clock.pass(120);
    await watch.step();
    expect(mailSubjects()).toEqual(['[Kontor] A connection is held back', '[Kontor] Over: A connection is held back']);
  });

  it('is sent by another process when the process that was sending it has died', async () => {
    await hold(20);
    const dying = watchOf(
      world.database,
      { ways: receivers.ways.map((way) => ({ ...way, tell: () => Promise.reject(new Error('killed')) })) },
      clock,
    );
    await expect(dying.step()).rejects.toThrow('killed');
    await openWatch().step();
    expect({ webhook: alarms(), mails: mailSubjects() }).toEqual({ webhook: [], mails: [] });
    clock.pass(200);
    await openWatch().step();
    expect({ webhook: alarms(), mails: mailSubjects().length }).toEqual({
      webhook: ['on doctor.connection_held'],
      mails: 1,
    });
  });
});

describe('an alarm that is being sent when the bridge stops', () => {
  it('is broken off when the mail server never ends its answer, and is sent after the next start', async () => {
    const endless = await openEndlessMailbox(ended);
    const { mail } = receivers.config;
    if (!mail) throw new Error('no mail');
    const slow = { ...receivers.config, mail: { ...mail, server: { ...mail.server, port: endless.port } } };
    await hold(20);
    const stopping = watchOf(world.database, { ways: waysOf(slow, receivers.egress) }, clock);
    stopping.start();
    await until(() => endless.asked);
    // The webhook gets the alarm although the mail hangs.
    await until(
      async () => receivers.webhook.posts.length === 1 && (await listAlarms())['alarms']?.[0]?.['told'] !== null,
    );
    await stopping.stop();
    await until(() => endless.left);
    await openWatch().step();
    expect({ webhook: alarms(), mails: mailSubjects() }).toEqual({
      webhook: ['on doctor.connection_held'],
      mails: ['[Kontor] A connection is held back'],
    });
  });

  it('is broken off when the webhook does not answer, and is sent after the next start', async () => {
    receivers.webhook.answer = null;
    await hold(20);
    // The call does not time out before the test does.
    const patient: Egress = {
      ...receivers.egress,
      forCall: (call) => receivers.egress.forCall({ ...call, timeoutMs: 2 * patienceMs }),
    };
    const stopping = watchOf(world.database, { ways: waysOf(receivers.config, patient) }, clock);
    stopping.start();
    await until(() => receivers.webhook.asked === 1 && mailSubjects().length === 1);
    await stopping.stop();
    receivers.webhook.answer = { status: 204 };
    await openWatch().step();
    expect({ taken: alarms(), requests: receivers.webhook.asked }).toEqual({
      taken: ['on doctor.connection_held'],
      requests: 2,
    });
  });
});

describe('an alarm about workers that are gone', () => {
  it('is told by a process that only takes requests, and is told to be over when a worker is back', async () => {
    const watch = openWatch();
    await world.database.pool.query('delete from workers');
    await lookThenPass(watch, 5);
    expect(alarms()).toEqual([]);
    await watch.step();
    expect(alarms()).toEqual(['on doctor.workers_none']);
    await plantWorker(world.database);
    clock.pass(301);
    await watch.step();
    expect(alarms()).toEqual(['on doctor.workers_none', 'over doctor.workers_none']);
  });
});

describe('a bridge without a way to send alarms', () => {
  it('remembers its alarms, and sends them once there is a way', async () => {
    await hold(20);
    const silent = watchOf(world.database, { ways: [] }, clock);
    await silent.step();
    clock.pass(60);
    await silent.step();
    expect(await listAlarms()).toMatchObject({ alarms: [{ code: 'doctor.connection_held', told: null }] });
    await openWatch().step();
    expect(alarms()).toEqual(['on doctor.connection_held']);
  });
});
