import { readFileSync } from 'node:fs';
import { pages } from './pages.ts';

describe.each(Object.entries(pages))('%s', (place, make) => {
  it('is up to date with the code (npm run documents makes it)', () => {
    expect(readFileSync(new URL(`../../${place}`, import.meta.url), 'utf8')).toBe(make());
  });
});
