import { isBelowShop, allowedHolders, accessRefusalOf } from './admit.ts';
import { operatorPrincipal, shopPrincipal } from './principal.ts';
import { shopIdOf, type ShopId } from '../ids.ts';
import { scopesOf, type Scope } from './scopes.ts';

const operator = operatorPrincipal('berit');
const shop = shopPrincipal(shopIdOf('s1') as ShopId, 'k1');
const scopes = [...new Set(Object.values(scopesOf).flatMap((set) => [...set]))];
/** The code of the refusal, or `may` when the principal may do what it asks for. */
const codeOf = (...access: Parameters<typeof accessRefusalOf>) => accessRefusalOf(...access)?.code ?? 'may';

describe('what a principal may ask', () => {
  it.each(scopes)('%s may be used by whoever has the scope, and by a shop only below its own address', (scope) => {
    const operatorHas = scopesOf.operator.has(scope);
    const shopHas = scopesOf.shop.has(scope);
    const refusal = operatorHas ? 'caller.not_operator' : 'shop.unknown';
    for (const address of ['s1', 's2', null])
      expect({ address, code: codeOf(operator, { scope, shop: address }) }).toEqual({
        address,
        code: operatorHas ? 'may' : refusal,
      });
    expect(codeOf(shop, { scope, shop: 's1' })).toBe(shopHas ? 'may' : refusal);
    expect(codeOf(shop, { scope, shop: 's2' })).toBe('shop.unknown');
    expect(codeOf(shop, { scope, shop: null })).toBe('caller.not_operator');
  });

  it('lets no shop look at tasks or the journal, or manage keys, connections and the bridge', () => {
    const denied: Scope[] = [
      'tasks:read',
      'tasks:write',
      'journal:read',
      'keys:write',
      'connections:manage',
      'bridge:read',
      'bridge:write',
      'shops:read',
      'shops:write',
    ];
    expect(denied.filter((scope) => scopesOf.shop.has(scope))).toEqual([]);
  });

  it('is listed for the documentation, by scope and address', () => {
    expect(allowedHolders({ scope: 'orders:read', path: '/v1/shops/{shop}/orders' })).toEqual([
      'operator',
      'shop',
      'browser:admin',
      'browser:orders',
    ]);
    expect(allowedHolders({ scope: 'connections:read', path: '/v1/connections' })).toEqual(['operator']);
    expect(allowedHolders({ scope: 'events:write', path: '/v1/shops/{shop}/events' })).toEqual(['shop']);
    expect(isBelowShop('/v1/shops')).toBe(false);
  });
});

describe('a principal', () => {
  it('has a name for the journal', () => {
    expect(operator.actor).toBe('operator:berit');
    expect(shop.actor).toBe('shop:s1');
  });

  it('of a shop cannot be made from the id of the operator or from a text that is no id', () => {
    for (const text of ['operator', '', 'a b', 's\u0000', 's'.repeat(129)]) expect(shopIdOf(text)).toBeNull();
  });
});
