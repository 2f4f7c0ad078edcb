import { fireEvent } from '@testing-library/react';
import { refusedWith, show } from '../../testing/show.tsx';
import { BackFill } from './back-fill.tsx';
import type { BackFillJob } from './job.ts';

const job: BackFillJob = {
  from: '2024-03-01',
  until: '2024-03-31',
  statuses: ['completed'],
  state: 'running',
  total: 120,
  passed: 50,
  noted: 48,
  became: { done: 30, waiting: 15, blocked: 2, closed: 1 },
  problem: null,
};
const nothing = () => undefined;

describe('fetching earlier orders', () => {
  it('is offered to whoever manages the shop, and to nobody else', async () => {
    const none = { 'own back-fill': { job: null } };
    const shown = show(<BackFill onProgress={nothing} />, { answers: none });
    expect(await shown.findByText('Fetch earlier orders …')).toBeTruthy();
    shown.unmount();
    const clerk = show(<BackFill onProgress={nothing} />, { answers: none, may: 'orders' });
    expect(clerk.container.textContent).toBe('');
    expect(clerk.asked).toEqual([]);
  });

  it('counts the orders first, and starts only after that', async () => {
    const shown = show(<BackFill onProgress={nothing} />, {
      at: '?tab=orders&backfill=1',
      answers: {
        'own back-fill': (body: unknown) => ({ job: body === undefined ? null : job }),
        'own back-fill/look': { total: 120, there: 20, isWhole: true, statuses: [{ status: 'completed', count: 120 }] },
      },
    });
    fireEvent.change(await shown.findByLabelText('From'), { target: { value: '2024-03-01' } });
    fireEvent.change(shown.getByLabelText('Until'), { target: { value: '2024-03-31' } });
    expect(shown.queryByRole('button', { name: /^Fetch \d/ })).toBeNull();
    fireEvent.click(shown.getByRole('button', { name: 'Count the orders' }));
    expect(await shown.findByText('120 orders, of which the bridge has 20 already.')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    fireEvent.click(shown.getByRole('button', { name: 'Fetch 100 orders' }));
    expect(await shown.findByText('Pause')).toBeTruthy();
    expect(shown.place().params).toEqual({});
  });

  it('shows the progress with links to the orders by their outcome, and pauses', async () => {
    const shown = show(<BackFill onProgress={nothing} />, {
      answers: { 'own back-fill': { job }, 'own back-fill/pause': { job: { ...job, state: 'paused' } } },
    });
    expect(await shown.findByText(/50 of 120 checked, 48 were not at the bridge yet/)).toBeTruthy();
    expect(shown.getByText('2 need you').getAttribute('href')).toContain('state=blocked');
    expect(await shown.violations()).toEqual([]);
    fireEvent.click(shown.getByRole('button', { name: 'Pause' }));
    expect(await shown.findByText('Go on')).toBeTruthy();
    expect(shown.getByText(/Paused:/)).toBeTruthy();
  });

  it('goes on step by step while the page is open, until all orders are checked', async () => {
    let completions = 0;
    const done: BackFillJob = { ...job, state: 'done', passed: 120, became: { ...job.became, waiting: 0 } };
    const shown = show(<BackFill onProgress={() => ++completions} />, {
      answers: { 'own back-fill': { job }, 'own back-fill/step': { job: done } },
    });
    expect(await shown.findByText(/All checked:/, {}, { timeout: 30_000 })).toBeTruthy();
    expect(completions).toBe(1);
  });

  it('goes on after a step that failed', async () => {
    let steps = 0;
    const done: BackFillJob = { ...job, state: 'done', passed: 120, became: { ...job.became, waiting: 0 } };
    const shown = show(<BackFill onProgress={nothing} />, {
      answers: {
        'own back-fill': { job },
        'own back-fill/step': () => (++steps === 1 ? refusedWith('shop.no_answer') : { job: done }),
      },
    });
    expect(await shown.findByText('It went wrong', {}, { timeout: 30_000 })).toBeTruthy();
    expect(await shown.findByText(/All checked:/, {}, { timeout: 30_000 })).toBeTruthy();
    expect(shown.queryByText('It went wrong')).toBeNull();
    expect(steps).toBe(2);
  });

  it('takes the next step at once when somebody presses Try again', async () => {
    const shown = show(<BackFill onProgress={nothing} />, {
      answers: { 'own back-fill': { job }, 'own back-fill/step': refusedWith('shop.no_answer') },
    });
    const tryAgain = await shown.findByRole('button', { name: 'Try again' }, { timeout: 30_000 });
    const requestsBefore = shown.asked.length;
    fireEvent.click(tryAgain);
    expect(shown.asked.slice(requestsBefore).map(({ what }) => what)).toEqual(['own back-fill/step']);
  });

  it('keeps the form with what was entered if the job could not be started', async () => {
    const shown = show(<BackFill onProgress={nothing} />, {
      at: '?tab=orders&backfill=1',
      answers: {
        'own back-fill': (body: unknown) => (body === undefined ? { job: null } : refusedWith('shop.no_answer')),
        'own back-fill/look': { total: 120, there: 20, isWhole: true, statuses: [] },
      },
    });
    fireEvent.change(await shown.findByLabelText('From'), { target: { value: '2024-03-01' } });
    fireEvent.change(shown.getByLabelText('Until'), { target: { value: '2024-03-31' } });
    fireEvent.click(shown.getByRole('button', { name: 'Count the orders' }));
    fireEvent.click(await shown.findByRole('button', { name: 'Fetch 100 orders' }));
    expect(await shown.findByText('It went wrong')).toBeTruthy();
    expect((shown.getByLabelText('From') as HTMLInputElement).value).toBe('2024-03-01');
    expect(shown.place().params).toEqual({ backfill: '1' });
  });

  it('shows why the shop cannot send, and why the shop did not answer', async () => {
    const problem = { code: 'bridge.unreachable', cause: 'The bridge is away.', remedy: 'Kontor is trying again.' };
    const shown = show(<BackFill onProgress={nothing} />, {
      answers: { 'own back-fill': { job: { ...job, problem } }, 'own back-fill/pause': refusedWith('shop.no_answer') },
    });
    expect(await shown.findByText('The bridge is away.')).toBeTruthy();
    fireEvent.click(shown.getByRole('button', { name: 'Pause' }));
    expect(await shown.findByText('It went wrong')).toBeTruthy();
  });
});
