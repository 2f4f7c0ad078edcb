import { z } from 'zod';
import { fetchingSettings, fetchingSettingsIn, isAllowedComputer } from './contract-fetching.ts';

const settings = z.object(fetchingSettings);

describe('the allowed computers of a connection', () => {
  it.each([
    ['', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.0/24', '203.0.113.255'],
    // A bridge that listens on IPv6 sees callers with IPv4 as such addresses.
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['203.0.113.7', '::ffff:cb00:7107'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.0/120', '203.0.113.99'],
    ['2001:db8::/32', '2001:DB8:0:1::2'],
    ['2001:db8::1', '2001:0db8:0000::0001'],
    ['fe80::/10', 'fe80::1%eth0'],
    ['0.0.0.0/0', '192.0.2.1'],
    ['10.0.0.1\n10.0.0.2; 10.0.0.3', '10.0.0.3'],
  ])('are "%s", so that %s may fetch', (allowed, address) => {
    expect(settings.safeParse({ allowedComputers: allowed }).success).toBe(true);
    expect(isAllowedComputer(allowed, address)).toBe(true);
  });

  it.each([
    ['203.0.113.7', '203.0.113.8'],
    ['203.0.113.0/24', '203.0.114.1'],
    ['203.0.113.0/24', '2001:db8::1'],
    ['2001:db8::/32', '2001:db9::1'],
    ['0.0.0.0/0', '2001:db8::1'],
    ['203.0.113.7', ''],
    ['203.0.113.7', 'unknown'],
  ])('are "%s", so that "%s" may not fetch', (allowed, address) => {
    expect(isAllowedComputer(allowed, address)).toBe(false);
  });

  it.each([
    'office.example',
    '203.0.113',
    '203.0.113.7/33',
    '2001:db8::/129',
    '::ffff:203.0.113.0/24',
    '10.0.0.1/',
    '010.0.0.1',
  ])('cannot be %s, and the error names it', (entry) => {
    const read = settings.safeParse({ allowedComputers: `192.0.2.1, ${entry}` });
    expect(read.error?.issues[0]?.message).toContain(entry);
  });

  it('are none, if what is stored cannot be read', () => {
    const stored = fetchingSettingsIn({ allowedComputers: 'office.example', fetchMinutes: 'often' });
    expect(isAllowedComputer(stored.allowedComputers, '192.0.2.1')).toBe(false);
    expect(stored.fetchMinutes).toBe(240);
  });
});
