import { waysOf } from '../../bridge-server/src/alarms/ways.ts';
import { signatureOf } from '../../bridge-server/src/alarms/webhook.ts';
import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import { alarmOperations } from '../../bridge-server/src/operations/alarms.ts';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { doctor } from '../../bridge-server/src/operations/doctor.ts';
import type { Operation, Parts } from '../../bridge-server/src/operations/operation.ts';
import { speakerFor } from '../../bridge-server/src/systems/speaker.ts';
import { patienceMs, until } from '../setup/until.ts';
import { openEndlessMailbox } from '../setup/alarm-receivers.ts';
import { speaker } from '../setup/telling.ts';
import { openReceivers, operator, plantWorker, testClock, watchOf, type Receivers } from '../setup/watching.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let receivers: Receivers;
let clock: ReturnType<typeof testClock>;
const ended: (() => unknown)[] = [];
beforeEach(async () => {
  world = await openWorld();
  receivers = await openReceivers(ended);
  clock = testClock();
  await plantWorker(world.database);
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
  await world.close();
});

const watch = () => watchOf(world.database, receivers, clock);
/** The key of the connection is refused, and has been for so long. */
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
const told = () => receivers.webhook.posts.map(({ body: { code, state } }) => `${state} ${code}`);
const mailed = () => receivers.mailbox.mails.map(({ subject }) => subject);

/** What the operator is answered who asks. */
async function asked(operation: Operation | undefined): Promise<Record<string, Record<string, unknown>[]>> {
  if (!operation) throw new Error('there is no such operation');
  const parts = {
    ...world.mirror(),
    mirror: { ...world.mirror(), egress: receivers.egress },
    config: { databaseUrl: 'elsewhere', dataFolder: '', publicUrl: 'https://kontor.example', alarms: receivers.config },
  } as unknown as Parts;
  const answered = await operation.run(parts, {}, operatorPrincipal('tester'), speaker);
  if (!answered.ok) throw new Error(answered.error.code);
  return answered.value as Record<string, Record<string, unknown>[]>;
}
const list = () => asked(alarmOperations.find(({ command }) => command === 'alarms'));
const doctorOf = async (code: string) => (await asked(doctor))['checks']?.find((check) => check['code'] === code);

