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
});
