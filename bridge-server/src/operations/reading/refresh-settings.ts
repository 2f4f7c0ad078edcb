import { z } from 'zod';
import { refreshFacts } from '../../orders/pull/facts.ts';
import { storedFacts } from '../../shops/facts.ts';
import { defineOperation, shopInput, success } from '../operation.ts';
import { pullingOf } from './opening.ts';
import { settingsTables, settingsView, settingsViewOf } from './settings-view.ts';

export const shopRefreshSettings = defineOperation({
  command: 'shop refresh-settings',
  summary: 'Reads the settings of a shop by its REST API and shows them. The bridge does so every night by itself.',
  method: 'post',
  path: '/v1/shops/{shop}/settings/refresh',
  scope: 'shops:write',
  input: z.strictObject({ shop: shopInput }),
  answer: settingsView,
  table: settingsTables,
  examples: ['kontor shop refresh-settings --shop s…'],
  async run(parts, { shop: shopId }, _principal, speaker) {
    const opened = await pullingOf(parts, shopId);
    if (!opened.ok) return opened;
    await refreshFacts(opened.value.parts, opened.value.shop);
    return success(settingsViewOf(await storedFacts(parts.database.pool, shopId), speaker));
  },
});
