import { randomBytes } from 'node:crypto';
import { readConfig } from './config.ts';
import { told } from '../../tests/setup/telling.ts';

const read = (env: Record<string, string>) => {
  const result = readConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const reasons = (env: Record<string, string>) => {
  const result = readConfig(env);
  return result.ok ? [] : result.error.map(told);
};
const causes = (env: Record<string, string>) => reasons(env).map((reason) => reason.cause);

describe('the settings of a process', () => {
  it('have a default for everything', () => {
    expect(read({})).toEqual({
      role: 'both',
      host: '127.0.0.1',
      port: 8420,
      publicUrl: 'http://127.0.0.1:8420',
      databaseUrl: null,
      dataFolder: '.kontor',
      key: null,
      formerKeys: [],
      logLevel: 'info',
      metrics: null,
      proxyHops: 0,
      shopPrivateHosts: [],
      officeFolders: [],
      fileHosts: [],
      concurrency: 8,
      timing: { lease: 60, callTimeout: 20, poll: 0.25, follow: 300, retryScale: 1 },
      keep: { orders: 90, files: 30, exchanges: 30, people: 90, journal: 730 },
      alarms: { webhook: null, mail: null },
    });
  });

  it('are read from the environment', () => {
    const key = randomBytes(32);
    const config = read({
      KONTOR_ROLE: 'worker',
      HOST: '::1',
      PORT: '9000',
      DATABASE_URL: 'postgres://a:b@db/kontor',
      KONTOR_KEY: key.toString('base64'),
      KONTOR_FOLLOW: '60',
      KONTOR_RETRY_SCALE: '0.001',
      KONTOR_METRICS_PORT: '9464',
      KONTOR_SHOP_PRIVATE_HOSTS: 'Shop.local:8080, [::1]',
      LOG_LEVEL: '',
    });
    expect(config).toMatchObject({
      role: 'worker',
      metrics: { host: '127.0.0.1', port: 9464 },
      shopPrivateHosts: ['shop.local:8080', '[::1]'],
      publicUrl: 'http://[::1]:9000',
      databaseUrl: 'postgres://a:b@db/kontor',
      logLevel: 'info',
      timing: { follow: 60, retryScale: 0.001 },
    });
    expect(Buffer.from(config.key ?? []).equals(key)).toBe(true);
  });

  it('name the folders of offices, each by an absolute path and once', () => {
    expect(read({ KONTOR_OFFICE_FOLDERS: 's1/c1=/srv/a=b, s1/c2=/srv/c' }).officeFolders).toEqual([
      { shopId: 's1', connectionId: 'c1', folder: '/srv/a=b' },
      { shopId: 's1', connectionId: 'c2', folder: '/srv/c' },
    ]);
    for (const wrong of ['s1/c1=srv', 's1=/srv/a', '/srv/a', 's1/c1=/srv/a,s1/c2=/srv/a/'])
      expect(causes({ KONTOR_OFFICE_FOLDERS: wrong })).toEqual([`KONTOR_OFFICE_FOLDERS is "${wrong}".`]);
  });

  it("say how long data is kept; people's data from systems must be kept for at least 60 days", () => {
    expect(
      read({
        KONTOR_KEEP_ORDERS: '0',
        KONTOR_KEEP_EXCHANGES: '1.5',
        KONTOR_KEEP_PEOPLE: '60',
        KONTOR_KEEP_JOURNAL: '30',
      }).keep,
    ).toEqual({ orders: 0, files: 30, exchanges: 1.5, people: 60, journal: 30 });
    expect(reasons({ KONTOR_KEEP_PEOPLE: '59', KONTOR_KEEP_ORDERS: '-1' })).toMatchObject([
      { cause: 'KONTOR_KEEP_ORDERS is "-1".' },
      {
        cause: 'KONTOR_KEEP_PEOPLE is "59".',
        remedy: 'Set KONTOR_KEEP_PEOPLE to a number of days, at least 60, or 0 for ever.',
      },
    ]);
  });

  it.each([
    ['https://Kontor.example.com/', 'https://kontor.example.com'],
    ['https://example.com:8443/kontor/', 'https://example.com:8443/kontor'],
    ['http://localhost:8420', 'http://localhost:8420'],
  ])('write the public address %s as %s', (address, normalised) => {
    expect(read({ KONTOR_PUBLIC_URL: address }).publicUrl).toBe(normalised);
  });

  it.each([
    'http://example.com',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'https://me:pw@example.com',
    'ftp://localhost',
    'example.com',
  ])('refuse the public address %s', (address) => {
    expect(causes({ KONTOR_PUBLIC_URL: address })).toEqual([`KONTOR_PUBLIC_URL is "${address}".`]);
  });

  it('are refused with every wrong variable at once, and what each should be', () => {
    const refusals = reasons({
      KONTOR_ROLE: 'webb',
      PORT: '0',
      KONTOR_PUBLIC_URL: 'http://example.com',
      DATABASE_URL: 'mysql://secret@x',
      KONTOR_KEY: 'c2hvcnQ=',
      LOG_LEVEL: 'loud',
      KONTOR_PROXY_HOPS: '-1',
      KONTOR_SHOP_PRIVATE_HOSTS: 'http://shop.local',
      KONTOR_CONCURRENCY: '1.5',
      KONTOR_POLL: '0',
      KONTOR_RETRY_SCALE: '1e3',
      KONTOR_LEASE: '5',
      KONTOR_CALL_TIMEOUT: '6',
    });
    for (const name of [
      'KONTOR_ROLE',
      'PORT',
      'KONTOR_PUBLIC_URL',
      'DATABASE_URL',
      'KONTOR_KEY',
      'LOG_LEVEL',
      'KONTOR_PROXY_HOPS',
      'KONTOR_SHOP_PRIVATE_HOSTS',
      'KONTOR_CONCURRENCY',
      'KONTOR_POLL',
      'KONTOR_RETRY_SCALE',
    ]) {
      expect(
        refusals.filter((reason) => reason.code === 'config.wrong' && reason.cause.startsWith(`${name} `)),
      ).toHaveLength(1);
    }
    expect(refusals.filter((reason) => reason.code === 'config.contradiction')).toEqual([
      expect.objectContaining({ cause: 'KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.' }),
    ]);
    expect(refusals).toHaveLength(12);
    expect(refusals[0]).toMatchObject({
      code: 'config.wrong',
      cause: 'KONTOR_ROLE is "webb".',
      remedy: 'Set KONTOR_ROLE to web, worker or both.',
    });
    expect(JSON.stringify(refusals)).not.toMatch(/mysql|c2hvcnQ/);
  });

  it('are refused when they contradict each other', () => {
    expect(causes({ DATABASE_URL: 'postgres://db/kontor' })).toEqual(['DATABASE_URL is set, but KONTOR_KEY is not.']);
    expect(causes({ HOST: '0.0.0.0' })).toEqual(['HOST is reachable from outside, but KONTOR_PUBLIC_URL is not set.']);
    expect(causes({ KONTOR_LEASE: '20' })).toEqual(['KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.']);
    expect(causes({ HOST: '0.0.0.0', KONTOR_PUBLIC_URL: 'https://kontor.example.com' })).toEqual([]);
  });
});
