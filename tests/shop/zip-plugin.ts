import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { packPlugin } from './plugin-archive.ts';

/** `npm run plugin:zip` */
const archive = await packPlugin();
console.log(`${relative(process.cwd(), archive)}: ${Math.round(statSync(archive).size / 1024)} kB`);
