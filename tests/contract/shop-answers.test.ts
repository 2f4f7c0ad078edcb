import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tryAccess } from '../../bridge-server/src/orders/pull/try-access.ts';
import { createShopClient } from '../../bridge-server/src/woocommerce/client.ts';
import { openLocalEgress } from '../setup/local-egress.ts';

const key = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };
const egress = openLocalEgress();
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let origin: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await egress.close();
});

function reader(folder = '') {
  const send = egress.forCall({ budget: null, correlationId: 'reading', system: 'shop', timeoutMs: 5000 });
  return createShopClient({ url: `${origin}${folder}`, ...key, keyIn: 'header' }, send);
}
const says =
  (body: string, status = 200, headers: Record<string, string> = {}): typeof answer =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('the answer of a shop', () => {
  it.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFF'],
    ['a warning of PHP', '<br />\n<b>Notice</b>:  Undefined index [total] in <b>a.php</b> on line <b>7</b><br />\n'],
    ['a letter that a plugin left behind', 'q'],
  ])('is read with %s before its JSON', async (_case, before) => {
    answer = says(`${before}[{"id":5000000000}]`);
    expect(await reader().get('orders')).toMatchObject({ kind: 'value', value: [{ id: 5_000_000_000 }] });
  });

  it.each([
    ['is cut off', '[{"id":1},{"id":'],
    ['is a page with a list in it', '<script>var shop = [{"id":1}];</script>'],
    ['goes on after its JSON', '[{"id":1}]<br />Fatal error'],
  ])('is refused if it %s', async (_case, body) => {
    answer = says(body);
    expect(await reader().get('orders')).toMatchObject({ kind: 'failed', code: 'shop_read.not_json' });
  });

  it('is asked for anew each time, so that no cache between answers with an old list', async () => {
    const asked = new Set<string | null>();
    answer = (request, response) => {
      asked.add(new URL(request.url ?? '', origin).searchParams.get('_'));
      response.end('[]');
    };
    await reader().get('orders');
    await new Promise((later) => setTimeout(later, 5));
    await reader().get('orders');
    expect(asked.size).toBe(2);
  });
});

describe('a shop that redirects', () => {
  it.each([
    ['/de/wp-json/wc/v3/orders?consumer_key=ck_x', 'shop_read.redirected', '/de'],
    ['/index.php/wp-json/wc/v3/orders', 'shop_read.redirected', '/index.php'],
    ['/wp-json/wc/v3/orders/?consumer_key=ck_x', 'shop_read.redirected:page', '/wp-json/wc/v3/orders/'],
    ['/wp-login.php?redirect_to=ck_x', 'shop_read.redirected:page', '/wp-login.php'],
  ])('to %s is a failure that tells where, without the query', async (location, code, to) => {
    answer = says('', 301, { location });
    const failure = await reader().get('orders');
    const [area, kase] = code.split(':');
    expect(failure).toMatchObject({ code: area, values: { to: `${origin}${to}` } });
    expect((failure as { case?: string }).case).toBe(kase);
  });
});

describe('the REST API of a shop', () => {
  it.each([
    ['at the address of the shop', '', '/wp-json/', ''],
    ['in a sub-folder', '/shop', '/shop/wp-json/', '/shop'],
    ['below index.php', '', '/index.php/wp-json/', '/index.php'],
    ['below index.php in a sub-folder', '/shop/', '/shop/index.php/wp-json/', '/shop/index.php'],
  ])('is reached %s', async (_case, folder, api, reached) => {
    answer = (request, response) =>
      request.url?.startsWith(api)
        ? says('[]', 200, { 'x-wp-total': '7' })(request, response)
        : says('<html>Not Found</html>', 404)(request, response);
    const trial = await tryAccess(egress, { url: `${origin}${folder}`, ...key });
    expect(trial).toMatchObject({ access: { url: `${origin}${reached}` }, orders: 7 });
  });

  it('that is nowhere is a failure that tells of the address that was given', async () => {
    answer = says('<html>Welcome</html>');
    expect(await tryAccess(egress, { url: origin, ...key })).toMatchObject({ code: 'shop_read.not_json' });
  });
});
