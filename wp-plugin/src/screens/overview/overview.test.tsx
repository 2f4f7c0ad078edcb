import userEvent from '@testing-library/user-event';
import type { Need, OverviewAnswer } from '@kontor/shared/api/overview';
import { refusedWith, show } from '../testing/show.tsx';
import { Overview } from './overview.tsx';

const at = '2026-11-27T10:00:00.000Z';
const days = Array.from({ length: 30 }, (_, index) => ({
  day: `2026-11-${String(index + 1).padStart(2, '0')}`,
  mirrored: index,
  blocked: index % 3,
}));
const poweroffice = {
  id: 'c1',
  system: 'poweroffice',
  label: 'PowerOffice Go',
  account: 'Nordlys AS',
  paused: false,
  held: null,
  overdue: null,
  lastDocumentAt: at,
};
const well: OverviewAnswer = {
  at,
  counts: { today: 38, waiting: 2, blocked: 0, orders: 1200 },
  oldest: at,
  days,
  needs: [],
  needing: 0,
  connections: [poweroffice],
};
const need: Need = {
  kind: 'transfer',
  transfer: 17,
  task: null,
  connection: 'c1',
  orderId: '1042',
  order: '1042',
  orders: 1,
  code: 'gap.rate_unmapped',
  title: 'No product for 11.11 %',
  cause: 'No product of Go is set for VAT of 11.11 %.',
  remedy: 'Set one.',
  options: [],
  verbs: ['retry'],
  since: at,
};
const health = { waiting: { count: 0, since: null, problem: null }, clock: null, bridge: null, scheduler: null };

const order = {
  id: 1042,
  number: '1042',
  status: 'processing',
  currency: 'NOK',
  total: '349.00',
  date_created_gmt: '2026-11-27T09:00:00',
  billing: { first_name: 'Kari', last_name: 'Nordmann', company: '' },
};
const leftOut = { transfer: 9, kind: 'order', state: 'closed', reason: 'rule.before_active', verbs: ['send'] };
const standing = {
  orderId: '1042',
  order: '1042',
  total: '349.00 NOK',
  receivedAt: at,
  documents: [leftOut],
  problem: null,
};

/** A connection that has no document yet, and a shop with one order. */
const beforeTheFirst = {
  'GET /overview': { ...well, connections: [{ ...poweroffice, lastDocumentAt: null }] },
  'own health': health,
  'woocommerce orders': [order],
};

