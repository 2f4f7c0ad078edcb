import type { Answer } from '../kit/answer.ts';
import { failureAnswers, wordpressError } from './refusal.ts';
import type { Body, Order, Switches } from './world.ts';

const orderings = {
  id: ({ id }: Order) => id,
  date: ({ date_created_gmt: created }: Order) => created,
  modified: ({ date_modified_gmt: modified }: Order) => modified,
};
const isOrdering = (name: string): name is keyof typeof orderings => name in orderings;

/** A second in UTC as the local time of a zone, in a form that sorts. */
const localTime = (second: string, zone: string): string =>
  new Date(`${second}Z`).toLocaleString('sv-SE', { timeZone: zone });

/** The shop's orders as `GET orders` lists them: filtered, ordered and one page of them. */
export function listOrders(orders: readonly Order[], query: URLSearchParams, switches: Switches): Answer {
  const ordering = query.get('orderby') ?? 'date';
  if (!isOrdering(ordering)) return wordpressError(400, 'rest_invalid_param', 'Invalid parameter(s): orderby');
  // MariaDB names no order among rows that are equal: those of one second come as they please.
  const matching = orders
    .filter((order) => matches(order, query))
    .sort((left, right) => ((left.id * 7919) % 101) - ((right.id * 7919) % 101));
  const { postsIn } = switches;
  const keyOf =
    ordering === 'modified' && postsIn !== null
      ? ({ date_modified_gmt: modified }: Order) => localTime(modified, postsIn)
      : orderings[ordering];
  const sign = query.get('order') === 'asc' ? 1 : -1;
  const sorted = matching.sort((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    return a < b ? -sign : a > b ? sign : 0;
  });
  const page = pageOf(sorted, query, switches);
  if (page.status !== 200) return page;
  const listed = page.body as readonly Body[];
  const isBroken = !query.has('_fields') && listed.some(({ id }) => switches.breaking.includes(Number(id)));
  return isBroken ? failureAnswers.broken : page;
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
export function pageOf(
  entries: readonly Body[],
  query: URLSearchParams,
  { unloadable, ignoresPage, withoutTotal }: Switches,
): Answer {
  const perPage = Number(query.get('per_page') ?? 10);
  if (!(perPage >= 1 && perPage <= 100))
    return wordpressError(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
  const page = ignoresPage ? 1 : Number(query.get('page') ?? 1);
  const shown = entries
    .slice((page - 1) * perPage, page * perPage)
    .filter(({ id }) => !unloadable.includes(Number(id)));
  return {
    status: 200,
    body: shown.map((entry) => fieldsOf(entry, query)),
    headers: withoutTotal
      ? {}
      : {
          'X-WP-Total': String(entries.length),
          'X-WP-TotalPages': String(Math.ceil(entries.length / perPage)),
        },
  };
}

/** A list that WooCommerce answers as a whole, such as the payment methods. */
export const wholeList = (entries: readonly Body[], query: URLSearchParams): Answer => ({
  status: 200,
  body: entries.map((entry) => fieldsOf(entry, query)),
});

/** The entry with the fields that `_fields` names, or with all of them. */
export function fieldsOf(entry: Body, query: URLSearchParams): Body {
  const fields = query.get('_fields')?.split(',');
  return fields ? Object.fromEntries(Object.entries(entry).filter(([name]) => fields.includes(name))) : entry;
}
