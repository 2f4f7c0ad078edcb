import { nonceFrom } from '../bridge/nonce.ts';
import { createProblems } from '../bridge/problems.ts';
import { createShopPost } from '../bridge/wordpress.ts';
import { shopRoutesOf } from './shop-routes.ts';

const routes = { own: 'https://shop.example/wp-json/kontor/v1/', woocommerce: 'https://shop.example/wp-json/wc/v3/' };

/** An answer of WordPress. jsdom has no `Response`. */
const answerOf = (status: number, body: string, nonce: string | null = null) =>
  ({
    ok: status === 200,
    status,
    headers: { get: (name: string) => (name === 'x-wp-nonce' ? nonce : null) },
    text: async () => body,
    json: async () => JSON.parse(body) as unknown,
  }) as unknown as Response;

/** A shop that gives the same answer to every request. `sent`: the nonces that it has received. */
function shopThatAnswers(answer: Response): { sent: string[]; fetch: typeof fetch } {
  const sent: string[] = [];
  const ask: typeof fetch = async (_url, init) => {
    sent.push((init?.headers as Record<string, string>)['x-wp-nonce'] ?? '');
    return answer;
  };
  window.fetch = ask;
  return { sent, fetch: ask };
}

describe('the shop’s own routes', () => {
  it('are called with the newest nonce that any request of the page has received', async () => {
    const nonce = nonceFrom('n1');
    const bridgeSide = shopThatAnswers(answerOf(200, '{}', 'n2'));
    const post = createShopPost(
      bridgeSide.fetch,
      nonce,
      createProblems((text) => text),
    );
    const { sent } = shopThatAnswers(answerOf(200, '[]', 'n3'));
    await post('https://shop.example/token', {});
    await shopRoutesOf(routes, nonce).ask('woocommerce', 'orders');
    await post('https://shop.example/token', {});
    expect(bridgeSide.sent).toEqual(['n1', 'n3']);
    expect(sent).toEqual(['n2']);
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
    shopThatAnswers(answerOf(status, typeof body === 'string' ? body : JSON.stringify(body)));
    const answer = await shopRoutesOf(routes, nonceFrom('n1')).ask('woocommerce', 'orders');
    expect(answer).toMatchObject({ ok: false, problem: { code, status } });
  });

  it('name the missing right if a role may not read the orders, and only then', async () => {
    shopThatAnswers(answerOf(403, JSON.stringify({ code: 'woocommerce_rest_cannot_view', message: 'Sorry' })));
    const shop = shopRoutesOf(routes, nonceFrom('n1'));
    const lacking = expect.stringContaining('read_private_shop_orders');
    expect(await shop.ask('woocommerce', 'orders')).toMatchObject({ problem: { cause: lacking } });
    expect(await shop.ask('woocommerce', 'taxes')).toMatchObject({ problem: { cause: 'Sorry' } });
  });

  it('name the missing right if a role may not edit the products', async () => {
    const refusal = { code: 'products.may_not_edit', message: 'Your role lacks the right edit_products.' };
    shopThatAnswers(answerOf(403, JSON.stringify(refusal)));
    const answer = await shopRoutesOf(routes, nonceFrom('n1')).ask('own', 'products', { body: { skus: ['A'] } });
    expect(answer).toMatchObject({
      problem: { title: 'You may not see the products of this shop', cause: refusal.message },
    });
  });
});
