import type { Principal } from './principal.ts';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofStatuses } from './refusals.ts';
import { scopesOf, type Scope, type ScopeHolder } from './scopes.ts';
import { reason } from '../texts/reason.ts';

/** What somebody asks for: the scope that it needs, and the shop that its address names. */
export interface AccessRequest {
  scope: Scope;
  /** Null where the address lies below no shop. */
  shop: string | null;
}

/**
 * Pure: why the principal may not have what it asks for; null when it may. Another shop is answered like one that does not exist,
 * and so is what only a shop itself may ask.
 */
export function accessRefusalOf(principal: Principal, { scope, shop }: AccessRequest): Refusal | null {
  if (principal.shopId !== null && principal.shopId !== shop)
    return refusalFrom(proofStatuses, reason(shop === null ? 'caller.not_operator' : 'shop.unknown'));
  if (principal.scopes.has(scope)) return null;
  if (principal.kind === 'browser' && scopesOf['browser:admin'].has(scope))
    return refusalFrom(proofStatuses, reason('caller.not_admin'));
  return refusalFrom(proofStatuses, reason(scopesOf.operator.has(scope) ? 'caller.not_operator' : 'shop.unknown'));
}

/** Who may ask for something at an address, for whoever reads the documentation. */
export const holdersThatMay = ({ scope, path }: { scope: Scope; path: string }): ScopeHolder[] =>
  (Object.keys(scopesOf) as ScopeHolder[]).filter(
    (holder) => scopesOf[holder].has(scope) && (holder === 'operator' || isBelowShop(path)),
  );

/** Whether an address, as an operation writes it, lies below a shop. */
export const isBelowShop = (path: string): boolean => path.startsWith('/v1/shops/{shop}/');
