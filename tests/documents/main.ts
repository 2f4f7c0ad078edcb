import { writeFileSync } from 'node:fs';
import { errorsDocument } from './errors.ts';
import { pages } from './pages.ts';

// The page of errors is not among `pages`: it takes longest to make, and has a test of its own.
for (const [place, make] of Object.entries({ ...pages, 'docs/errors.md': errorsDocument }))
  writeFileSync(new URL(`../../${place}`, import.meta.url), make());
