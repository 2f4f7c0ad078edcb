import { render } from '@testing-library/react';
import { lazy, Suspense } from '@wordpress/element';
import { App } from './app.tsx';
import { Boundary } from './parts/boundary.tsx';
import { pageSettings, show } from './testing/show.tsx';

const routes = { ...pageSettings.routes, act: 'https://shop.example/act' };
const silent = () => undefined;
let before: typeof console.error;
beforeEach(() => {
  // React reports what was caught, and each test means it.
  before = console.error;
  console.error = silent;
});
afterEach(() => {
  console.error = before;
});

describe('a screen that fails', () => {
  it('is told in its place, with a way to reload, and the tabs stay', async () => {
    // An answer of another version, which no screen can read.
    const headers = { get: () => null };
    const answer = { ok: true, status: 200, headers, text: async () => '{}', json: async () => ({}) };
    window.fetch = async () => answer as unknown as Response;
    const shown = render(<App settings={{ ...pageSettings, routes }} />);
    expect(await shown.findByText('This part of the page cannot be shown')).toBeTruthy();
    expect(shown.getByRole('button', { name: 'Reload the page' })).toBeTruthy();
    expect(shown.getByText('Connections')).toBeTruthy();
  });

  it('is told where its file is not there any more', async () => {
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
