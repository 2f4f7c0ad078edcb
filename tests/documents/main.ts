import { writeFileSync } from 'node:fs';
import { statesDocument } from './states.ts';

writeFileSync(new URL('../../docs/states.md', import.meta.url), statesDocument());
