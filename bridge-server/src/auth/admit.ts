import type { Principal } from './principal.ts';
import { refusalFrom, type Refusal } from './refusal.ts';
import { proofStatuses } from './refusals.ts';
import { scopesOf, type Scope, type ScopeHolder } from './scopes.ts';
import { reason } from '../texts/reason.ts';

/** What a caller asks for: the scope that the request needs, and the shop that its address names. */
export interface AccessRequest {
  scope: Scope;
  /** Null for an address that is not below a shop. */
  shop: string | null;
}

/**
 * Why the principal may not do what the request asks for; null when it may. Pure. A caller who names another shop gets
 * the same answer as for a shop that does not exist. So does an operator who asks for what only a shop may do.
 */
export function accessRefusalOf(principal: Principal, { scope, shop }: AccessRequest): Refusal | null {
  if (principal.shopId !== null && principal.shopId !== shop)
    return refusalFrom(proofStatuses, reason(shop === null ? 'caller.not_operator' : 'shop.unknown'));
  if (principal.scopes.has(scope)) return null;
  if (principal.kind === 'reader') return refusalFrom(proofStatuses, reason('caller.reads_only'));
  if (principal.kind === 'browser' && scopesOf['browser:admin'].has(scope))
    return refusalFrom(proofStatuses, reason('caller.not_admin'));
  return refusalFrom(proofStatuses, reason(scopesOf.operator.has(scope) ? 'caller.not_operator' : 'shop.unknown'));
}

/** The callers that may use the scope at this address, for the documentation. */
export const allowedHolders = ({ scope, path }: { scope: Scope; path: string }): ScopeHolder[] =>
  (Object.keys(scopesOf) as ScopeHolder[]).filter(
    (holder) => scopesOf[holder].has(scope) && (holder === 'operator' || isBelowShop(path)),
  );

/** Whether an address, as an operation writes it, lies below a shop. */
export const isBelowShop = (path: string): boolean => path.startsWith('/v1/shops/{shop}/');
