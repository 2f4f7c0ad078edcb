/** A simple browser for forms: it keeps cookies and follows redirects. */
export interface Session {
  readonly url: string;
  /** Requests a path of the shop. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Posts fields as a form does. */
  post(path: string, fields: Fields): Promise<Response>;
}

type Pairs = readonly (readonly [name: string, value: string])[];
export type Fields = Readonly<Record<string, string>> | Pairs;

const isPairs = (fields: Fields): fields is Pairs => Array.isArray(fields);

const mostRedirects = 10;

/** Opens a session in which nobody is logged in. */
export function openSession(url: string): Session {
  const cookies = new Map<string, string>();
  const ask = async (address: URL, init: RequestInit, redirects: number): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) storeCookie(cookies, cookie);
    const next = response.headers.get('location');
    if (next === null || response.status < 300 || response.status >= 400) return response;
    if (redirects === mostRedirects) throw new Error(`${address.href} redirects without end.`);
    await response.body?.cancel();
    return ask(new URL(next, address), {}, redirects + 1);
  };
  const request = (path: string, init: RequestInit = {}) => ask(new URL(path, `${url}/`), init, 0);
  return {
    url,
    fetch: request,
    post: (path, fields) => {
      const pairs = isPairs(fields)
        ? fields.map(([name, value]): [string, string] => [name, value])
        : Object.entries(fields);
      return request(path, { method: 'POST', body: new URLSearchParams(pairs) });
    },
  };
}

function storeCookie(cookies: Map<string, string>, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const name = pair.slice(0, pair.indexOf('=')).trim();
  const value = pair.slice(pair.indexOf('=') + 1).trim();
  const expired = attributes.some((attribute) => {
    const [key = '', text = ''] = attribute.trim().split('=');
    return key.toLowerCase() === 'expires' && Date.parse(text) < Date.now();
  });
  if (expired) cookies.delete(name);
  else cookies.set(name, value);
}
