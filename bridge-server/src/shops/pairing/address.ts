/**
 * Pure: what two addresses of one site have in common: host, port and path, without scheme, `www.` and slashes at the end.
 * @example siteOf('https://www.Nordlys.example/') === siteOf('http://nordlys.example') // 'nordlys.example'
 */
export function siteOf(address: string): string {
  const { hostname, port, pathname } = new URL(address);
  const host = hostname.replace(/\.$/, '').replace(/^www\./, '');
  return `${host}${port && `:${port}`}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}
