import type { Given } from '../given.ts';

/**
 * Under what this window keeps something for whoever entered it: the same tab may be another user's next, and one address may have
 * several shops.
 */
export const ownKey = ({ shop, user }: Pick<Given, 'shop' | 'user'>, name: string): string =>
  `kontor:${shop}:${user}:${name}`;
