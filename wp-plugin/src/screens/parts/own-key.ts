import type { PageSettings } from '../page-settings.ts';

/**
 * The key of an entry in the window's session storage. It names shop and user, since another user may log in within the
 * same tab, and one address may have several shops.
 */
export const ownKey = ({ shop, user }: Pick<PageSettings, 'shop' | 'user'>, name: string): string =>
  `kontor:${shop}:${user}:${name}`;
