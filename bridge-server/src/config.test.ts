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
  it('need nothing to be set', () => {
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
      concurrency: 8,
      timing: { lease: 60, callTimeout: 20, poll: 0.25, follow: 300, retryScale: 1 },
      keep: { orders: 90, exchanges: 30, people: 90, journal: 730 },
      alarms: { webhook: null, mail: null },
    });
  });

  it('are read as what they mean', () => {
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

  it("keep for as long as is said, people's data of systems never shorter than they are read anew", () => {
    expect(
      read({
        KONTOR_KEEP_ORDERS: '0',
        KONTOR_KEEP_EXCHANGES: '1.5',
        KONTOR_KEEP_PEOPLE: '60',
        KONTOR_KEEP_JOURNAL: '30',
      }).keep,
    ).toEqual({ orders: 0, exchanges: 1.5, people: 60, journal: 30 });
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
  ])('bring the public address %s into one form', (given, normal) => {
    expect(read({ KONTOR_PUBLIC_URL: given }).publicUrl).toBe(normal);
  });

  it.each([
    'http://example.com',
    'https://example.com/?a=1',
    'https://example.com/#a',
    'https://me:pw@example.com',
    'ftp://localhost',
    'example.com',
  ])('refuse the public address %s', (given) => {
    expect(causes({ KONTOR_PUBLIC_URL: given })).toEqual([`KONTOR_PUBLIC_URL is "${given}".`]);
  });

  it('name every wrong variable at once, with what it should be', () => {
    const found = reasons({
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
        found.filter((reason) => reason.code === 'config.wrong' && reason.cause.startsWith(`${name} `)),
      ).toHaveLength(1);
    }
    expect(found.filter((reason) => reason.code === 'config.contradiction')).toEqual([
      expect.objectContaining({ cause: 'KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.' }),
    ]);
    expect(found).toHaveLength(12);
    expect(found[0]).toMatchObject({
      code: 'config.wrong',
      cause: 'KONTOR_ROLE is "webb".',
      remedy: 'Set KONTOR_ROLE to web, worker or both.',
    });
    expect(JSON.stringify(found)).not.toMatch(/mysql|c2hvcnQ/);
  });

  it('must go together', () => {
    expect(causes({ DATABASE_URL: 'postgres://db/kontor' })).toEqual(['DATABASE_URL is set, but KONTOR_KEY is not.']);
    expect(causes({ HOST: '0.0.0.0' })).toEqual(['HOST is reachable from outside, but KONTOR_PUBLIC_URL is not set.']);
    expect(causes({ KONTOR_LEASE: '20' })).toEqual(['KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.']);
    expect(causes({ HOST: '0.0.0.0', KONTOR_PUBLIC_URL: 'https://kontor.example.com' })).toEqual([]);
  });
});
