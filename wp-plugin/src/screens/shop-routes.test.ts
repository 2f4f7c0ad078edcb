import { json, openPage, same } from '../../../tests/setup/page.ts';
import { nonceFrom } from '../bridge/nonce.ts';
import { shopRoutesOf } from './shop-routes.ts';

const routes = { own: 'https://shop.example/wp-json/kontor/v1/', woocommerce: 'https://shop.example/wp-json/wc/v3/' };
const around = globalThis as { window?: unknown; fetch: typeof fetch };
const ownFetch = around.fetch;

/** The nonces that were sent; each of the shop's answers is `answer`. */
function shopThatAnswers(answer: () => Response): string[] {
  const sent: string[] = [];
  around.window = { location: { href: 'https://shop.example/wp-admin/admin.php?page=kontor' } };
  around.fetch = async (_url, init) => {
    sent.push(new Headers(init?.headers).get('x-wp-nonce') ?? '');
    return answer();
  };
  return sent;
}
afterEach(() => {
  around.fetch = ownFetch;
  delete around.window;
});

describe('the shop’s own routes', () => {
  it('are asked with the newest nonce, whoever of the page was given it', async () => {
    const nonce = nonceFrom('n1');
    const sent = shopThatAnswers(() => json(200, [], { 'x-wp-nonce': 'n3' }));
    const page = openPage({ isReachable: false, wordpressHeaders: { 'x-wp-nonce': 'n2' }, given: { nonce } });
    const shop = shopRoutesOf(routes, nonce);
    await page.bridge.ask('GET', '/orders', { read: same });
    await shop.ask('woocommerce', 'orders');
    expect(sent).toEqual(['n2']);
    await page.bridge.ask('GET', '/orders', { read: same });
    expect(page.seen.at(-1)?.headers.get('x-wp-nonce')).toBe('n3');
  });

  it.each([
    [403, { code: 'rest_cookie_invalid_nonce', message: 'Cookie check failed' }, 'session.ended'],
    [403, { code: 'rest_forbidden', message: 'Sorry' }, 'session.ended'],
    [401, { code: 'woocommerce_rest_cannot_view', message: 'Sorry' }, 'session.ended'],
    [403, '<h1>ModSecurity</h1>', 'shop.no_answer'],
    [401, '<h1>Who are you?</h1>', 'shop.no_answer'],
    [403, { blocked: true }, 'shop.no_answer'],
    [200, '<h1>Wordfence</h1>', 'shop.no_answer'],
    [403, { code: 'woocommerce_rest_cannot_view', message: 'Sorry' }, 'woocommerce_rest_cannot_view'],
    [404, { code: 'woocommerce_rest_invalid_id', message: 'Invalid ID.' }, 'woocommerce_rest_invalid_id'],
  ])('say why they do not answer: %i %j', async (status, body, code) => {
    shopThatAnswers(() => (typeof body === 'string' ? new Response(body, { status }) : json(status, body)));
    const answer = await shopRoutesOf(routes, nonceFrom('n1')).ask('woocommerce', 'orders');
    expect(answer).toMatchObject({ ok: false, problem: { code, status } });
  });

  it('name the right that a role lacks for the orders, and that alone', async () => {
    shopThatAnswers(() => json(403, { code: 'woocommerce_rest_cannot_view', message: 'Sorry' }));
    const shop = shopRoutesOf(routes, nonceFrom('n1'));
    const lacking = expect.stringContaining('read_private_shop_orders');
    expect(await shop.ask('woocommerce', 'orders')).toMatchObject({ problem: { cause: lacking } });
    expect(await shop.ask('woocommerce', 'taxes')).toMatchObject({ problem: { cause: 'Sorry' } });
  });
});
