import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { OrderStanding, StandingDocument } from '@kontor/shared/api/standings';
import { refusedWith, show, type Answers } from '../testing/show.tsx';
import type { DocumentDetail, ShopOrder } from './answers.ts';
import Orders from './orders.tsx';

const at = '2026-11-27T10:00:00.000Z';
const longName = 'Maximiliane Elisabeth von Hohenzollern-Sigmaringen und zu Löwenstein-Wertheim-Rosenberg';

const shopOrder = (id: number, name = 'Anna Berg'): ShopOrder => ({
  id,
  number: String(id),
  status: 'processing',
  currency: 'NOK',
  total: '349.00',
  date_created_gmt: '2026-11-27T10:00:00',
  billing: { first_name: name, last_name: '', company: '' },
});
const document = (transfer: number, more: Partial<StandingDocument> = {}): StandingDocument => ({
  transfer,
  connection: 'c1',
  system: 'poweroffice',
  kind: 'order',
  reference: '',
  about: { kind: 'order', reference: '' },
  state: 'done',
  reason: 'sent',
  title: 'The document is in the office',
  cause: null,
  remedy: null,
  document: '6011',
  total: '349.00 NOK',
  targetTotal: '349.00 NOK',
  office: {},
  changedAt: at,
  verbs: [],
  ...more,
});
const blocked = document(18, {
  state: 'blocked',
  reason: 'gap.rate_unmapped',
  title: 'No product for 11.11 %',
  cause: 'No product is set for 11.11 %.',
  remedy: 'Set one.',
  document: null,
  targetTotal: null,
  verbs: ['retry', 'elsewhere'],
});
const standing = (orderId: string, documents: StandingDocument[]): OrderStanding => ({
  orderId,
  order: orderId,
  status: 'processing',
  total: '349.00 NOK',
  receivedAt: at,
  known: true,
  problem: null,
  documents,
});
const detail: DocumentDetail = {
  id: 18,
  orderId: '1038',
  order: '1038',
  connection: 'c1',
  system: 'poweroffice',
  kind: 'order',
  state: 'blocked',
  reason: 'gap.rate_unmapped',
  document: null,
  total: '349.00 NOK',
  targetTotal: null,
  office: {},
  vat: [
    {
      treatment: 'A-1',
      rate: '25 %',
      net: '279.20 NOK',
      vat: '69.80 NOK',
      targetNet: '279.20 NOK',
      targetVat: '69.81 NOK',
    },
  ],
  gaps: [
    { code: 'gap.rate_unmapped', cause: 'No product is set for 11.11 %.', remedy: 'Set one.' },
    { code: 'gap.no_email', cause: 'The order has no e-mail.', remedy: 'Enter it.' },
  ],
  notes: null,
  attempts: 2,
  nextLook: null,
  correlationId: 'corr-1',
  described: {
    customer: null,
    date: '2026-11-27',
    references: [{ kind: 'order', value: '1038' }],
    notes: [],
    lines: [
      {
        description: 'Magnifier',
        quantity: '2',
        unitPrice: '139.60',
        product: 'A-1',
        treatment: 'A-1',
        rate: '25 %',
        net: '279.20 NOK',
        vat: '69.80 NOK',
        total: '349.00 NOK',
      },
    ],
  },
  tasks: [
    {
      id: 5,
      kind: 'question',
      cause: 'Two customers have this e-mail.',
      remedy: 'Choose one.',
      options: [{ value: '10', label: 'Customer 10' }],
      clerk: null,
      due: null,
    },
  ],
  exchanges: [
    {
      at,
      step: 'create_order',
      method: 'POST',
      address: 'api.example/orders',
      status: 422,
      outcome: 'refused',
      ms: 12,
      request: { name: '‹text 14›' },
      answer: { error: 'x' },
    },
  ],
  steps: [{ at, actor: 'worker', code: 'gap.rate_unmapped', text: 'A rate has no product.', detail: {} }],
};

