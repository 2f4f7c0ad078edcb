import { readdirSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { environment } from '../../bridge-server/src/config/environment.ts';
import { variablesOf } from '../../bridge-server/src/config/operator.ts';
import { systems } from '../../bridge-server/src/systems/registry.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/settings.md', root), 'utf8');
const everySystem = (name: string): string[] =>
  name.includes('<SYSTEM>') ? Object.keys(systems).map((key) => name.replace('<SYSTEM>', key.toUpperCase())) : [name];

/** The variables on the page, with their defaults as the page writes them. */
const documented = new Map(
  [...page.matchAll(/^\| (`.*?`) +\|.*\| *([^|]*?) *\|$/gm)].flatMap(([, names = '', fallback = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) =>
      everySystem(name).map((variable) => [variable, fallback] as const),
    ),
  ),
);
/** The variables that the bridge's configuration reads. */
const configured: Readonly<Record<string, z.ZodType>> = {
  ...environment.shape,
  ...Object.fromEntries(Object.values(systems).flatMap((system) => Object.entries(variablesOf(system)))),
};

/** The variables that the sources of a folder read from the environment by name. */
function readIn(folder: string): string[] {
  const sources = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|mjs)$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file),
  );
  return sources.flatMap((file) =>
    [...readFileSync(new URL(`${folder}/${file}`, root), 'utf8').matchAll(/\benv(?:\.|\[')([A-Z][A-Z_0-9]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
}
/** The variables that tests set for their own processes; nobody sets them by hand. */
const internal = new Set(['KONTOR_TEST_SERVER', 'KONTOR_TEST_TEMPLATE', 'KONTOR_TEST_FURNISHED', 'KONTOR_E2E_CAN']);

describe('docs/settings.md', () => {
  it('names every variable that the configuration reads, with its default', () => {
    expect(Object.keys(configured).filter((name) => !documented.has(name))).toEqual([]);
    for (const [name, schema] of Object.entries(configured)) {
      const fallback = schema.safeParse(undefined).data;
      if ((typeof fallback === 'string' && fallback !== '') || typeof fallback === 'number')
        expect({ name, fallback: documented.get(name) }).toEqual({ name, fallback: `\`${fallback}\`` });
    }
  });

  it('names every other variable that the bridge reads, and every KONTOR_ variable that tests and tools read', () => {
    const read = [
      ...readIn('bridge-server/src'),
      ...readIn('shared/src'),
      ...readIn('tests').filter((name) => name.startsWith('KONTOR_') && !internal.has(name)),
    ];
    expect(read).toContain('LC_ALL');
    expect(read.filter((name) => !documented.has(name))).toEqual([]);
  });

  it('names no variable that nothing reads', () => {
    const read = new Set([...Object.keys(configured), ...readIn('bridge-server/src'), ...readIn('tests')]);
    expect([...documented.keys()].filter((name) => !read.has(name))).toEqual([]);
  });
});
