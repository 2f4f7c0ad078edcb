import { readFileSync } from 'node:fs';
import { statesDocument } from './states.ts';

describe('docs/states.md', () => {
  it('is what the state table says (npm run documents makes it)', () => {
    expect(readFileSync(new URL('../../docs/states.md', import.meta.url), 'utf8')).toBe(statesDocument());
  });
});
