import { render } from '@testing-library/react';
import { lazy, Suspense } from '@wordpress/element';
import { App } from './app.tsx';
import { Boundary } from './parts/boundary.tsx';
import { pageSettings, show } from './testing/show.tsx';

const routes = { ...pageSettings.routes, act: 'https://shop.example/act' };
const silent = () => undefined;
let consoleError: typeof console.error;
beforeEach(() => {
  // React logs every caught error, and each test causes one.
  consoleError = console.error;
  console.error = silent;
});
afterEach(() => {
  console.error = consoleError;
});

describe('a screen that fails', () => {
  it('is replaced by a problem with a button that reloads, and the tabs stay', async () => {
    // An answer in an unknown form, with which every screen fails.
    const headers = { get: () => null };
    const answer = { ok: true, status: 200, headers, text: async () => '{}', json: async () => ({}) };
    window.fetch = async () => answer as unknown as Response;
    const shown = render(<App settings={{ ...pageSettings, routes }} />);
    expect(await shown.findByText('This part of the page cannot be shown')).toBeTruthy();
    expect(shown.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
    expect(shown.getByText('Connections')).toBeTruthy();
  });

  it('is replaced by a problem if its file is gone', async () => {
    const Gone = lazy(() => Promise.reject(new Error('Loading chunk 7 failed.')));
    const shown = show(
      <Boundary>
        <Suspense fallback={null}>
          <Gone />
        </Suspense>
      </Boundary>,
    );
    expect(await shown.findByRole('button', { name: 'Reload the page' })).toBeTruthy();
    expect(shown.getByText('page.failed')).toBeTruthy();
    expect(await shown.violations()).toEqual([]);
  });
});
