import rest from '@woocommerce/woocommerce-rest-api';
import type { HttpAnswer, NotSent, Send, Unanswered } from '../egress/request.ts';
import { readReply, noReply, type ShopReply } from './reply.ts';

/** How the bridge reads a shop by WooCommerce's REST API, version 3. The key needs the right to read and no other. */
export interface RestAccess {
  /** The address of the shop, such as `https://shop.example/de`. */
  url: string;
  consumerKey: string;
  consumerSecret: string;
  /** Where the key stands over https: some web servers keep the header from PHP. Over http each request is signed (OAuth 1.0a). */
  keyIn: 'header' | 'query';
}

/** Reads from one shop. */
export interface ShopClient {
  /**
   * Reads what stands below `/wp-json/wc/v3`. Never throws: a shop that does not answer as WooCommerce does is a failure with its
   * cause.
   * @example await client.get('orders', { modified_after: '2026-01-31T12:00:00', per_page: 100 })
   */
  get(path: string, query?: Readonly<Record<string, string | number | boolean>>): Promise<ShopReply>;
}

/** Carries a failure of our own way out through the library. */
class NoAnswer extends Error {
  readonly sent: NotSent | Unanswered;
  constructor(sent: NotSent | Unanswered) {
    super(sent.kind);
    this.sent = sent;
  }
}

/** What the library hands to whoever sends for it. */
interface LibraryRequest {
  url?: string;
  params?: Readonly<Record<string, unknown>>;
  auth?: { username: string; password: string };
}

/** The library signs and composes the request; `send` is the bridge's one way out, with its checks of the address. */
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
      // The answer is read here, where HTML in place of JSON is no fault but an answer of its own.
      transformResponse: (answer: unknown) => answer,
    },
  });
  return {
    async get(path, query = {}) {
      try {
        const { data } = (await library.get(path, textsOf(query))) as { data: HttpAnswer };
        return readReply(data);
      } catch (fault) {
        if (fault instanceof NoAnswer) return noReply(fault.sent);
        throw fault;
      }
    },
  };
}

async function sendFor({ url = '', params, auth }: LibraryRequest, send: Send): Promise<unknown> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(params ?? {})) address.searchParams.set(name, String(value));
  const sent = await send({
    method: 'GET',
    url: address.href,
    headers: {
      accept: 'application/json',
      ...(auth
        ? { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
        : {}),
    },
    budget: 'free',
  });
  if (sent.kind !== 'answer') throw new NoAnswer(sent);
  return { data: sent, status: sent.status, statusText: '', headers: {}, config: {}, request: null };
}

const textsOf = (query: Readonly<Record<string, string | number | boolean>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
