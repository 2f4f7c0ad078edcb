import { waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectionView, SystemView } from '@kontor/shared/api/connections';
import type { OfficeAnswer, OfficeKeyView } from '@kontor/shared/api/fetching';
import { refusedWith, show, type Answers } from '../testing/show.tsx';
import Connections from './connections.tsx';

const at = '2026-11-27T10:00:00.000Z';
const documents = 'https://bridge.example.test/v1/shops/s1/connections/c1/documents';
const system: SystemView = {
  key: 'mmorthosoft',
  label: 'mmOrthosoft',
  offered: true,
  missing: [],
  functions: [],
  createsProducts: false,
  delivery: 'pulled',
  credentials: {},
  settings: {
    type: 'object',
    properties: { allowedComputers: { type: 'string', default: '', label: 'Allowed computers', section: 'fetching' } },
  },
  transmits: ['name'],
};
const connection: ConnectionView = {
  connection: 'c1',
  system: 'mmorthosoft',
  label: 'mmOrthosoft',
  account: 'mmOrthosoft',
  functions: ['orders'],
  statuses: ['processing'],
  sources: ['shop'],
  zeroTotal: 'close',
  activeFrom: null,
  settings: {},
  paused: false,
  held: null,
  overdue: null,
  lastDocumentAt: at,
  createdAt: at,
  counts: { done: 214, waiting: 2, blocked: 1, closed: 0 },
};
const office: OfficeAnswer = {
  documents,
  askedAt: at,
  fetchMinutes: 240,
  refusedComputer: null,
  intoFolder: false,
  offered: 2,
  fetched: 1,
  accepted: 214,
  trouble: null,
};
const keyOf = (keyId: string, name: string, revokedAt: string | null = null): OfficeKeyView => ({
  keyId,
  name,
  createdAt: at,
  revokedAt,
});
const overdue = {
  code: 'fetching.office_silent',
  title: 'The office does not fetch',
  cause: 'For 500 minutes.',
  remedy: '',
};

const showFetching = (answers: Answers = {}, shownConnection = connection) =>
  show(<Connections />, {
    answers: {
      'GET /systems': { systems: [system] },
      'GET /connections': { connections: [shownConnection] },
      'GET /connections/c1/office': office,
      'GET /connections/c1/office-keys': { keys: [keyOf('ok1', 'server in Kiel'), keyOf('ok2', 'old', at)] },
      ...answers,
    },
    at: '?tab=connections&connection=c1&section=fetching',
  });

describe('the fetching of a connection', () => {
  it('shows when the office last asked, what it holds, and the keys in use', async () => {
    const shown = showFetching();
    expect(await shown.findByText('The office last asked')).toBeTruthy();
    expect(await shown.findByText('214 documents')).toBeTruthy();
    expect(shown.getByText('2 documents')).toBeTruthy();
    expect(await shown.findByText('server in Kiel', { selector: 'strong' })).toBeTruthy();
    expect(shown.getByText('Revoked keys: 1')).toBeTruthy();
    expect(shown.queryByText('old')).toBeNull();
    expect(shown.getByLabelText('Allowed computers')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });

  it('creates a key, and shows it once, with a copy and the address of the documents', async () => {
    const user = userEvent.setup();
    const shown = showFetching({ 'POST /connections/c1/office-keys': { keyId: 'ok3', key: 'ok3.secret', documents } });
    await user.type(await shown.findByLabelText('Name of the computer'), 'till 2');
    await user.click(shown.getByText('Create a key'));
    expect(await shown.findByText('ok3.secret')).toBeTruthy();
    expect(shown.asked.find(({ what }) => what.startsWith('POST'))?.body).toEqual({ name: 'till 2' });
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByRole('button', { name: 'Copy Key' }));
    expect(await window.navigator.clipboard.readText()).toBe('ok3.secret');
    expect(Object.values(window.sessionStorage).join()).not.toContain('ok3.secret');
    await user.click(shown.getByText('Hide the key'));
    expect(shown.queryByText('ok3.secret')).toBeNull();
  });

  it('revokes a key only after a question', async () => {
    const user = userEvent.setup();
    const shown = showFetching({ 'DELETE /connections/c1/office-keys/ok1': { revoked: 'ok1' } });
    const isRevoked = () => shown.asked.some(({ what }) => what.startsWith('DELETE'));
    const revoke = { name: 'Revoke … server in Kiel' };
    await user.click(await shown.findByRole('button', revoke));
    expect(await shown.violations()).toEqual([]);
    await user.click(shown.getByText('Keep it'));
    await user.click(shown.getByRole('button', revoke));
    expect(isRevoked()).toBe(false);
    await user.click(shown.getByText('Revoke the key'));
    await waitFor(() => expect(isRevoked()).toBe(true));
  });

  it('says why a key was not created', async () => {
    const user = userEvent.setup();
    const shown = showFetching({ 'POST /connections/c1/office-keys': refusedWith('office.not_fetching') });
    await user.click(await shown.findByText('Create a key'));
    expect(await shown.findByText('Something happened.')).toBeTruthy();
  });

  it('says that nobody can fetch without a key, and which computer was refused', async () => {
    const shown = showFetching({
      'GET /connections/c1/office': { ...office, askedAt: null, refusedComputer: { at, address: '203.0.113.9' } },
      'GET /connections/c1/office-keys': { keys: [] },
    });
    expect(await shown.findByText('There is no key yet, so nobody can fetch.')).toBeTruthy();
    expect(await shown.findByText('never')).toBeTruthy();
    expect(shown.getByText('203.0.113.9')).toBeTruthy();
  });
});

it('an office that does not fetch is named on the card, on its connection, and in the section', async () => {
  const late = { ...connection, overdue };
  const answers = { 'GET /systems': { systems: [system] }, 'GET /connections': { connections: [late] } };
  const cards = show(<Connections />, { answers, at: '?tab=connections' });
  expect(await cards.findByText('The office does not fetch')).toBeTruthy();
  cards.unmount();
  const opened = show(<Connections />, { answers, at: '?tab=connections&connection=c1' });
  expect(await opened.findByText('Look at the fetching')).toBeTruthy();
  expect(opened.getByText('For 500 minutes.')).toBeTruthy();
  expect(await opened.violations()).toEqual([]);
  opened.unmount();
  const shown = showFetching({ 'GET /connections/c1/office': { ...office, trouble: { ...overdue, since: at } } }, late);
  expect(await shown.findByText('For 500 minutes.')).toBeTruthy();
  expect(shown.getAllByText('For 500 minutes.')).toHaveLength(1);
});
