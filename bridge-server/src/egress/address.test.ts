import type { LookupAddress } from 'node:dns';
import { createAddressPolicy } from './address.ts';

const variable = 'KONTOR_ERP_PRIVATE_HOSTS';
const policy = createAddressPolicy({
  privateHosts: ['erp.local', '10.0.0.5:8080', '[fd00::1]', 'localhost:9000'],
  variable,
});
const isRefused = (url: string) => policy.refusal(new URL(url)) !== null;

describe('the address policy', () => {
  it.each([
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://0.0.0.0',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://192.168.1.1',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://[::1]',
    'https://[::]',
    'https://[fe80::1]',
    'https://[fc00::1]',
    'https://[fd12::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:8.8.8.8]',
    'https://[::127.0.0.1]',
    'https://[::7f00:1]',
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://[fec0::1]',
    'https://[ff02::1]',
    'http://example.com',
    'ftp://example.com',
    'https://me:pw@example.com',
    'https://10.0.0.5:8081',
    'http://10.0.0.5',
  ])('refuses %s', (url) => expect(isRefused(url)).toBe(true));

  it.each([
    'https://example.com/x',
    'https://8.8.8.8',
    'https://[2606:4700::1111]',
    'http://erp.local',
    'https://ERP.local.:4711',
    'http://10.0.0.5:8080',
    'http://[fd00::1]:77',
    'http://localhost:9000',
  ])('allows %s', (url) => expect(isRefused(url)).toBe(false));

  it('names in a refusal the variable that would allow the host', () => {
    for (const url of ['https://10.1.2.3', 'http://example.com', 'https://[::1]'])
      expect(policy.refusal(new URL(url))?.values).toMatchObject({ variable });
  });

  /** The outcome of looking a name up that resolves to these addresses: its address and family, or the fault's code. */
  const lookUp = (addresses: string[], all: boolean) =>
    new Promise<unknown>((resolve) => {
      const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const { lookup } = createAddressPolicy({
        privateHosts: [],
        variable,
        resolve: (_name, _options, answer) => answer(null, found),
      });
      lookup('name.example', { all }, (error, address, family) => resolve(error ? error.code : { address, family }));
    });

  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.1.1'],
    ['100.100.0.1'],
    ['fd00::1'],
    ['fe80::1%eth0'],
    ['::ffff:10.0.0.1'],
    ['8.8.8.8', '192.168.0.1'],
  ])('refuses a name that resolves to %s', async (...addresses) => {
    expect(await lookUp(addresses, true)).toBe('KONTOR_ADDRESS_REFUSED');
    expect(await lookUp(addresses, false)).toBe('KONTOR_ADDRESS_REFUSED');
  });

  it('passes on the addresses of a public name', async () => {
    expect(await lookUp(['8.8.8.8', '2606:4700::1111'], true)).toEqual({
      address: [
        { address: '8.8.8.8', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
      family: undefined,
    });
    expect(await lookUp(['8.8.8.8'], false)).toEqual({ address: '8.8.8.8', family: 4 });
  });

  it('reports a name without addresses as unknown', async () => {
    expect(await lookUp([], true)).toBe('ENOTFOUND');
  });
});
