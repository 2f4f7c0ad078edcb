import { waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import { refusedWith, show } from '../testing/show.tsx';
import Connections from './connections.tsx';

const at = '2026-11-27T10:00:00.000Z';
const credentials = {
  type: 'object',
  properties: { clientKey: { type: 'string', label: 'Client key', help: 'In Go: Utvidelser.', secret: true } },
  required: ['clientKey'],
};
const settings = {
  type: 'object',
  properties: {
    productPrefix: { type: 'string', default: 'A-', label: 'Prefix of product codes', section: 'products' },
    products: {
      type: 'array',
      label: 'Products by VAT rate',
      section: 'products',
      items: {
        type: 'object',
        properties: {
          rate: { type: 'string', label: 'VAT rate' },
          number: { type: 'string', label: 'Number' },
          account: { type: 'string', label: 'Sales account', options: 'salesAccounts' },
        },
        required: ['rate', 'number'],
      },
    },
    confirm: { type: 'boolean', default: false, label: 'Confirm orders' },
  },
};
const system: SystemView = {
  key: 'poweroffice',
  label: 'PowerOffice Go',
  offered: true,
  missing: [],
  functions: [{ name: 'orders', label: 'Orders', help: 'A draft for each order.' }],
  createsProducts: true,
  delivery: 'pushed',
  credentials,
  settings,
  transmits: ['name', 'items', 'amounts'],
};
const another: SystemView = {
  ...system,
  key: 'xentral',
  label: 'Xentral',
  offered: false,
  missing: ['KONTOR_XENTRAL_ADDRESS'],
};
const connection: ConnectionView = {
  connection: 'c1',
  system: 'poweroffice',
  label: 'PowerOffice Go',
  account: 'Nordlys AS',
  functions: ['orders'],
  statuses: ['processing'],
  sources: ['shop'],
  zeroTotal: 'close',
  activeFrom: null,
  settings: { productPrefix: 'A-', products: [{ rate: '25', number: '1' }] },
  paused: false,
  held: null,
  overdue: null,
  lastDocumentAt: at,
  createdAt: at,
  counts: { done: 214, waiting: 2, blocked: 1, closed: 0 },
};
const report = {
  account: 'Nordlys AS',
  latencyMs: 12,
  details: [{ label: 'Lock date', value: '2026-09-30' }],
  notes: [],
};
const both = { 'GET /systems': { systems: [system, another] }, 'GET /connections': { connections: [connection] } };
const none = { ...both, 'GET /connections': { connections: [] } };
const unmapped = {
  looked: 40,
  more: false,
  treatments: [{ rate: '11.11', area: 'domestic', country: 'NO', kind: 'article', taxClass: '', orders: 23 }],
  methods: [],
  rates: [],
};

describe('the connections', () => {
  it('are cards, and a system that is not set up names what the operator must set', async () => {
    const shown = show(<Connections />, { answers: both, at: '?tab=connections' });
    expect(await shown.findByText('Your connections')).toBeTruthy();
    expect(shown.getByText('Works')).toBeTruthy();
    expect(shown.getByText('KONTOR_XENTRAL_ADDRESS')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('can be added only after a successful test', async () => {
    const user = userEvent.setup();
    const shown = show(<Connections />, {
      answers: {
        ...none,
        'POST /systems/poweroffice/check': report,
        'POST /connections': { connection: 'c9' },
      },
      at: '?tab=connections&system=poweroffice',
    });
    await user.type(await shown.findByLabelText('Client key'), 'secret-1');
    expect(shown.queryByText('Connect', { selector: 'button' })).toBeNull();
    expect(shown.container.textContent).toContain('the customer’s name, the items, prices and VAT');
    await user.click(shown.getByText('Test the connection'));
    expect(await shown.findByText('It works: Nordlys AS answered in 12 ms.')).toBeTruthy();
    expect(shown.getByText('2026-09-30')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByText('Connect', { selector: 'button' }));
    await waitFor(() => expect(shown.place().params['connection']).toBe('c9'));
    const added = shown.asked.find(({ what }) => what === 'POST /connections');
    expect(added?.body).toMatchObject({ system: 'poweroffice', credentials: { clientKey: 'secret-1' } });
    expect(window.sessionStorage.length).toBe(0);
  });

  it('can be added without a test to a system whose office fetches', async () => {
    const user = userEvent.setup();
    const fetched = { ...system, key: 'mmorthosoft', label: 'mmOrthosoft', delivery: 'pulled', credentials: {} };
    const shown = show(<Connections />, {
      answers: { ...none, 'GET /systems': { systems: [fetched] }, 'POST /connections': { connection: 'c9' } },
      at: '?tab=connections&system=mmorthosoft',
    });
    await user.click(await shown.findByText('Connect', { selector: 'button' }));
    await waitFor(() => expect(shown.place().params['connection']).toBe('c9'));
    expect(shown.asked.some(({ what }) => what.endsWith('/check'))).toBe(false);
    const added = shown.asked.find(({ what }) => what === 'POST /connections');
    expect(added?.body).toMatchObject({ system: 'mmorthosoft', credentials: {} });
  });

  it('to a system that is only read are tested and added with settings, and ask for no orders', async () => {
    const user = userEvent.setup();
    const feed = {
      ...system,
      key: 'feed',
      label: 'Feed',
      functions: [],
      transmits: [],
      settings: { type: 'object', properties: { address: { type: 'string', default: '', label: 'Address' } } },
    };
    const shown = show(<Connections />, {
      answers: {
        ...none,
        'GET /systems': { systems: [feed] },
        'POST /systems/feed/check': report,
        'POST /connections': { connection: 'c9' },
      },
      at: '?tab=connections&system=feed',
    });
    await user.type(await shown.findByLabelText('Address'), 'stock.csv');
    await user.click(shown.getByText('Test the connection'));
    await user.click(await shown.findByText('Connect', { selector: 'button' }));
    await waitFor(() => expect(shown.place().params).toMatchObject({ connection: 'c9', section: 'more' }));
    expect(shown.queryByText('Which orders are sent?')).toBeNull();
    const settings = { address: 'stock.csv' };
    expect(shown.asked.find(({ what }) => what === 'POST /systems/feed/check')?.body).toMatchObject({ settings });
    const added = shown.asked.find(({ what }) => what === 'POST /connections');
    expect(added?.body).toEqual({ system: 'feed', credentials: {}, settings });
  });

  it('say why a test failed, and what to do', async () => {
    const user = userEvent.setup();
    const shown = show(<Connections />, {
      answers: { ...none, 'POST /systems/poweroffice/check': refusedWith('held.unauthorized') },
      at: '?tab=connections&system=poweroffice',
    });
    await user.type(await shown.findByLabelText('Client key'), 'wrong');
    await user.click(shown.getByText('Test the connection'));
    expect(await shown.findByText('Something happened.')).toBeTruthy();
    expect(shown.queryByText('Which orders are sent?')).toBeNull();
  });

  it.each([
    ['its own payment methods', [{ id: 'vipps', title: 'Vipps MobilePay', enabled: true }], 'Vipps MobilePay (vipps)'],
    ['those that the bridge has read, if the shop does not answer', refusedWith('shop.no_answer'), 'Vipps (vipps)'],
  ])('offer %s', async (_case, ofShop, label) => {
    const method = { type: 'string', label: 'Payment method', section: 'products', shop: 'paymentMethods' };
    const form = { ...settings, properties: { method } };
    const shown = show(<Connections />, {
      answers: {
        'GET /systems': { systems: [{ ...system, settings: form }] },
        'GET /connections': { connections: [{ ...connection, settings: { method: 'vipps' } }] },
        'GET /connections/c1/options': {
          options: [{ list: 'paymentMethods', value: 'vipps', label: 'Vipps (vipps)' }],
          unread: [],
        },
        'woocommerce payment_gateways': ofShop,
      },
      at: '?tab=connections&connection=c1&section=products',
    });
    await waitFor(() => expect(shown.getByLabelText('Payment method')).toHaveProperty('value', label));
  });

  it('let a value be typed where the list of the system is empty', async () => {
    const employee = { type: 'string', label: 'Employee', options: 'employees' };
    const shown = show(<Connections />, {
      answers: {
        'GET /systems': { systems: [{ ...system, settings: { type: 'object', properties: { employee } } }] },
        'GET /connections': { connections: [connection] },
        'GET /connections/c1/options': { options: [], unread: [] },
      },
      at: '?tab=connections&connection=c1&section=more',
    });
    expect(await shown.findByText('The list is empty.')).toBeTruthy();
    expect(shown.getByLabelText('Employee').getAttribute('placeholder')).toBeFalsy();
  });

  it('list a VAT rate without a product, map it with a click, and keep the draft after a reload', async () => {
    const user = userEvent.setup();
    const place = '?tab=connections&connection=c1&section=products';
    const answers = { ...both, 'POST /connections/c1/unmapped': unmapped, 'woocommerce taxes': [] };
    const shown = show(<Connections />, { answers, at: place });
    await user.click(await shown.findByRole('button', { name: /Map it/ }));
    // The former entry is one line. The new entry is open, since its number is missing.
    expect(shown.getByRole('group', { name: 'Entry 1' }).textContent).toContain('VAT rate 25');
    expect(shown.getByLabelText('VAT rate')).toHaveProperty('value', '11.11');
    expect(document.activeElement).toBe(shown.getByLabelText('Number'));
    expect(shown.getByText('Required.')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    shown.unmount();
    const reloaded = show(<Connections />, { answers, at: place });
    expect(await reloaded.findByRole('group', { name: 'Entry 2' })).toBeTruthy();
    reloaded.unmount();
    const another = show(<Connections />, { answers, at: place, as: { user: 2 } });
    expect(await another.findByRole('button', { name: /Map it/ })).toBeTruthy();
    expect(another.queryByRole('group', { name: 'Entry 2' })).toBeNull();
    window.sessionStorage.clear();
  });

  it('create the products that the office lacks, and say why one cannot be created', async () => {
    const user = userEvent.setup();
    let isCreated = false;
    const shown = show(<Connections />, {
      answers: {
        ...both,
        'POST /connections/c1/unmapped': { ...unmapped, treatments: [] },
        'woocommerce taxes': [],
        'POST /connections/c1/create-products': ({ preview }: { preview: boolean }) => {
          isCreated ||= !preview;
          const state = isCreated ? (preview ? 'there' : 'made') : 'missing';
          return {
            products: [
              { what: 'A-4', state, cause: '', remedy: '' },
              {
                what: 'A-5',
                state: 'failed',
                cause: 'Account 3000 has VAT code 3.',
                remedy: 'Choose another account.',
              },
            ],
          };
        },
      },
      at: '?tab=connections&connection=c1&section=products',
    });
    expect(await shown.findByText('PowerOffice Go has no product with this code yet: A-4')).toBeTruthy();
    expect(shown.getByText(/Account 3000 has VAT code 3./)).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByRole('button', { name: 'Create A-4' }));
    expect(await shown.findByText('Created in PowerOffice Go: A-4')).toBeTruthy();
    await waitFor(() => expect(shown.queryByRole('button', { name: 'Create A-4' })).toBeNull());
    expect(await shown.findByText(/Choose another account./)).toBeTruthy();
  });

  it('ask before saving a change that checks orders again that were left out', async () => {
    const user = userEvent.setup();
    const shown = show(<Connections />, {
      answers: {
        ...both,
        'POST /connections/c1/change': (body: { preview?: boolean }) => ({
          ...connection,
          reviewed: 23,
          preview: body.preview === true,
        }),
      },
      at: '?tab=connections&connection=c1&section=sending',
    });
    await user.click(await shown.findByLabelText('Completed'));
    await user.click(shown.getByText('Save'));
    expect(await shown.findByText(/23 orders that were left out will be checked again/)).toBeTruthy();
    await user.click(shown.getByText('Save, and check them again'));
    expect(await shown.findByText(/Saved. Orders that waited for this go on. 23 orders/)).toBeTruthy();
    const bodies = shown.asked.filter(({ what }) => what.endsWith('/change')).map(({ body }) => body);
    expect(bodies).toEqual([
      { statuses: ['processing', 'completed'], preview: true },
      { statuses: ['processing', 'completed'] },
    ]);
    expect(await shown.violations()).toEqual([]);
  });

  it('are removed only by a second button, which says what stays', async () => {
    const user = userEvent.setup();
    const shown = show(<Connections />, {
      answers: { ...both, 'DELETE /connections/c1': {} },
      at: '?tab=connections&connection=c1',
    });
    await user.click(await shown.findByText('Remove …'));
    expect(shown.asked.some(({ what }) => what.startsWith('DELETE'))).toBe(false);
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByText('Remove the connection, keep 214 documents'));
    await waitFor(() => expect(shown.place()).toEqual({ tab: 'connections', params: {} }));
  });

  it('say why they are held back, and link to the key', async () => {
    const held = {
      code: 'held.unauthorized',
      title: 'PowerOffice refuses the key',
      cause: 'It said no.',
      remedy: 'Enter another.',
      since: at,
      until: null,
      waitingOrders: 4,
    };
    const shown = show(<Connections />, {
      answers: {
        ...both,
        'GET /connections': { connections: [{ ...connection, held }] },
        'POST /connections/c1/unmapped': unmapped,
      },
      at: '?tab=connections&connection=c1&section=more',
    });
    expect(await shown.findByText('PowerOffice refuses the key')).toBeTruthy();
    expect(shown.getByText('Enter the key').getAttribute('href')).toContain('section=access');
    expect(await shown.violations()).toEqual([]);
  });
});
