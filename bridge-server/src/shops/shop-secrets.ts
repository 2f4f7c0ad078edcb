import type { SecretOf } from './sealing.ts';

/** Whose secret the REST key of a shop is. */
export const restKeyOf = (shop: string): SecretOf => ({ shop, connection: 'shop', field: 'rest_key' });

/** Whose secret the text is by which a shop signs its webhooks. */
export const webhookSecretOf = (shop: string): SecretOf => ({ shop, connection: 'shop', field: 'webhook_secret' });
