import { writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

for (const [place, make] of Object.entries(pages)) writeFileSync(new URL(`../../${place}`, import.meta.url), make());
