import type { BrowserRight } from '@kontor/shared/browser';

/** A right that a request needs; every operation declares one. */
export type Scope =
  /** What the offices know of the shop's customers: names, numbers and addresses. */
  | 'addresses:read'
  /** Has the addresses of the offices read again. */
  | 'addresses:write'
  /** What the offices know of the shop's articles. */
  | 'articles:read'
  /** Has the articles of the offices read again. */
  | 'articles:write'
  | 'bridge:read'
  | 'bridge:write'
  | 'connections:read'
  /** Changes, pauses and checks an existing connection. */
  | 'connections:write'
  /** Adds a connection with its credentials, or removes one. */
  | 'connections:manage'
  /** Fetches and acknowledges the documents that a connection offers its office. */
  | 'documents:fetch'
  | 'events:write'
  | 'journal:read'
  | 'keys:read'
  | 'keys:write'
  /** Replaces or gives up the key that the caller signs with. */
  | 'keys:rotate'
  | 'orders:read'
  | 'orders:write'
  /** Reads the whole content of an order, including people's data. */
  | 'orders:content'
  /** The people and places of the shop's office. */
  | 'people:read'
  | 'people:write'
  /** Makes tokens that read views. */
  | 'readers:create'
  | 'results:read'
  /** Gives the bridge a REST key of the shop that signs the request. */
  | 'shops:grant'
  | 'shops:read'
  | 'shops:write'
  | 'tasks:read'
  | 'tasks:write'
  | 'transfers:read'
  | 'transfers:write';

/** The kinds of caller that the bridge knows. */
export type PrincipalKind = 'operator' | 'shop' | 'browser' | 'office' | 'reader';

/** What has a set of scopes: a kind of caller; for a browser, also what its user may do in WordPress. */
export type ScopeHolder = Exclude<PrincipalKind, 'browser'> | `browser:${BrowserRight}`;

/**
 * The scopes of each caller. A shop, a browser and an office may use theirs only below the shop's own address. So
 * `keys:read` shows a shop its own keys and never the operator's.
 */
export const scopesOf: Readonly<Record<ScopeHolder, ReadonlySet<Scope>>> = {
  operator: new Set<Scope>([
    'addresses:read',
    'addresses:write',
    'articles:read',
    'articles:write',
    'bridge:read',
    'bridge:write',
    'connections:read',
    'connections:write',
    'connections:manage',
    'journal:read',
    'keys:read',
    'keys:write',
    'orders:read',
    'orders:write',
    'orders:content',
    'people:read',
    'people:write',
    'shops:read',
    'shops:write',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
  shop: new Set<Scope>([
    'addresses:read',
    'articles:read',
    'connections:read',
    'connections:write',
    'events:write',
    'keys:read',
    'keys:rotate',
    'orders:read',
    'orders:write',
    'orders:content',
    'readers:create',
    'results:read',
    'shops:grant',
    'transfers:read',
    'transfers:write',
  ]),
  office: new Set<Scope>(['documents:fetch']),
  // Never people's data: whoever takes the token out of the shop's cache must not learn who its customers are.
  reader: new Set<Scope>(['articles:read']),
  'browser:admin': new Set<Scope>([
    'addresses:read',
    'addresses:write',
    'articles:read',
    'articles:write',
    'connections:read',
    'connections:write',
    'connections:manage',
    'journal:read',
    'orders:read',
    'orders:write',
    'orders:content',
    'people:read',
    'people:write',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
  'browser:orders': new Set<Scope>([
    'articles:read',
    'journal:read',
    'orders:read',
    'people:read',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
};
