import { z } from 'zod';
import { showReading } from '../../orders/pull/readings.ts';
import { storedFacts } from '../../shops/facts.ts';
import { reason } from '../../texts/reason.ts';
import { defineOperation, failure, shopInput, success } from '../operation.ts';
import { settingsTables, settingsView, settingsViewOf } from './settings-view.ts';

export const shopSettings = defineOperation({
  command: 'shop settings',
  summary:
    'Shows what the bridge has read of the settings of a shop by its REST API: currency, taxes, payment and shipping.',
  method: 'get',
  path: '/v1/shops/{shop}/settings',
  scope: 'shops:read',
  input: z.strictObject({ shop: shopInput }),
  answer: settingsView,
  table: settingsTables,
  hint: 'The bridge reads them every night. Read them at once with: kontor shop refresh-settings --shop …',
  examples: ['kontor shop settings --shop s…'],
  async run({ database }, { shop: shopId }, _principal, speaker) {
    const facts = await storedFacts(database.pool, shopId);
    const wasAsked = Object.values(facts).some(({ askedAt }) => askedAt !== null);
    if (!wasAsked && (await showReading(database.pool, shopId)) === null)
      return failure(409, reason('shop.not_connected', { shop: shopId }));
    return success(settingsViewOf(facts, speaker));
  },
});
