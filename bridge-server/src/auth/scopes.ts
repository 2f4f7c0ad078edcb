import type { BrowserRight } from '@kontor/shared/browser';

/** What an operation may do; every operation declares one of these. */
export type Scope =
  | 'bridge:read'
  | 'bridge:write'
  | 'connections:read'
  /** Changes, pauses and checks a connection that is there. */
  | 'connections:write'
  /** Adds a connection with its credentials, or removes one. */
  | 'connections:manage'
  | 'events:write'
  | 'journal:read'
  | 'keys:read'
  | 'keys:write'
  /** A caller takes another key in place of the one that it signs with, or gives that one up. */
  | 'keys:rotate'
  | 'orders:read'
  | 'orders:write'
  /** Reads what is kept of an order, people's data included. */
  | 'orders:content'
  | 'results:read'
  | 'shops:read'
  | 'shops:write'
  | 'tasks:read'
  | 'tasks:write'
  | 'transfers:read'
  | 'transfers:write';

/** The kinds of caller that the bridge knows. */
export type PrincipalKind = 'operator' | 'shop' | 'browser';

/** Whoever has scopes of its own: a kind, or of an admin's browser what WordPress lets its user do. */
export type ScopeHolder = Exclude<PrincipalKind, 'browser'> | `browser:${BrowserRight}`;

/**
 * Who has which scopes. A shop and a browser use theirs only below the shop's own address, so that `keys:read` shows a shop its
 * own keys and never the operator's.
 */
export const scopesOf: Readonly<Record<ScopeHolder, ReadonlySet<Scope>>> = {
  operator: new Set<Scope>([
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
    'shops:read',
    'shops:write',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
  shop: new Set<Scope>([
    'connections:read',
    'connections:write',
    'events:write',
    'keys:read',
    'keys:rotate',
    'orders:read',
    'orders:write',
    'orders:content',
    'results:read',
    'transfers:read',
    'transfers:write',
  ]),
  'browser:admin': new Set<Scope>([
    'connections:read',
    'connections:write',
    'connections:manage',
    'journal:read',
    'orders:read',
    'orders:write',
    'orders:content',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
  'browser:orders': new Set<Scope>([
    'journal:read',
    'orders:read',
    'tasks:read',
    'tasks:write',
    'transfers:read',
    'transfers:write',
  ]),
};
