import type { Answer } from '../kit/answer.ts';
import { wordpressError } from './refusal.ts';
import type { Body, Order } from './world.ts';

const orderings = {
  id: ({ id }: Order) => id,
  date: ({ date_created_gmt: created }: Order) => created,
  modified: ({ date_modified_gmt: modified }: Order) => modified,
};
const isOrdering = (name: string): name is keyof typeof orderings => name in orderings;

/** The shop's orders as `GET orders` lists them: filtered, ordered and one page of them. */
export function listOrders(orders: readonly Order[], query: URLSearchParams): Answer {
  const ordering = query.get('orderby') ?? 'date';
  if (!isOrdering(ordering)) return wordpressError(400, 'rest_invalid_param', 'Invalid parameter(s): orderby');
  // MariaDB names no order among rows that are equal: those of one second come as they please.
  const matching = orders
    .filter((order) => matches(order, query))
    .sort((left, right) => ((left.id * 7919) % 101) - ((right.id * 7919) % 101));
  const keyOf = orderings[ordering];
  const sign = query.get('order') === 'asc' ? 1 : -1;
  const sorted = matching.sort((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    return a < b ? -sign : a > b ? sign : 0;
  });
  return pageOf(sorted, query);
}

function matches(order: Order, query: URLSearchParams): boolean {
  const ids = (name: string) => query.get(name)?.split(',').map(Number);
  const { id, status, date_created_gmt: created, date_modified_gmt: modified } = order;
  const named = (query.get('status') ?? 'any').split(',');
  return (
    // `any` leaves out what is in the trash.
    (named.includes(status) || (named.includes('any') && status !== 'trash')) &&
    (ids('include')?.includes(id) ?? true) &&
    !ids('exclude')?.includes(id) &&
    modified > (query.get('modified_after') ?? '') &&
    modified < (query.get('modified_before') ?? '9') &&
    created > (query.get('after') ?? '') &&
    created < (query.get('before') ?? '9')
  );
}

/** One page of a list, with its headers; at most 100 entries. */
export function pageOf(entries: readonly Body[], query: URLSearchParams): Answer {
  const perPage = Number(query.get('per_page') ?? 10);
  if (!(perPage >= 1 && perPage <= 100))
    return wordpressError(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
  const page = Number(query.get('page') ?? 1);
  const fields = query.get('_fields')?.split(',');
  const shown = entries
    .slice((page - 1) * perPage, page * perPage)
    .map((entry) =>
      fields ? Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name))) : entry,
    );
  return {
    status: 200,
    body: shown,
    headers: {
      'X-WP-Total': String(entries.length),
      'X-WP-TotalPages': String(Math.ceil(entries.length / perPage)),
    },
  };
}
