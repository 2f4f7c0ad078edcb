import { folderTroubleOf, overdueOf, type OfficeStanding } from './overdue.ts';

const at = new Date('2026-12-01T12:00:00Z');
const before = (minutes: number): Date => new Date(at.getTime() - minutes * 60_000);

/** An office that asked a minute ago, and has nothing to fetch. It is expected every ten minutes. */
const punctual: OfficeStanding = {
  shopId: 's1',
  connectionId: 'c1',
  system: 'mmorthosoft',
  accountName: 'mmOrthosoft',
  paused: false,
  settings: { fetchMinutes: 10 },
  heardAt: before(1),
  askedAt: before(1),
  refusedAt: null,
  refusedAddress: null,
  folderAt: null,
  folderFailedSince: null,
  folderWhy: null,
  waitingSince: null,
  offered: 0,
  fetched: 0,
  at,
};
const codeOf = (change: Partial<OfficeStanding>): string | null => {
  const overdue = overdueOf({ ...punctual, ...change });
  return overdue && [overdue.why.code, overdue.why.case].filter(Boolean).join(':');
};

describe('an office', () => {
  it('is overdue when it has not asked for more than two intervals', () => {
    expect(codeOf({})).toBeNull();
    expect(codeOf({ heardAt: before(20), askedAt: before(20) })).toBeNull();
    expect(codeOf({ heardAt: before(21), askedAt: before(21) })).toBe('fetching.office_silent');
  });

  it('is overdue when it never asked with the key that it got', () => {
    expect(codeOf({ heardAt: before(20), askedAt: null })).toBeNull();
    expect(codeOf({ heardAt: before(21), askedAt: null })).toBe('fetching.office_silent:never');
  });

  it('is overdue when it asks and does not take a document for two intervals', () => {
    expect(codeOf({ waitingSince: before(20), offered: 1 })).toBeNull();
    expect(codeOf({ waitingSince: before(21), offered: 1 })).toBe('fetching.documents_waiting');
  });

  it('is overdue without a key only if documents wait', () => {
    expect(codeOf({ heardAt: null, askedAt: before(9000) })).toBeNull();
    expect(codeOf({ heardAt: null, waitingSince: before(21) })).toBe('fetching.documents_waiting');
  });

  it('is expected every four hours without a setting, and not at all while its connection is paused', () => {
    expect(codeOf({ settings: {}, heardAt: before(480), askedAt: before(480) })).toBeNull();
    expect(codeOf({ settings: {}, heardAt: before(481), askedAt: before(481) })).toBe('fetching.office_silent');
    expect(codeOf({ heardAt: before(9000), paused: true })).toBeNull();
  });
});

describe('the folder of an office', () => {
  const failing = { folderAt: before(1), folderFailedSince: before(30), folderWhy: { code: 'office_folder.full' }, at };

  it('is in trouble while a worker finds it unusable', () => {
    expect(folderTroubleOf(failing)).toEqual({ why: { code: 'office_folder.full' }, since: before(30) });
    expect(folderTroubleOf({ ...failing, folderFailedSince: null, folderWhy: null })).toBeNull();
  });

  it('is forgotten when no worker serves it any more', () => {
    expect(folderTroubleOf({ ...failing, folderAt: before(16) })).toBeNull();
  });
});
