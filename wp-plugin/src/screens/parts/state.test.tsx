import { render, screen } from '@testing-library/react';
import { DocumentState } from './state.tsx';

describe('a document’s state', () => {
  it.each([
    [{ state: 'done', reason: 'done', document: '6011' }, 'kontor-done', 'In the office · 6011'],
    [{ state: 'waiting', reason: 'new', document: null }, 'kontor-waiting', 'Waiting'],
    [{ state: 'handed_over', reason: 'offered', document: null }, 'kontor-waiting', 'Ready for the office'],
    [
      { state: 'waiting', reason: 'held.unauthorized', document: null, title: 'PowerOffice refuses the key' },
      'kontor-held',
      'Held back: PowerOffice refuses the key',
    ],
    [
      { state: 'blocked', reason: 'gap.rate_unmapped', document: null, title: 'No product for 11.11 %' },
      'kontor-blocked',
      'Needs you: No product for 11.11 %',
    ],
    [{ state: 'closed', reason: 'elsewhere', document: null }, 'kontor-closed', 'Handled elsewhere'],
    [{ state: 'closed', reason: 'rule.status', document: null, title: 'draft' }, 'kontor-closed', 'Not sent: draft'],
    [{ state: 'in_doubt', reason: 'doubt.timeout', document: null }, 'kontor-doubt', 'Checking with PowerOffice Go'],
  ])('%j is a dot with words', (standing, look, words) => {
    render(<DocumentState standing={standing} office="PowerOffice Go" />);
    expect(screen.getByText(words).className).toContain(look);
  });
});
