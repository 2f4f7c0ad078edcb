import { isBelowShop, holdersThatMay, accessRefusalOf } from './admit.ts';
import { operatorPrincipal, shopPrincipal } from './principal.ts';
import { shopIdOf, type ShopId } from '../ids.ts';
import { scopesOf, type Scope } from './scopes.ts';

const own = shopIdOf('s1') as ShopId;
const boss = operatorPrincipal('berit');
const shop = shopPrincipal(own, 'k1');
const scopes = [...new Set(Object.values(scopesOf).flatMap((set) => [...set]))];
const codeOf = (...asked: Parameters<typeof accessRefusalOf>) => accessRefusalOf(...asked)?.code ?? 'may';

describe('what a principal may ask', () => {
  it.each(scopes)('%s: whoever has the scope may use it, a shop only below its own address', (scope) => {
    const operatorHas = scopesOf.operator.has(scope);
    const shopHas = scopesOf.shop.has(scope);
    const lacking = operatorHas ? 'caller.not_operator' : 'shop.unknown';
    for (const address of ['s1', 's2', null])
      expect([address, codeOf(boss, { scope, shop: address })]).toEqual([address, operatorHas ? 'may' : lacking]);
    expect(codeOf(shop, { scope, shop: 's1' })).toBe(shopHas ? 'may' : lacking);
    expect(codeOf(shop, { scope, shop: 's2' })).toBe('shop.unknown');
    expect(codeOf(shop, { scope, shop: null })).toBe('caller.not_operator');
  });

  it('never lets a shop look at tasks or the journal, nor manage keys, connections and the bridge', () => {
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
    for (const scope of denied) expect([scope, scopesOf.shop.has(scope)]).toEqual([scope, false]);
  });

  it('is told to whoever reads the documentation', () => {
    expect(holdersThatMay({ scope: 'orders:read', path: '/v1/shops/{shop}/orders' })).toEqual([
      'operator',
      'shop',
      'browser:admin',
      'browser:orders',
    ]);
    expect(holdersThatMay({ scope: 'connections:read', path: '/v1/connections' })).toEqual(['operator']);
    expect(holdersThatMay({ scope: 'events:write', path: '/v1/shops/{shop}/events' })).toEqual(['shop']);
    expect(isBelowShop('/v1/shops')).toBe(false);
  });
});

describe('a principal', () => {
  it('names itself in the journal', () => expect([boss.actor, shop.actor]).toEqual(['operator:berit', 'shop:s1']));

  it('of a shop is never made from the id of another kind, nor from what can be no id', () => {
    for (const text of ['operator', '', 'a b', 's\u0000', 's'.repeat(129)]) expect(shopIdOf(text)).toBeNull();
  });
});