describe('the overview', () => {
  it('says in one line that all is well, and shows each connection and the shop’s own side', async () => {
    const shown = show(<Overview />, { answers: { 'GET /overview': well, 'own health': health } });
    expect(await shown.findByText('All well.')).toBeTruthy();
    expect(shown.container.textContent).toContain('38 orders in the office today');
    expect(shown.container.textContent).toContain('Nothing needs you.');
    expect(shown.getByText('PowerOffice Go · Nordlys AS')).toBeTruthy();
    expect(await shown.findByText('the bridge has all orders')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('links a day to its blocked orders only if it has some', async () => {
    const shown = show(<Overview />, { answers: { 'GET /overview': well, 'own health': health } });
    const day = (words: RegExp) => shown.getByText(words).closest('li')?.querySelector('a');
    await shown.findByText(/^Each bar counts the orders that reached the office on that day/);
    expect(day(/^2 Nov 2026: 1 reached the office, 1 have needed you since$/)?.getAttribute('href')).toBe(
      '?page=kontor&tab=orders&state=blocked',
    );
    expect(day(/^4 Nov 2026: 3 reached the office, 0 have needed you since$/)).toBeNull();
  });

  it('shows what needs a person first, each with a link to its fix', async () => {
    const question: Need = {
      ...need,
      kind: 'task',
      task: 5,
      transfer: 18,
      code: 'gap.customer_unclear',
      orders: 7,
      order: '1038',
    };
    const held: Need = {
      ...need,
      kind: 'connection',
      transfer: null,
      order: null,
      orderId: null,
      code: 'held.unauthorized',
    };
    const shown = show(<Overview />, {
      answers: { 'GET /overview': { ...well, needs: [need, question, held], needing: 3 }, 'own health': health },
    });
    expect(await shown.findByText('Something needs you.')).toBeTruthy();
    expect(shown.getByText('Map it').getAttribute('href')).toContain('connection=c1&section=products');
    expect(shown.getByText('7 orders wait for it')).toBeTruthy();
    expect(shown.getByText('Decide').getAttribute('href')).toContain('task=5');
    expect(shown.getByText('Enter the key').getAttribute('href')).toContain('section=access');
    expect(await shown.violations()).toEqual([]);
    shown.unmount();
    // A user who may not change settings is led to the order.
    const clerk = show(<Overview />, {
      answers: { 'GET /overview': { ...well, needs: [need], needing: 1 }, 'own health': health },
      may: 'orders',
    });
    expect((await clerk.findByText('Map it')).getAttribute('href')).toContain('order=1042&document=17');
  });

  it('explains the next step while nothing is connected', async () => {
    const nothing = { ...well, connections: [], counts: { today: 0, waiting: 0, blocked: 0, orders: 0 }, oldest: null };
    const shown = show(<Overview />, { answers: { 'GET /overview': nothing, 'own health': health } });
    expect((await shown.findByRole('link', { name: 'Choose your system' })).getAttribute('href')).toContain(
      'connections',
    );
    expect(shown.getByText('Nothing is sent yet.')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('previews one order before the first document, with the button that sends it', async () => {
    const user = userEvent.setup();
    const shown = show(<Overview />, {
      answers: {
        ...beforeTheFirst,
        'GET /order-standings': { next: null, orders: [standing], unknown: [] },
        'GET /orders/1042/preview': { kind: 'plan', revision: 1, total: '349.00 NOK', vat: [], lines: [] },
        'POST /transfers/9/send': {},
      },
    });
    expect(await shown.findByText(/Kari Nordmann/)).toBeTruthy();
    expect(await shown.findByText('Preview: nothing is sent')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByText('Send order #1042'));
    expect(await shown.findByText(/On its way/)).toBeTruthy();
    expect(shown.asked.map(({ what }) => what)).toContain('POST /transfers/9/send');
  });

  it('previews an order that the bridge never had, before anything is sent to the office', async () => {
    const user = userEvent.setup();
    let isThere = false;
    const shown = show(<Overview />, {
      answers: {
        ...beforeTheFirst,
        'GET /connections': { connections: [{ connection: poweroffice.id, activeFrom: '2026-11-27T10:00:00Z' }] },
        'GET /order-standings': () =>
          isThere ? { next: null, orders: [standing], unknown: [] } : { next: null, orders: [], unknown: ['1042'] },
        'own send': () => {
          isThere = true;
          return { orders: [{ id: 1042, outcome: 'sent', problem: null }] };
        },
        'GET /orders/1042/preview': { kind: 'plan', revision: 1, total: '349.00 NOK', vat: [], lines: [] },
      },
    });
    await user.click(await shown.findByText('Preview'));
    expect(await shown.findByText('Preview: nothing is sent')).toBeTruthy();
    expect(shown.getByText('Send order #1042')).toBeTruthy();
    expect(shown.asked.filter(({ what }) => what.startsWith('POST'))).toEqual([]);
  });

  it('does not offer to send an order that has a gap', async () => {
    const gap = { code: 'gap.rate_unmapped', title: '', cause: 'No product is set for 11.11 %.', remedy: 'Map it.' };
    const shown = show(<Overview />, {
      answers: {
        ...beforeTheFirst,
        'GET /order-standings': { next: null, orders: [standing], unknown: [] },
        'GET /orders/1042/preview': { kind: 'gaps', revision: 1, gaps: [gap] },
      },
    });
    expect(await shown.findByText('No product is set for 11.11 %.')).toBeTruthy();
    expect(shown.queryByText('Send order #1042')).toBeNull();
  });

  it('offers no link to the connections to a user who may not change them', async () => {
    const shown = show(<Overview />, {
      answers: { 'GET /overview': { ...well, connections: [] }, 'own health': health },
      may: 'orders',
    });
    expect(await shown.findByText(/No office program is connected yet/)).toBeTruthy();
    expect(shown.queryByText('Choose your system')).toBeNull();
  });

  it('shows that it is loading, and a problem with a button that tries again', async () => {
    const loading = show(<Overview />);
    expect(loading.container.textContent).toContain('Loading …');
    expect(await loading.violations()).toEqual([]);
    loading.unmount();
    const shown = show(<Overview />, {
      answers: { 'GET /overview': refusedWith('bridge.unreachable'), 'own health': health },
    });
    expect(await shown.findByText('Something happened.')).toBeTruthy();
    expect(shown.getByText('Do this.')).toBeTruthy();
    expect(shown.getByText('Try again')).toBeTruthy();
    expect(shown.getByText('bridge.unreachable c1')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('says why orders wait in the shop itself', async () => {
    const late = { code: 'scheduler.past_due', cause: 'Action Scheduler has not run.', remedy: 'Ask your host.' };
    const shown = show(<Overview />, {
      answers: {
        'GET /overview': well,
        'own health': { ...health, waiting: { count: 3, since: at, problem: null }, scheduler: late },
      },
    });
    expect(await shown.findByText('3 orders wait to go to the bridge')).toBeTruthy();
    expect(shown.getByText('Action Scheduler has not run.')).toBeTruthy();
    expect(shown.getByText('Send to the bridge now')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });
});
