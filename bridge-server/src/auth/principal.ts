import type { ActClaim } from '@kontor/shared/browser';
import type { ConnectionId, operator, ShopId } from '../ids.ts';
import { scopesOf, type PrincipalKind, type Scope } from './scopes.ts';

/** Whose keys sign requests: a shop or the operator. The type keeps out other ids, such as that of a connection. */
export type Issuer = ShopId | typeof operator;

interface PrincipalOf<Kind extends PrincipalKind> {
  kind: Kind;
  scopes: ReadonlySet<Scope>;
  /** Who it is, for the journal: `operator:berit`, `shop:s2m7…`. */
  actor: string;
}

/** Whoever runs the bridge. It may act for every shop. */
export interface OperatorPrincipal extends PrincipalOf<'operator'> {
  shopId: null;
}
/** A shop, which acts for itself alone. */
export interface ShopPrincipal extends PrincipalOf<'shop'> {
  shopId: ShopId;
  /** The key that the request is signed with. */
  keyId: string;
}

/** An admin at a browser, who acts for one shop. */
export interface BrowserPrincipal extends PrincipalOf<'browser'> {
  shopId: ShopId;
}

/** An office that fetches the documents of one connection. */
export interface OfficePrincipal extends PrincipalOf<'office'> {
  shopId: ShopId;
  connectionId: ConnectionId;
}

/** A shop's server that reads views with a token. */
export interface ReaderPrincipal extends PrincipalOf<'reader'> {
  shopId: ShopId;
}

/** The caller. Each kind is made by one verifier only; the command line makes the operator. */
export type Principal = OperatorPrincipal | ShopPrincipal | BrowserPrincipal | OfficePrincipal | ReaderPrincipal;

/** The operator. `name`: the name of the key, or on the command line the name of the user. */
export const operatorPrincipal = (name: string): OperatorPrincipal => ({
  kind: 'operator',
  shopId: null,
  scopes: scopesOf.operator,
  actor: `operator:${name}`,
});

/** The shop that signed with the key. */
export const shopPrincipal = (shopId: ShopId, keyId: string): ShopPrincipal => ({
  kind: 'shop',
  shopId,
  scopes: scopesOf.shop,
  actor: `shop:${shopId}`,
  keyId,
});

/**
 * The admin at a browser, with the name of the WordPress user. When the shop's server signed for the browser
 * (`isSignedByShop`), the actor says so: `shop:s1/anna (act)`. No WordPress user's name contains a parenthesis.
 */
export const browserPrincipal = (
  shopId: ShopId,
  { sub, may }: ActClaim,
  isSignedByShop: boolean,
): BrowserPrincipal => ({
  kind: 'browser',
  shopId,
  scopes: scopesOf[`browser:${may}`],
  actor: `shop:${shopId}/${sub}${isSignedByShop ? ' (act)' : ''}`,
});

/** The office that has the key of the connection. */
export const officePrincipal = (shopId: ShopId, connectionId: ConnectionId): OfficePrincipal => ({
  kind: 'office',
  shopId,
  connectionId,
  scopes: scopesOf.office,
  actor: `office:${connectionId}`,
});

/** The shop's server that has a reader token. */
export const readerPrincipal = (shopId: ShopId): ReaderPrincipal => ({
  kind: 'reader',
  shopId,
  scopes: scopesOf.reader,
  actor: `reader:${shopId}`,
});
