import { writeFileSync } from 'node:fs';
import { errorsDocument } from './errors.ts';
import { pages } from './pages.ts';

// The page of errors takes longest: its own test holds it.
for (const [place, make] of Object.entries({ ...pages, 'docs/errors.md': errorsDocument }))
  writeFileSync(new URL(`../../${place}`, import.meta.url), make());
