import { fireEvent } from '@testing-library/react';
import type { JournalLine } from '@kontor/shared/api/journal';
import { refusedWith, show } from '../testing/show.tsx';
import LogTab from './log.tsx';

const line = (code: string, text: string, more: Partial<JournalLine> = {}): JournalLine => ({
  at: '2026-11-27T10:00:00.000Z',
  shop: 's1',
  connection: 'c1',
  system: 'poweroffice',
  orderId: '1042',
  order: '1042',
  transfer: 17,
  correlationId: 'corr-1',
  actor: 'worker',
  code,
  text,
  detail: {},
  ...more,
});
const overview = {
  connections: [{ id: 'c1', system: 'poweroffice', label: 'PowerOffice Go', account: 'Nordlys AS' }],
};
const lines = [
  line('order.received', 'The order arrived.', { actor: 'intake', connection: null, system: null, transfer: null }),
  line('retry.asked', 'It was asked to be tried again.', { actor: 'shop:s1/anna' }),
  line('sent', 'The document is in the office as 6011.'),
];
const filled = { 'GET /overview': overview, 'GET /journal': { next: 'older', lines } };

describe('the log', () => {
  it('shows that it is loading', async () => {
    const shown = show(<LogTab />);
    expect(shown.getByText('Loading …')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('explains what will appear there, and says so if a filter finds nothing', async () => {
    const answers = { ...filled, 'GET /journal': { next: null, lines: [] } };
    const shown = show(<LogTab />, { answers });
    expect(await shown.findByText(/Once the first order is placed, each line here will say/)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    shown.unmount();
    const filtered = show(<LogTab />, { answers, at: '?tab=log&state=blocked' });
    expect(await filtered.findByText('Nothing of this kind has happened.')).toBeTruthy();
  });

  it('tells what happened in plain words, newest first, each line leading to its document', async () => {
    const shown = show(<LogTab />, { answers: filled });
    const items = await shown.findAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('The document is in the office as 6011.'),
      expect.stringContaining('It was asked to be tried again.'),
      expect.stringContaining('The order arrived.'),
    ]);
    expect(items[1]?.textContent).toContain('anna');
    expect(shown.getAllByText('#1042')[0]?.getAttribute('href')).toBe('?page=kontor&tab=orders&order=1042&document=17');
    expect(await shown.violations()).toEqual([]);
  });

  it('shows the problem and tries again', async () => {
    let times = 0;
    const answers = {
      ...filled,
      'GET /journal': () => (++times === 1 ? refusedWith('bridge.no_answer') : filled['GET /journal']),
    };
    const shown = show(<LogTab />, { answers });
    expect(await shown.findByText('bridge.no_answer c1')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    fireEvent.click(shown.getByText('Try again'));
    expect(await shown.findByText('The document is in the office as 6011.', { exact: false })).toBeTruthy();
  });

  it('goes back page by page, and keeps its filters on the way', async () => {
    const shown = show(<LogTab />, { answers: filled, at: '?tab=log&actor=anna' });
    fireEvent.click(await shown.findByText('Older'));
    expect(shown.place().params).toEqual({ actor: 'anna', after: 'older' });
    await shown.findByText('Newest');
    expect(shown.asked.filter(({ what }) => what === 'GET /journal').at(-1)?.query).toMatchObject({
      actor: 'anna',
      after: 'older',
    });
  });

  it('replaces the order of a link by an entered number', async () => {
    const shown = show(<LogTab />, { answers: filled, at: '?tab=log&order=1042' });
    fireEvent.change(await shown.findByLabelText('Number of the order'), { target: { value: 'A-7' } });
    fireEvent.click(shown.getByRole('button', { name: 'Search' }));
    expect(shown.place().params).toEqual({ number: 'A-7' });
  });
});
