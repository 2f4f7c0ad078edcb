import { withoutEndingSlashes } from '@kontor/shared/address';
import rest from '@woocommerce/woocommerce-rest-api';
import type { HttpAnswer, NotSent, Send, Unanswered } from '../egress/request.ts';
import { readReply, noReply, type ShopReply } from './reply.ts';

/** The access to a shop by WooCommerce's REST API, version 3. The key needs only the right to read. */
export interface RestAccess {
  /** The address of the shop, such as `https://shop.example/de`. */
  url: string;
  consumerKey: string;
  consumerSecret: string;
  /**
   * Where the key stands in a request over https. Some web servers do not pass the header to PHP, so it can stand in
   * the query instead. Over http the key is not sent: each request is signed (OAuth 1.0a).
   */
  keyIn: 'header' | 'query';
}

/** Reads from one shop, and writes what belongs to the bridge itself, such as its webhooks. */
export interface ShopClient {
  /**
   * Sends a GET to a path below `/wp-json/wc/v3`. If the shop does not answer as WooCommerce does, the reply is a failure
   * with its cause. `get` throws only on a bug.
   * @example await client.get('orders', { modified_after: '2026-01-31T12:00:00', per_page: 100 })
   */
  get(path: string, query?: Readonly<Record<string, string | number | boolean>>): Promise<ShopReply>;
  /**
   * Reads fields of WordPress's own index, `/wp-json/`, which is open to everybody. So the key is not sent.
   * @example await client.index('timezone_string,gmt_offset')
   */
  index(fields: string): Promise<ShopReply>;
  /** Creates (`POST`) or changes (`PUT`) something. The key needs the right to write. Replies as `get` does. */
  write(method: 'POST' | 'PUT', path: string, body: Readonly<Record<string, string>>): Promise<ShopReply>;
}

/** Carries a request that got no answer through the library, which knows only HTTP answers and errors. */
class NoAnswer extends Error {
  readonly sent: NotSent | Unanswered;
  constructor(sent: NotSent | Unanswered) {
    super(sent.kind);
    this.sent = sent;
  }
}

/** What the library passes to its axios adapter. */
interface LibraryRequest {
  method?: string;
  url?: string;
  /** The body, as JSON that the library has written. */
  data?: string;
  params?: Readonly<Record<string, unknown>>;
  auth?: { username: string; password: string };
}

/**
 * Makes the client of one shop. WooCommerce's library composes and signs each request. `send` sends it by the bridge's
 * egress, which checks the address first.
 */
export function createShopClient(access: RestAccess, send: Send): ShopClient {
  // The package is CommonJS, whose default export stands one level deeper.
  const library = new rest.default({
    url: access.url,
    consumerKey: access.consumerKey,
    consumerSecret: access.consumerSecret,
    version: 'wc/v3',
    queryStringAuth: access.keyIn === 'query',
    axiosConfig: {
      adapter: (request: LibraryRequest) => sendFor(request, send),
      // `readReply` parses the body itself, because a page of HTML in place of JSON must not throw.
      transformResponse: (answer: unknown) => answer,
    },
  });
  const reply = async (request: Promise<unknown>): Promise<ShopReply> => {
    try {
      const { data } = (await request) as { data: HttpAnswer };
      return readReply(data, access.url);
    } catch (fault) {
      if (fault instanceof NoAnswer) return noReply(fault.sent);
      throw fault;
    }
  };
  return {
    // The same list is asked for again and again. Without a value that changes, a cache would answer with an old one.
    get: (path, query = {}) => reply(library.get(path, { ...asTexts(query), _: String(Date.now()) })),
    write: (method, path, body) => reply(method === 'POST' ? library.post(path, body) : library.put(path, body)),
    async index(fields) {
      const address = new URL(`${withoutEndingSlashes(access.url)}/wp-json/`);
      address.searchParams.set('_fields', fields);
      const sent = await send({
        method: 'GET',
        url: address.href,
        headers: { accept: 'application/json' },
        budget: 'free',
      });
      return sent.kind === 'answer' ? readReply(sent, access.url) : noReply(sent);
    },
  };
}

/** The axios adapter of the library: it sends the request by the egress of the bridge. */
async function sendFor({ method, url = '', params, auth, data }: LibraryRequest, send: Send): Promise<unknown> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params ?? {})) address.searchParams.set(name, String(value));
  const sent = await send({
    method: methodOf(method),
    url: address.href,
    headers: {
      accept: 'application/json',
      ...(data === undefined ? {} : { 'content-type': 'application/json' }),
      ...(auth
        ? { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
        : {}),
    },
    ...(data === undefined ? {} : { body: data }),
    budget: 'free',
  });
  if (sent.kind !== 'answer') throw new NoAnswer(sent);
  return { data: sent, status: sent.status, statusText: '', headers: {}, config: {}, request: null };
}

/** The method as the egress writes it. Kontor sends no others to a shop. */
function methodOf(method: string | undefined): 'GET' | 'POST' | 'PUT' {
  const name = method?.toUpperCase();
  if (name === 'GET' || name === 'POST' || name === 'PUT') return name;
  throw new Error(`no request to a shop is a ${method}`);
}

const asTexts = (query: Readonly<Record<string, string | number | boolean>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
