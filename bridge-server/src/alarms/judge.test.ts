import { speakerFor } from '../systems/speaker.ts';
import { conditionsOf, judge } from './judge.ts';
import type { HeldConnection, Known } from './known.ts';
import { limits } from './limits.ts';

const at = new Date('2026-12-01T08:00:00Z');
const speaker = speakerFor({ language: 'en', audience: 'commandLine' });

const atWork = { host: 'machine-1', version: '1.0.0', role: 'worker', seenAge: 5, lookedAge: 5, clockApart: 0 };
const stock = { writable: true, oldestDueAge: 0, oldestDoubtAge: 0, open: [], unread: [], held: [] };
const well: Known = { at, stock, held: [], latelyBlocked: [], workers: [atWork], diskMegabytes: 50_000 };

const keysOf = (changes: Partial<Known>) => conditionsOf(judge({ ...well, ...changes })).map(({ key }) => key);
const saidOf = (changes: Partial<Known>) =>
  judge({ ...well, ...changes })
    .filter(({ state }) => state !== 'well')
    .map(({ state, why }) => `${state}: ${speaker.told(why).cause}`);

const heldOf = (shopId: string, code: string, minutes: number): HeldConnection => ({
  shopId,
  id: 'c1',
  system: 'poweroffice',
  accountName: `Company of ${shopId}`,
  code,
  why: { code, values: { vendor: 'Go', said: 'Go says no.', cause: 'No answer.' } },
  since: new Date(at.getTime() - minutes * 60_000),
  until: null,
});

describe('how the bridge is', () => {
  it('is no alarm where all is well', () => {
    expect([keysOf({}), saidOf({})]).toEqual([[], []]);
  });

  it('is an alarm from the limit on, and said before', () => {
    const late = (seconds: number) => ({ stock: { ...stock, oldestDueAge: seconds } });
    expect([keysOf(late(limits.dueAlarmSeconds)), saidOf(late(limits.dueAlarmSeconds)).length]).toEqual([[], 1]);
    expect(keysOf(late(limits.dueAlarmSeconds + 1))).toEqual(['overdue']);
    const doubt = (seconds: number) => ({ stock: { ...stock, oldestDoubtAge: seconds } });
    expect(keysOf(doubt(limits.doubtSeconds))).toEqual([]);
    expect(keysOf(doubt(limits.doubtSeconds + 1))).toEqual(['doubt']);
    expect(keysOf({ stock: { ...stock, unread: [{ code: 'order.field_unreadable', orders: 1 }] } })).toEqual([
      'unread',
    ]);
    expect(keysOf({ diskMegabytes: limits.diskMegabytes })).toEqual([]);
    expect(keysOf({ diskMegabytes: limits.diskMegabytes - 1 })).toEqual(['disk']);
    expect(keysOf({ diskMegabytes: null })).toEqual([]);
  });

  it('is an alarm where no worker is at work, though one may run', () => {
    expect(keysOf({ workers: [] })).toEqual(['workers']);
    expect(keysOf({ workers: [{ ...atWork, seenAge: limits.workerSilentSeconds + 1 }] })).toEqual(['workers']);
    expect(keysOf({ workers: [{ ...atWork, lookedAge: limits.workerIdleSeconds + 1 }] })).toEqual(['workers']);
    expect(keysOf({ workers: [atWork, { ...atWork, seenAge: 3000 }] })).toEqual([]);
  });

  it('is one alarm for an outage of a vendor, and one for each key that is refused', () => {
    const outage = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'].map((shop) => heldOf(shop, 'held.unreachable', 20));
    expect(keysOf({ held: outage })).toEqual(['held/poweroffice/held.unreachable']);
    expect(saidOf({ held: outage })).toEqual([
      expect.stringMatching(
        /^wrong: 7 connections are held back for one cause \(Company of s1, .*Company of s5 and 2 more\): /,
      ),
    ]);
    const keys = ['s1', 's2'].map((shop) => heldOf(shop, 'held.unauthorized', 20));
    expect(keysOf({ held: keys })).toEqual(['held/s1/c1', 'held/s2/c1']);
    // One that is held back for a short time mends itself; it is said to whoever asks.
    const short = [heldOf('s1', 'held.unauthorized', 14)];
    expect([keysOf({ held: short }), saidOf({ held: short }).length]).toEqual([[], 1]);
  });

  it('is an alarm where many documents became blocked within an hour', () => {
    const open = [{ system: 'poweroffice', state: 'blocked', group: 'gap', transfers: 40 }];
    const lately = (transfers: number) => ({
      stock: { ...stock, open },
      latelyBlocked: [{ system: 'poweroffice', group: 'gap', transfers }],
    });
    expect(keysOf(lately(limits.blockedAnHour))).toEqual([]);
    expect(keysOf(lately(limits.blockedAnHour + 1))).toEqual(['blocked/poweroffice/gap']);
  });

  it('says what it says in whole sentences', () => {
    const all: Partial<Known> = {
      stock: {
        ...stock,
        writable: false,
        oldestDueAge: 3600,
        oldestDoubtAge: 7200,
        open: [{ system: 'poweroffice', state: 'blocked', group: 'gap', transfers: 40 }],
        unread: [{ code: 'order.field_unreadable', orders: 2 }],
      },
      held: [
        heldOf('s1', 'held.forbidden', 20),
        heldOf('s2', 'held.unreachable', 20),
        heldOf('s3', 'held.unreachable', 2),
      ],
      latelyBlocked: [{ system: 'poweroffice', group: 'gap', transfers: 40 }],
      workers: [{ ...atWork, seenAge: 3000 }],
      diskMegabytes: 3,
    };
    for (const language of ['en', 'de', 'nb'] as const) {
      const { told } = speakerFor({ language, audience: 'commandLine' });
      for (const { why } of judge({ ...well, ...all })) {
        const { code, title, cause, remedy } = told(why);
        expect([code, [title, cause, remedy].join(' ')]).toEqual([code, expect.not.stringMatching(/[{}…]/)]);
      }
    }
  });
});
