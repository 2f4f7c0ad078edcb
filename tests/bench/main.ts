import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import start from '../setup/postgres.ts';
import stop from '../setup/postgres.stop.ts';
import { growth } from './growth.ts';
import { intake } from './intake.ts';
import { longestRequest } from './longest-request.ts';
import { memory } from './memory.ts';
import type { Figure, Measure } from './measure.ts';
import { pull } from './pull.ts';
import { tableOf } from './report.ts';
import { screensMeasure } from './screens.ts';
import { views } from './views.ts';
import { worker } from './worker.ts';

const measures: readonly Measure[] = [intake, pull, worker, growth, memory, screensMeasure, views, longestRequest];

const usage = `Usage: npm run bench -- [--only NAME]… [--json FILE] [--scale N]

Measures the bridge and prints a table. Each value is compared with a baseline that is measured in the same run.
The ratio of the two counts, because a value alone also depends on the machine.

  --only NAME   runs one measure: ${measures.map(({ name }) => name).join(', ')} (may be given several times)
  --json FILE   writes [{name, value, baseline, ratio, goal}] to a file
  --scale N     multiplies the usual load; a number below 1 gives a quick look`;

function readFlags(): { only: readonly Measure[]; json: string | undefined; scale: number } {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        scale: { type: 'string', default: '1' },
      },
    });
    const scale = Number(values.scale);
    if (!(scale > 0)) throw new Error(`--scale ${values.scale} is not a number above 0.`);
    const unknown = values.only?.find((name) => !measures.some((measure) => measure.name === name));
    if (unknown !== undefined) throw new Error(`There is no measure ${unknown}.`);
    return { only: measures.filter(({ name }) => values.only?.includes(name) ?? true), json: values.json, scale };
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

const { only, json, scale } = readFlags();
await start();
// The other processes end with this one, but PostgreSQL would go on.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().finally(() => process.exit(1)));
const figures: Figure[] = [];
try {
  for (const measure of only) {
    console.log(`${measure.name} …`);
    figures.push(...(await measure.run({ scale, say: (line) => console.log(`  ${line}`) })));
  }
} finally {
  await stop();
}
console.log(`\n${tableOf(figures)}`);
if (json !== undefined) {
  const rows = figures.map(({ name, value, baseline, ratio, goal }) => ({ name, value, baseline, ratio, goal }));
  writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
}
process.exit(0);