const overview = {
  connections: [{ id: 'c1', system: 'poweroffice', label: 'PowerOffice Go', account: 'Nordlys AS' }],
};
const standings = [standing('1042', [document(17)]), standing('1038', [blocked])];
/** The bridge knows two of the shop's three orders. */
const filled: Answers = {
  'GET /overview': overview,
  'own back-fill': { job: null },
  'woocommerce orders': (_: unknown, query: Record<string, string>) =>
    [shopOrder(1042), shopOrder(1038, longName), shopOrder(12)].filter(
      ({ id }) => query['include'] === undefined || query['include'].split(',').includes(String(id)),
    ),
  'GET /order-standings': (_: unknown, query: Record<string, string>) => {
    const orders = standings.filter(({ orderId }) => (query['ids'] ?? orderId).split(',').includes(orderId));
    const known = orders.map(({ orderId }) => orderId);
    return { next: null, orders, unknown: (query['ids'] ?? '').split(',').filter((id) => !known.includes(id)) };
  },
  'GET /transfers/18': detail,
  'GET /journal': { next: null, lines: [] },
};

beforeEach(() => window.sessionStorage.clear());

describe('the list of orders', () => {
  it('shows that it is loading', async () => {
    const shown = show(<Orders />);
    expect(shown.getByText('Loading …')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('explains what will appear there while the shop has no order', async () => {
    const shown = show(<Orders />, { answers: { ...filled, 'woocommerce orders': [] } });
    expect(await shown.findByText(/Once the first order is placed, your shop’s orders will appear here/)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('shows each order with its state at each connection, and what the bridge never had', async () => {
    const shown = show(<Orders />, { answers: filled });
    const row = (number: string) => within(screen.getByText(`#${number}`).closest('tr') as HTMLElement);
    expect(await shown.findByText('In the office · 6011')).toBeTruthy();
    expect(row('1038').getByText('Needs you: No product for 11.11 %')).toBeTruthy();
    expect(row('1038').getByRole('link', { name: 'Map it' }).getAttribute('href')).toContain('section=products');
    expect(row('1038').getByText(longName)).toBeTruthy();
    expect(row('12').getByText('Not at the bridge yet: can be sent')).toBeTruthy();
    await waitFor(() => expect(shown.getByRole('columnheader', { name: 'PowerOffice Go' })).toBeTruthy());
    expect(await shown.violations()).toEqual([]);
  });

  it('shows what the shop knows while the bridge is away, with the problem above the list', async () => {
    const shown = show(<Orders />, {
      answers: { ...filled, 'GET /order-standings': refusedWith('bridge.no_answer') },
    });
    expect(await shown.findByText('#1042')).toBeTruthy();
    expect(shown.getByText('It went wrong')).toBeTruthy();
    expect(shown.getAllByText('Not known at present')).toHaveLength(3);
    expect(shown.queryByText(/In the office|Not at the bridge yet/)).toBeNull();
    expect(await shown.violations()).toEqual([]);
  });

  it('shows the problem if the shop does not answer, and tries again', async () => {
    let times = 0;
    const answers = { ...filled, 'woocommerce orders': () => (++times === 1 ? refusedWith('shop.no_answer') : []) };
    const shown = show(<Orders />, { answers });
    fireEvent.click(await shown.findByText('Try again'));
    expect(await shown.findByText(/Once the first order is placed, your shop’s orders will appear here/)).toBeTruthy();
  });

  it('asks the bridge first for a filter that only the bridge knows, and its chip removes it', async () => {
    const shown = show(<Orders />, { answers: filled, at: '?tab=orders&state=blocked&least=100&from=2026-11-01' });
    await shown.findByText('#1042');
    const asked = shown.asked.find(({ what }) => what === 'GET /order-standings');
    expect(asked?.query).toMatchObject({ state: 'blocked', least: '100', since: '2026-10-31' });
    expect(shown.asked.find(({ what }) => what === 'woocommerce orders')?.query).toMatchObject({
      include: '1042,1038',
      after: '2026-10-31T23:59:59',
    });
    expect(await shown.violations()).toEqual([]);
    fireEvent.click(shown.getByRole('button', { name: 'Remove the filter Needs you' }));
    expect(shown.place().params).toEqual({ least: '100', from: '2026-11-01' });
  });

  it('finds the orders that the bridge never had', async () => {
    const shown = show(<Orders />, { answers: filled, at: '?tab=orders&state=not_there' });
    expect(await shown.findByText('#12')).toBeTruthy();
    expect(shown.queryByText('#1042')).toBeNull();
  });

  it('finds the orders that were placed on a day', async () => {
    const shown = show(<Orders />, { answers: filled, at: '?tab=orders&from=2026-11-27&until=2026-11-27' });
    await shown.findByText('#1042');
    expect(shown.asked.find(({ what }) => what === 'woocommerce orders')?.query).toMatchObject({
      after: '2026-11-26T23:59:59',
      before: '2026-11-28T00:00:00',
    });
  });

  it('applies what is entered into the filters', async () => {
    const shown = show(<Orders />, { answers: filled, at: '?tab=orders&paged=3&order=' });
    await shown.findByText('#1042');
    fireEvent.click(shown.getByRole('button', { name: 'Filters' }));
    expect(await shown.violations()).toEqual([]);
    fireEvent.change(shown.getByLabelText('Name, number or e-mail'), { target: { value: ' Berg ' } });
    fireEvent.change(shown.getByLabelText('Status in the shop'), { target: { value: 'completed' } });
    fireEvent.click(shown.getByRole('button', { name: 'Show' }));
    expect(shown.place().params).toEqual({ search: 'Berg', status: 'completed' });
  });
});

describe('many orders at once', () => {
  it('sends what can be sent, and its summary stays with every reason until it is dismissed', async () => {
    const answers: Answers = {
      ...filled,
      'own send': { orders: [{ id: 12, outcome: 'sent', problem: null }] },
    };
    const shown = show(<Orders />, { answers });
    fireEvent.click(await shown.findByLabelText('Choose all on this page'));
    fireEvent.click(shown.getByRole('button', { name: 'Send' }));
    expect(await shown.findByText('On their way: 1 · skipped: 2 · refused: 0')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'own send')?.body).toEqual({ ids: [12] });
    expect(shown.getByText(/The order is already in the office\./)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    shown.unmount();

    for (const as of [{ user: 2 }, { shop: 's2' }]) {
      const another = show(<Orders />, { answers: filled, as });
      await another.findByText('#1042');
      expect(another.queryByText('On their way: 1 · skipped: 2 · refused: 0')).toBeNull();
      another.unmount();
    }
    const again = show(<Orders />, { answers: filled });
    expect(await again.findByText('On their way: 1 · skipped: 2 · refused: 0')).toBeTruthy();
    fireEvent.click(again.getByRole('button', { name: /Close|Dismiss/ }));
    expect(again.queryByText('On their way: 1 · skipped: 2 · refused: 0')).toBeNull();
    expect(window.sessionStorage.length).toBe(0);
  });

  it('says why an order was refused, with a link to the order', async () => {
    const shown = show(<Orders />, {
      answers: { ...filled, 'POST /transfers/18/retry': refusedWith('transfer.not_now') },
    });
    fireEvent.click(await shown.findByLabelText('Choose order 1038'));
    fireEvent.click(shown.getByRole('button', { name: 'Try again' }));
    expect(await shown.findByText('Tried again: 0 · skipped: 0 · refused: 1')).toBeTruthy();
    const why = within(shown.getByText(/Something happened\. Do this\./));
    expect(why.getByText('#1038').getAttribute('href')).toContain('order=1038');
    expect(why.getByText('transfer.not_now')).toBeTruthy();
  });

  it('asks once before orders count as handled elsewhere', async () => {
    const shown = show(<Orders />, { answers: { ...filled, 'POST /transfers/18/elsewhere': {} } });
    fireEvent.click(await shown.findByLabelText('Choose order 1038'));
    fireEvent.click(shown.getByRole('button', { name: 'Handled elsewhere' }));
    expect(shown.asked.some(({ what }) => what.startsWith('POST'))).toBe(false);
    const question = within(shown.getByRole('group', { name: 'Handled elsewhere' }));
    fireEvent.click(question.getByRole('button', { name: 'Handled elsewhere' }));
    expect(await shown.findByText('Handled elsewhere: 1 · skipped: 0 · refused: 0')).toBeTruthy();
  });
});

describe('the panel of an order', () => {
  const open = async (answers: Answers, order = '1038', query = '') => {
    const shown = show(<Orders />, { answers, at: `?tab=orders&order=${order}${query}` });
    const panel = within(await screen.findByRole('dialog'));
    return { shown, panel };
  };

  it('shows a document with its lines, VAT on both sides, and every gap with a link to its fix', async () => {
    const { shown, panel } = await open(filled);
    expect(await panel.findByText('Magnifier')).toBeTruthy();
    expect(panel.getAllByText('Map it')[0]?.getAttribute('href')).toBe(
      '?page=kontor&tab=connections&connection=c1&section=products',
    );
    expect(panel.getByText('Open the order').getAttribute('href')).toBe('/order/1038');
    expect(panel.getByText('Two customers have this e-mail.')).toBeTruthy();
    expect(panel.getByText('A-1', { selector: '.kontor-vat th' }).closest('tr')?.className).toBe('kontor-differs');
    expect(await shown.violations(screen.getByRole('dialog'))).toEqual([]);
  });

  it('offers only the actions that the bridge allows, and confirms the action that was taken', async () => {
    const { panel, shown } = await open({ ...filled, 'POST /transfers/18/retry': {} });
    await panel.findByText('Magnifier');
    expect(panel.queryByRole('button', { name: 'Send now' })).toBeNull();
    fireEvent.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await panel.findByText('Kontor is trying again.')).toBeTruthy();
    expect(shown.asked.filter(({ what }) => what === 'POST /transfers/18/retry')).toHaveLength(1);
  });

  it('asks for the number of a document that is there after all', async () => {
    const doubtful = standing('1038', [
      { ...blocked, state: 'in_doubt', reason: 'doubt.timeout', verbs: ['found', 'absent'] },
    ]);
    const { panel, shown } = await open({
      ...filled,
      'GET /order-standings': { next: null, orders: [doubtful], unknown: [] },
      'POST /transfers/18/found': {},
    });
    fireEvent.click(await panel.findByRole('button', { name: 'It is in the office' }));
    fireEvent.change(panel.getByLabelText('Number of the document in PowerOffice Go'), { target: { value: '6012' } });
    fireEvent.click(panel.getAllByRole('button', { name: 'It is in the office' })[1] as HTMLElement);
    expect(await panel.findByText('The document now belongs to this order.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /transfers/18/found')?.body).toEqual({ number: '6012' });
  });

  it('shows why an action was refused', async () => {
    const { panel } = await open({ ...filled, 'POST /transfers/18/retry': refusedWith('transfer.not_now') });
    await panel.findByText('Magnifier');
    fireEvent.click(panel.getByRole('button', { name: 'Try again' }));
    expect(await panel.findByText('transfer.not_now c1')).toBeTruthy();
  });

  it('sends the chosen answer to a question', async () => {
    const { panel, shown } = await open({ ...filled, 'POST /tasks/5/decide': {} });
    fireEvent.click(await panel.findByRole('button', { name: 'Customer 10' }));
    expect(await panel.findByText('Decided. Every order that waited for this decision goes on.')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what === 'POST /tasks/5/decide')?.body).toEqual({ option: '10' });
  });

  it('sends an order that the bridge never had', async () => {
    const { panel, shown } = await open(
      { ...filled, 'own send': { orders: [{ id: 12, outcome: 'sent', problem: null }] } },
      '12',
    );
    expect(await shown.violations(screen.getByRole('dialog'))).toEqual([]);
    fireEvent.click(await panel.findByRole('button', { name: 'Send' }));
    expect(await panel.findByText('The bridge has the order.')).toBeTruthy();
  });

  it('previews the document that would be made, with its sum', async () => {
    const bare = standing('1042', []);
    const answers = {
      ...filled,
      'GET /order-standings': { next: null, orders: [bare], unknown: [] },
      'GET /orders/1042/preview': { kind: 'plan', total: '349.00 NOK', vat: detail.vat, ...detail.described },
    };
    const { panel } = await open(answers, '1042');
    fireEvent.click(await panel.findByRole('button', { name: 'Preview' }));
    expect(await panel.findByText('Preview: nothing is sent')).toBeTruthy();
    expect(panel.getByText('Magnifier')).toBeTruthy();
    expect(panel.getByText('Sum').closest('tr')?.textContent).toContain('349.00');
  });

  it('closes by its button, and keeps the filters', async () => {
    const { panel, shown } = await open(filled, '1038', '&search=Berg');
    await panel.findByText('Magnifier');
    fireEvent.click(panel.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(shown.place().params).toEqual({ search: 'Berg' }));
  });

  it('shows a task that is about no order', async () => {
    const task = { ...detail.tasks[0], state: 'open', subject: null };
    show(<Orders />, { answers: { ...filled, 'GET /tasks/5': task }, at: '?tab=orders&task=5' });
    expect(await screen.findByText('Customer 10')).toBeTruthy();
  });
});
