import { speakerFor } from '../systems/speaker.ts';
import { conditionsOf, judge } from './judge.ts';
import type { HeldConnection, Observations } from './known.ts';
import { limits } from './limits.ts';

const at = new Date('2026-12-01T08:00:00Z');
const speaker = speakerFor({ language: 'en', audience: 'commandLine' });

const atWork = { host: 'machine-1', version: '1.0.0', role: 'worker', seenAge: 5, lookedAge: 5, clockApart: 0 };
const stock = { writable: true, oldestDueAge: 0, oldestDoubtAge: 0, open: [], unread: [], held: [], unreadShops: [] };
/** A bridge in which nothing is wrong. */
const well: Observations = {
  at,
  stock,
  held: [],
  latelyBlocked: [],
  unreadShops: [],
  offices: [],
  workers: [atWork],
  diskMegabytes: 50_000,
};

/** The keys of the alarms. */
const keysOf = (changes: Partial<Observations>) => conditionsOf(judge({ ...well, ...changes })).map(({ key }) => key);
/** State and cause of every finding that is not well. */
const saidOf = (changes: Partial<Observations>) =>
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

describe('the judgement of the bridge', () => {
  it('finds nothing when all is well', () => {
    expect(keysOf({})).toEqual([]);
    expect(saidOf({})).toEqual([]);
  });

  it('finds late transfers early, and raises an alarm only beyond the limit', () => {
    const late = (seconds: number) => ({ stock: { ...stock, oldestDueAge: seconds } });
    expect(saidOf(late(limits.dueAlarmSeconds))).toHaveLength(1);
    expect(keysOf(late(limits.dueAlarmSeconds))).toEqual([]);
    expect(keysOf(late(limits.dueAlarmSeconds + 1))).toEqual(['overdue']);
  });

  it('raises an alarm when a doubt is older than the limit', () => {
    const doubt = (seconds: number) => ({ stock: { ...stock, oldestDoubtAge: seconds } });
    expect(keysOf(doubt(limits.doubtSeconds))).toEqual([]);
    expect(keysOf(doubt(limits.doubtSeconds + 1))).toEqual(['doubt']);
  });

  it('finds a shop that cannot be read for minutes, and raises an alarm for each beyond the limit', () => {
    const why = { code: 'shop_read.maintenance' };
    const unread = (seconds: number) => ({
      unreadShops: ['s1', 's2'].map((shopId) => ({
        shopId,
        name: 'Nordlys',
        why,
        since: new Date(at.getTime() - seconds * 1000),
      })),
    });
    expect(saidOf(unread(limits.readingLookSeconds))).toEqual([]);
    expect(saidOf(unread(limits.readingLookSeconds + 1))[0]).toMatch(/^look: .*Nordlys \(s1\).*maintenance|503/);
    expect(keysOf(unread(limits.readingAlarmSeconds))).toEqual([]);
    expect(keysOf(unread(limits.readingAlarmSeconds + 1))).toEqual(['reading/s1', 'reading/s2']);
  });

  it('raises an alarm for a single order that cannot be read', () => {
    const unread = [{ code: 'order.field_unreadable', orders: 1 }];
    expect(keysOf({ stock: { ...stock, unread } })).toEqual(['unread']);
  });

  it('raises an alarm when the disk has less room than the limit, if its disk is known', () => {
    expect(keysOf({ diskMegabytes: limits.diskMegabytes })).toEqual([]);
    expect(keysOf({ diskMegabytes: limits.diskMegabytes - 1 })).toEqual(['disk']);
    expect(keysOf({ diskMegabytes: null })).toEqual([]);
  });

  it('raises an alarm when no worker is at work, even if a process of one runs', () => {
    expect(keysOf({ workers: [] })).toEqual(['workers']);
    expect(keysOf({ workers: [{ ...atWork, seenAge: limits.workerSilentSeconds + 1 }] })).toEqual(['workers']);
    expect(keysOf({ workers: [{ ...atWork, lookedAge: limits.workerIdleSeconds + 1 }] })).toEqual(['workers']);
    expect(keysOf({ workers: [atWork, { ...atWork, seenAge: 3000 }] })).toEqual([]);
  });

  it('raises one alarm for the outage of a vendor', () => {
    const outage = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'].map((shop) => heldOf(shop, 'held.unreachable', 20));
    expect(keysOf({ held: outage })).toEqual(['held/poweroffice/held.unreachable']);
    expect(saidOf({ held: outage })).toEqual([
      expect.stringMatching(
        /^wrong: 7 connections are held back for one cause \(Company of s1, .*Company of s5 and 2 more\): /,
      ),
    ]);
  });

  it('raises an alarm for each connection whose credentials are refused', () => {
    const held = ['s1', 's2'].map((shop) => heldOf(shop, 'held.unauthorized', 20));
    expect(keysOf({ held })).toEqual(['held/s1/c1', 'held/s2/c1']);
  });

  it('finds a connection that is held for a short time, but raises no alarm yet', () => {
    const held = [heldOf('s1', 'held.unauthorized', 14)];
    expect(saidOf({ held })).toHaveLength(1);
    expect(keysOf({ held })).toEqual([]);
  });

  it('raises an alarm when many documents became blocked within an hour', () => {
    const open = [{ system: 'poweroffice', state: 'blocked', group: 'gap', transfers: 40 }];
    const lately = (transfers: number) => ({
      stock: { ...stock, open },
      latelyBlocked: [{ system: 'poweroffice', group: 'gap', transfers }],
    });
    expect(keysOf(lately(limits.blockedAnHour))).toEqual([]);
    expect(keysOf(lately(limits.blockedAnHour + 1))).toEqual(['blocked/poweroffice/gap']);
  });

  it('puts every finding into whole sentences in each language', () => {
    const all: Partial<Observations> = {
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
        const text = [title, cause, remedy].join(' ');
        // A brace or an ellipsis is a gap in the text that was not filled.
        expect({ code, text }).toEqual({ code, text: expect.not.stringMatching(/[{}…]/) });
      }
    }
  });
});
