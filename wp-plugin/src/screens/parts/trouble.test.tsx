import { fireEvent, waitFor } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { Code } from './trouble.tsx';

const clipboardIs = (clipboard: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
afterEach(() => clipboardIs(undefined));

describe('the code beside an error', () => {
  it('is copied', async () => {
    const copied: string[] = [];
    clipboardIs({ writeText: async (text: string) => void copied.push(text) });
    const shown = show(<Code text="bridge.slow c1" />);
    fireEvent.click(shown.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(shown.getByRole('button', { name: 'Copied' })).toBeTruthy());
    expect(copied).toEqual(['bridge.slow c1']);
  });

  it.each([
    ['has no clipboard, as without https', undefined],
    ['does not let the page write into it', { writeText: () => Promise.reject(new Error('no')) }],
  ])('appears in a text field to copy from if the browser %s', async (_title, clipboard) => {
    clipboardIs(clipboard);
    const shown = show(<Code text="bridge.slow c1" />);
    fireEvent.click(shown.getByRole('button', { name: 'Copy' }));
    const field = (await shown.findByLabelText('Text for support')) as HTMLTextAreaElement;
    expect(field.value).toBe('bridge.slow c1');
    expect(await shown.violations()).toEqual([]);
  });
});
