import { createHmac } from 'node:crypto';
import { recordedDeliveries } from '../../../../tests/setup/recorded-deliveries.ts';
import { deliveryOf, verifyDelivery } from './delivery.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const sign = (body: string, secret: string): string => createHmac('sha256', secret).update(body).digest('base64');

describe('the signature of a delivery', () => {
  it.each(recordedDeliveries())('is right for $name as a real shop sent it', ({ headers, body, secret = 'any' }) => {
    const verified = verifyDelivery({ headers, body: bytes(body) }, secret);
    expect(verified).toEqual({ ok: true, value: headers['x-wc-webhook-signature'] ? 'signed' : 'ping' });
  });

  const body = '{"id":1}';
  it.each([
    ['another secret', sign(body, 'other'), body, 'webhook.wrong_signature'],
    ['a body that was changed', sign(body, 'secret'), '{"id":2}', 'webhook.wrong_signature'],
    ['half a signature', sign(body, 'secret').slice(0, 20), body, 'webhook.wrong_signature'],
    ['an empty signature', '', body, 'webhook.wrong_signature'],
    ['no signature', undefined, body, 'webhook.not_signed'],
    ['a ping with something else in it', undefined, 'webhook_id=1&id=2', 'webhook.not_signed'],
  ])('is refused for %s', (_case, signature, sent, code) => {
    const headers = { 'x-wc-webhook-signature': signature };
    expect(verifyDelivery({ headers, body: bytes(sent) }, 'secret')).toEqual({ ok: false, error: { code } });
  });
});

describe('what a delivery tells', () => {
  const kinds = Object.fromEntries(
    recordedDeliveries()
      .filter(({ secret }) => secret !== undefined)
      .map(({ name, headers, body }) => {
        const delivery = deliveryOf(headers, JSON.parse(body));
        return [name, 'id' in delivery ? `${delivery.kind} ${delivery.id}` : delivery.kind];
      }),
  );

  it('is the id of its order, that the order is in the trash, or nothing', () => {
    expect(kinds).toMatchObject({
      'order-guest-1-order_created': 'order 39',
      'order-trash-1-order_deleted': 'trashed 41',
      'deleted-before-delivery-1-order_created': 'nothing',
      'order-simple-bacs-onhold-3-product_updated': 'nothing',
    });
  });

  it.each([
    [
      { id: 7, status: 'trash' },
      { kind: 'trashed', id: '7' },
    ],
    [{ id: '7', status: 'processing' }, { kind: 'nothing' }],
    [{ id: 0 }, { kind: 'nothing' }],
    [{ id: 1e300 }, { kind: 'nothing' }],
    [[7], { kind: 'nothing' }],
    [null, { kind: 'nothing' }],
  ])('of %j is %j', (json, delivery) => expect(deliveryOf({}, json)).toEqual(delivery));
});
