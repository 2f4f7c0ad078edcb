import { readFileSync } from 'node:fs';
import { systems } from '../../bridge-server/src/systems/registry.ts';

it.each(Object.keys(systems))('the system %s has a test that runs the contract kit', (key) => {
  const test = readFileSync(new URL(`../contract/${key}-kit.test.ts`, import.meta.url), 'utf8');
  expect(test).toMatch(/^contractKit\(/m);
});
