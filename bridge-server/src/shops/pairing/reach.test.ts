import { readFileSync } from 'node:fs';
import { newShopKey } from '../../../../tests/setup/shop-side.ts';
import type { Call, Egress } from '../../egress/send.ts';
import { reachShop } from './reach.ts';

const plugin = new URL('../../../../wp-plugin/includes/Bridge/Http.php', import.meta.url);

it('gives up on a shop that does not answer long before the plugin gives up on the bridge', async () => {
  const calls: Call[] = [];
  const egress: Egress = {
    forCall: (call) => {
      calls.push(call);
      return () =>
        Promise.resolve({
          kind: 'unanswered',
          why: 'timeout',
          what: { word: 'The call took too long.' },
        });
    },
    close: () => Promise.resolve(),
  };
  const { key } = await newShopKey();
  const question = {
    url: 'https://shop.test',
    key,
    publicUrl: 'https://kontor.test',
    correlationId: 'c',
    now: Date.now,
  };
  expect(await reachShop(egress, question)).toMatchObject({ ok: false, why: { code: 'reach.unreachable' } });
  const patience = Number(/TIMEOUT_SECONDS\s*=\s*(\d+)/.exec(readFileSync(plugin, 'utf8'))?.[1]);
  expect(patience).toBeGreaterThan(0);
  expect(calls[0]?.timeoutMs).toBeLessThanOrEqual((patience * 1000) / 1.5);
});
