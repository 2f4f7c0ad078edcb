import { withoutEndingSlashes } from '@kontor/shared/address';

/**
 * The site of an address: host, port and path, without scheme, `www.` and trailing slashes. Two addresses of one shop
 * have the same site. Kept apart from the pairing, since it is pure.
 * @example siteOf('https://www.Nordlys.example/') === siteOf('http://nordlys.example') // 'nordlys.example'
 */
export function siteOf(address: string): string {
  const { hostname, port, pathname } = new URL(address);
  const host = hostname.replace(/\.$/, '').replace(/^www\./, '');
  return `${host}${port && `:${port}`}${withoutEndingSlashes(pathname)}`;
}
