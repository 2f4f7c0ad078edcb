import { siteOf } from './address.ts';

describe('the site of an address', () => {
  it.each([
    'https://nordlys.example',
    'https://nordlys.example/',
    'http://nordlys.example',
    'https://www.nordlys.example/',
    'HTTPS://WWW.NORDLYS.EXAMPLE:443',
    'http://nordlys.example.:80//',
    'https://nordlys.example/?lang=nb#top',
  ])('of %s is nordlys.example', (address) => expect(siteOf(address)).toBe('nordlys.example'));

  it.each([
    ['https://nordlys.example:8443', 'nordlys.example:8443'],
    ['https://nordlys.example/butikk/', 'nordlys.example/butikk'],
    ['https://nordlys.example/Butikk', 'nordlys.example/Butikk'],
    ['https://staging.nordlys.example', 'staging.nordlys.example'],
    ['https://www2.nordlys.example', 'www2.nordlys.example'],
    ['https://blåbær.example', 'xn--blbr-roah.example'],
  ])('of %s is another one: %s', (address, site) => expect(siteOf(address)).toBe(site));
});
