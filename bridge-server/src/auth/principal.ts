import type { ActClaim } from '@kontor/shared/browser';
import type { operator, ShopId } from '../ids.ts';
import { scopesOf, type PrincipalKind, type Scope } from './scopes.ts';

/** Whose keys sign requests. No other id, such as that of a connection or of a key, passes as one. */
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

/** Who asks. Each kind is made by one verifier only, and on the command line by whoever is at the machine. */
export type Principal = OperatorPrincipal | ShopPrincipal | BrowserPrincipal;

/** The operator under the name of a key, or of the user at the machine. */
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
 * The admin at a browser, by the WordPress user's name. Where the shop's server signed for the browser (`isSignedByShop`), the actor
 * says so: `shop:s1/anna (act)`. No user's name holds a parenthesis.
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
