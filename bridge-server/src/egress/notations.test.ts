import { createAddressPolicy } from './address.ts';

const refusal = (url: string, privateHosts: string[] = []) =>
  URL.canParse(url)
    ? (createAddressPolicy({ privateHosts, variable: 'KONTOR_TEST_PRIVATE_HOSTS' }).refusal(new URL(url))?.word ?? null)
    : 'no address';

/** Addresses of this machine, of private networks and of a cloud's metadata, in every notation that a URL allows. */
const notations = {
  decimal: ['https://2130706433/', 'https://3232235777/', 'https://2852039166/'],
  octal: ['https://0177.0.0.1/', 'https://017700000001/', 'https://0300.0250.01.01/'],
  hexadecimal: ['https://0x7f.0.0.1/', 'https://0x7f000001/', 'https://0xA9FEA9FE/'],
  'mixed and short': ['https://127.1/', 'https://0x7f.1/', 'https://10.1/', 'https://192.168.257/', 'https://0/'],
  'with a dot at the end': ['https://127.0.0.1./', 'https://10.0.0.1./', 'https://0x7f.1./'],
  'in other digits': ['https://①②⑦.⓪.⓪.①/', 'https://１２７.０.０.１/', 'https://127。0。0。1/'],
  escaped: ['https://%31%32%37.0.0.1/', 'https://127%2e0%2e0%2e1/'],
  'mapped IPv6': [
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:ffff:0a00:0001]/',
    'https://[::ffff:0:127.0.0.1]/',
  ],
  'compatible IPv6': ['https://[::127.0.0.1]/', 'https://[::a00:1]/'],
  NAT64: ['https://[64:ff9b::127.0.0.1]/', 'https://[64:ff9b::a9fe:a9fe]/', 'https://[64:ff9b:1::7f00:1]/'],
  '6to4 and Teredo': ['https://[2002:7f00:1::]/', 'https://[2002:a00:1::1]/', 'https://[2001::7f00:1]/'],
  'link-local': ['https://[fe80::1]/', 'https://169.254.169.254/'],
  'link-local with a zone': ['https://[fe80::1%25eth0]/', 'https://[fe80::1%eth0]/'],
  'documentation and tests': [
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://203.0.113.1/',
    'https://[2001:db8::1]/',
    'https://192.0.0.170/',
  ],
};

describe.each(Object.entries(notations))('an address that is not public, in the notation "%s"', (_notation, urls) => {
  it.each(urls)('is refused: %s', (url) => expect(refusal(url)).toMatch(/^(sent\.private_address|no address)$/));
});

describe('a URL with an @', () => {
  it.each([
    'https://example.com@127.0.0.1/',
    'https://127.0.0.1@example.com/',
    'https://erp.local:x@example.com/',
    'https://:pw@erp.local/',
  ])('is refused when a user or a password stands before it: %s', (url) => {
    expect(refusal(url, ['erp.local', '127.0.0.1'])).toBe('sent.password');
  });
  it.each(['https://example.com\\@127.0.0.1/', 'https://example.com#@127.0.0.1/', 'https://example.com?@127.0.0.1/'])(
    'leads to example.com when the @ is no part of the host: %s',
    (url) => {
      expect(refusal(url)).toBeNull();
      expect(new URL(url).hostname).toBe('example.com');
    },
  );
});

describe('a host that the operator has allowed', () => {
  it.each(['http://127.1:9000/', 'http://2130706433:9000/', 'http://127.0.0.1.:9000/'])(
    'is allowed in the notation %s as well',
    (url) => expect(refusal(url, ['127.0.0.1:9000'])).toBeNull(),
  );
  it.each(['http://127.0.0.1:9001/', 'http://127.0.0.2:9000/', 'http://[::ffff:127.0.0.1]:9000/'])(
    'does not allow %s',
    (url) => expect(refusal(url, ['127.0.0.1:9000'])).not.toBeNull(),
  );
});
