import { fireEvent, waitFor } from '@testing-library/react';
import { queryOf } from '../address.ts';
import { show, type Answers } from '../testing/show.tsx';
import type { ShopOrder } from './answers.ts';
import Orders from './orders.tsx';

const order = (id: number): ShopOrder => ({
  id,
  number: String(id),
  status: 'processing',
  currency: 'NOK',
  total: '349.00',
  date_created_gmt: '2026-11-27T10:00:00',
  billing: { first_name: 'Anna', last_name: 'Berg', company: '' },
});
/** A shop with more orders than one page has. The bridge has none of them. */
const answers: Answers = {
  'GET /overview': { connections: [] },
  'own back-fill': { job: null },
  'woocommerce orders': (_: unknown, { page }: Record<string, string>) =>
    page === '1' ? Array.from({ length: 101 }, (_none, index) => order(index + 1)) : [order(500)],
  'GET /order-standings': (_: unknown, { ids = '' }: Record<string, string>) => ({
    next: null,
    orders: [],
    unknown: ids.split(','),
  }),
};

it('the next page of the list has its own address, and a link leads back to the first page', async () => {
  const shown = show(<Orders />, { answers, at: '?page=kontor&tab=orders&state=not_there' });
  fireEvent.click(await shown.findByText('Next page'));
  expect(await shown.findByText('#500')).toBeTruthy();
  expect(queryOf(shown.place())).toBe('?page=kontor&tab=orders&state=not_there&paged=2');
  fireEvent.click(shown.getByText('First page'));
  await waitFor(() => expect(shown.queryByText('#500')).toBeNull());
  expect(shown.place().params).toEqual({ state: 'not_there' });
});

it('no parameter of a place replaces WordPress’s page or the tab', () => {
  expect(queryOf({ tab: 'orders', params: { page: '2', tab: 'log', search: 'Berg' } })).toBe(
    '?page=kontor&tab=orders&search=Berg',
  );
});
