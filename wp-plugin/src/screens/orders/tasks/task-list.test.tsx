import { within, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { show } from '../../testing/show.tsx';
import Orders from '../orders.tsx';

const task = {
  id: 7,
  kind: 'new',
  state: 'open',
  title: 'A new order',
  cause: 'A new order is ready for the office.',
  remedy: 'Look at it.',
  order: '1042',
  options: [],
  clerk: 'berit',
  due: '2026-11-20T12:00:00.000Z',
  note: 'Call the doctor first.',
  createdAt: '2026-11-27T10:00:00.000Z',
};
const berit = { kind: 'clerk', number: 'berit', name: 'Berit Muster', email: null, ik: null, archived: false };
const answers = {
  'GET /tasks': { next: 'n', tasks: [task] },
  'GET /tasks/7': task,
  'GET /people': { people: [berit] },
};

describe('the tasks', () => {
  it('are listed with their clerk, day and note, and filtered by state and clerk', async () => {
    const user = userEvent.setup();
    const shown = show(<Orders />, { answers, at: '?tab=orders&tasks=open' });
    expect(await shown.findByText('A new order', { selector: '.kontor-state' })).toBeTruthy();
    expect(shown.getByText(/berit · overdue since .* · Call the doctor first\./)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    await user.selectOptions(await shown.findByLabelText('Clerk'), 'berit');
    expect(shown.place().params).toEqual({ tasks: 'open', clerk: 'berit' });
    expect(shown.asked.at(-1)?.query).toMatchObject({ state: 'open', clerk: 'berit' });
    await user.click(await shown.findByText('Done', { selector: 'a' }));
    expect(shown.place().params).toEqual({ tasks: 'done', clerk: 'berit' });
  });

  it('open in a panel, where somebody gives them a clerk, a day and a note', async () => {
    const user = userEvent.setup();
    const shown = show(<Orders />, {
      answers: { ...answers, 'POST /tasks/7/assign': {} },
      at: '?tab=orders&tasks=open&task=7',
    });
    const panel = within(await screen.findByRole('dialog'));
    await user.click(await panel.findByText('Clerk, day and note'));
    await user.selectOptions(await panel.findByLabelText('Clerk'), '');
    await user.clear(panel.getByLabelText('Note'));
    await user.type(panel.getByLabelText('Note'), 'Done soon.');
    expect(await shown.violations(screen.getByRole('dialog'))).toEqual([]);
    await user.click(panel.getByText('Save', { selector: 'button' }));
    expect(await panel.findByText('The task is saved.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /tasks/7/assign')?.body).toEqual({
      clerk: '',
      note: 'Done soon.',
    });
  });

  it('can be opened again after they are done', async () => {
    const user = userEvent.setup();
    const shown = show(<Orders />, {
      answers: { ...answers, 'GET /tasks/7': { ...task, state: 'done' }, 'POST /tasks/7/reopen': {} },
      at: '?tab=orders&tasks=done&task=7',
    });
    const panel = within(await screen.findByRole('dialog'));
    await user.click(await panel.findByText('Open again'));
    expect(await panel.findByText('The task is open again.')).toBeTruthy();
    expect(shown.asked.some(({ what }) => what === 'POST /tasks/7/reopen')).toBe(true);
  });
});
