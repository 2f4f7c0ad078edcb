import type { Order } from '@kontor/shared/order';

/** What the order's meta field says, without the blanks around it; empty where the order has none. Every object inherits `constructor`. */
export const metaField = ({ meta }: Pick<Order, 'meta'>, key: string): string =>
  (Object.hasOwn(meta, key) ? meta[key] : undefined)?.trim() ?? '';
