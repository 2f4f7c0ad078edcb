import type { PageSettings } from '../page-settings.ts';

/**
 * Under what this window keeps something for whoever entered it: the same tab may be another user's next, and one address may have
 * several shops.
 */
export const ownKey = ({ shop, user }: Pick<PageSettings, 'shop' | 'user'>, name: string): string =>
  `kontor:${shop}:${user}:${name}`;