describe('a connection that is held back', () => {
  it('is told once by webhook and once by mail, with what to do, however many processes look', async () => {
    await hold(20);
    const [one, other] = [watch(), watch()];
    await Promise.all([one.step(), other.step()]);
    for (let look = 0; look < 5; look += 1) {
      clock.pass(60);
      await one.step();
      await other.step();
    }
    expect(told()).toEqual(['on doctor.connection_held']);
    expect(mailed()).toEqual(['[Kontor] A connection is held back']);
    const [post] = receivers.webhook.posts;
    expect(post?.body).toMatchObject({
      severity: 'critical',
      cause: expect.stringContaining('Go does not know the key.'),
      remedy: expect.stringMatching(
        /extension is not active in Go.* It goes on by itself once the cause is gone\.$/,
      ),
      ended: null,
      bridge: 'https://kontor.example',
      runbook: 'KontorConnectionHeld',
    });
    expect(post?.headers['kontor-alarm-signature']).toBe(signatureOf(post?.raw ?? '', 'a secret of the test'));
    const [mail] = receivers.mailbox.mails;
    expect(mail).toMatchObject({ to: operator, from: 'kontor@example.com' });
    for (const words of ['Go does not know the key.', 'extension is not active in Go', 'KontorConnectionHeld'])
      expect(mail?.text).toContain(words);
    expect(await list()).toMatchObject({
      ways: ['webhook', `mail:${operator}`],
      alarms: [{ code: 'doctor.connection_held', severity: 'critical', told: expect.any(Date) }],
      untold: [],
    });
    // Whoever asks reads the same sentences.
    const { cause, remedy } = (await doctorOf('doctor.connection_held')) ?? {};
    expect([cause, remedy]).toEqual([post?.body.cause, post?.body.remedy]);
  });

  it('is told to nobody before a quarter of an hour is over', async () => {
    await hold(10);
    await watch().step();
    expect(told()).toEqual([]);
    expect(await list()).toMatchObject({ alarms: [] });
  });

  it('is told although another connection cannot be read', async () => {
    await world.addCompany();
    await hold(20);
    await world.database.pool.query(`update connections set rules = '[]', breaker_why = '7' where shop_id = $1`, [
      world.shop,
    ]);
    await watch().step();
    expect(told()).toEqual(['on doctor.connection_held', 'on doctor.connection_held']);
  });

  it('is told in the language of whoever runs the bridge', async () => {
    await hold(20);
    await watchOf(world.database, receivers, clock, speakerFor({ language: 'de', audience: 'commandLine' })).step();
    expect(mailed()).toEqual(['[Kontor] Eine Verbindung ist angehalten']);
    expect(receivers.mailbox.mails[0]?.text).toMatch(/^Eine Verbindung ist angehalten\n[^]*\nSeit /);
  });

  it('is told once that it is over, when it has been so for five minutes', async () => {
    const looking = watch();
    await hold(20);
    await looking.step();
    await release();
    for (let look = 0; look < 4; look += 1) {
      clock.pass(60);
      await looking.step();
    }
    expect(told()).toEqual(['on doctor.connection_held']);
    for (let look = 0; look < 4; look += 1) {
      clock.pass(60);
      await looking.step();
    }
    expect(told()).toEqual(['on doctor.connection_held', 'over doctor.connection_held']);
    expect(mailed()).toEqual(['[Kontor] A connection is held back', '[Kontor] Over: A connection is held back']);
    const [on, over] = receivers.webhook.posts.map(({ body }) => body);
    expect(over).toMatchObject({ id: on?.id, remedy: 'Nothing: it is over.', ended: expect.any(String) });
    expect(await list()).toMatchObject({ alarms: [] });
  });

  it('does not flood whoever is told when it comes and goes', async () => {
    const looking = watch();
    for (let minute = 0; minute < 90; minute += 1) {
      // A quarter of an hour held, a quarter not.
      await (minute % 30 < 15 ? hold(20) : release());
      await looking.step();
      clock.pass(60);
    }
    // Told at the beginning and after an hour, though it began three times.
    expect(told()).toEqual([
      'on doctor.connection_held',
      'over doctor.connection_held',
      'on doctor.connection_held',
      'over doctor.connection_held',
    ]);
    const [first, , second] = receivers.webhook.posts.map(({ body }) => Date.parse(body.sentAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('what does not arrive', () => {
  it('is tried again ever later, told once the receiver is there, and does not keep the other way from it', async () => {
    const looking = watch();
    receivers.webhook.answer = { status: 503 };
    await hold(20);
    for (let look = 0; look < 16; look += 1) {
      await looking.step();
      clock.pass(60);
    }
    // After 1, 2, 4 and 8 minutes.
    expect(receivers.webhook.asked).toBe(5);
    expect([told(), mailed()]).toEqual([[], ['[Kontor] A connection is held back']]);
    expect(await doctorOf('doctor.alarms_untold')).toMatchObject({
      state: 'look',
      cause: 'One message did not arrive: The receiver at KONTOR_ALARM_WEBHOOK answered 503.',
    });
    expect(await list()).toMatchObject({ untold: [{ way: 'webhook', messages: 1, code: 'alarms.webhook_refused' }] });

    receivers.webhook.answer = { status: 200 };
    for (let look = 0; look < 20; look += 1) {
      await looking.step();
      clock.pass(60);
    }
    expect(told()).toEqual(['on doctor.connection_held']);
    expect(mailed()).toEqual(['[Kontor] A connection is held back']);
    expect(await doctorOf('doctor.alarms_well')).toMatchObject({ state: 'well' });
  });

  it('is tried again only to the address that the mail server refused', async () => {
    receivers = await openReceivers(ended, { to: [operator, 'second@example.com'] });
    const { mailbox } = receivers;
    const sent = () => mailbox.mails.map(({ to, subject }) => `${to} ${subject}`);
    mailbox.refusesTo = ['second@example.com'];
    const looking = watch();
    await hold(20);
    await looking.step();
    expect(sent()).toEqual([`${operator} [Kontor] A connection is held back`]);
    expect(await list()).toMatchObject({
      untold: [{ way: 'mail:second@example.com', messages: 1, code: 'alarms.mail_recipient' }],
    });
    // Who was reached hears of the end, too.
    await release();
    for (let look = 0; look < 6; look += 1) {
      clock.pass(60);
      await looking.step();
    }
    expect(sent().slice(1)).toEqual([`${operator} [Kontor] Over: A connection is held back`]);
    mailbox.refusesTo = [];
    clock.pass(3600);
    await looking.step();
    expect(sent().slice(2)).toEqual([
      'second@example.com [Kontor] A connection is held back',
      'second@example.com [Kontor] Over: A connection is held back',
    ]);
  });

  it('arrives in its order, also what is over by then', async () => {
    const looking = watch();
    receivers.mailbox.refuses = 'The disk is full';
    await hold(20);
    await looking.step();
    await release();
    // Tried after 1 and 3 minutes, and next after 7.
    for (let look = 0; look < 4; look += 1) {
      clock.pass(60);
      await looking.step();
    }
    receivers.mailbox.refuses = null;
    clock.pass(60);
    await looking.step();
    // Its end is due at once, and does not overtake it.
    expect([told().length, mailed()]).toEqual([2, []]);
    clock.pass(120);
    await looking.step();
    expect(mailed()).toEqual(['[Kontor] A connection is held back', '[Kontor] Over: A connection is held back']);
  });

  it('is tried again by another process when the one that had it in hand has died', async () => {
    await hold(20);
    const dying = watchOf(
      world.database,
      { ways: receivers.ways.map((way) => ({ ...way, tell: () => Promise.reject(new Error('killed')) })) },
      clock,
    );
    await expect(dying.step()).rejects.toThrow('killed');
    await watch().step();
    expect([told(), mailed()]).toEqual([[], []]);
    clock.pass(200);
    await watch().step();
    expect([told(), mailed().length]).toEqual([['on doctor.connection_held'], 1]);
  });
});

describe('what is under way when the bridge stops', () => {
  it('is ended, also where a mail server never comes to an end, and told again after the next start', async () => {
    const endless = await openEndlessMailbox(ended);
    const { mail } = receivers.config;
    if (!mail) throw new Error('no mail');
    const slow = { ...receivers.config, mail: { ...mail, server: { ...mail.server, port: endless.port } } };
    await hold(20);
    const stopping = watchOf(world.database, { ways: waysOf(slow, receivers.egress) }, clock);
    stopping.start();
    await until(() => endless.asked);
    // The mail keeps nothing from the webhook.
    await until(async () => receivers.webhook.posts.length === 1 && (await list())['alarms']?.[0]?.['told'] !== null);
    await stopping.stop();
    await until(() => endless.left);
    await watch().step();
    expect([told(), mailed()]).toEqual([['on doctor.connection_held'], ['[Kontor] A connection is held back']]);
  });

  it('is ended where a webhook does not answer, and told again after the next start', async () => {
    receivers.webhook.answer = null;
    await hold(20);
    // Its time is not over before the test's.
    const patient: Egress = {
      ...receivers.egress,
      forCall: (call) => receivers.egress.forCall({ ...call, timeoutMs: 2 * patienceMs }),
    };
    const stopping = watchOf(world.database, { ways: waysOf(receivers.config, patient) }, clock);
    stopping.start();
    await until(() => receivers.webhook.asked === 1 && mailed().length === 1);
    await stopping.stop();
    receivers.webhook.answer = { status: 204 };
    await watch().step();
    expect([told(), receivers.webhook.asked]).toEqual([['on doctor.connection_held'], 2]);
  });
});

describe('workers that are gone', () => {
  it('are told by a process that takes requests, and that one is back', async () => {
    const looking = watch();
    await world.database.pool.query('delete from workers');
    for (let look = 0; look < 5; look += 1) {
      await looking.step();
      clock.pass(60);
    }
    expect(told()).toEqual([]);
    await looking.step();
    expect(told()).toEqual(['on doctor.workers_none']);
    await plantWorker(world.database);
    clock.pass(301);
    await looking.step();
    expect(told()).toEqual(['on doctor.workers_none', 'over doctor.workers_none']);
  });
});

describe('a bridge that is told to tell nobody', () => {
  it('remembers its alarms all the same, and tells them once somebody can be told', async () => {
    await hold(20);
    const silent = watchOf(world.database, { ways: [] }, clock);
    await silent.step();
    clock.pass(60);
    await silent.step();
    expect(await list()).toMatchObject({ alarms: [{ code: 'doctor.connection_held', told: null }] });
    await watch().step();
    expect(told()).toEqual(['on doctor.connection_held']);
  });
});
