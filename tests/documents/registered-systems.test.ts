import { readFileSync } from 'node:fs';
import { takesDocuments } from '../../bridge-server/src/systems/define-collector.ts';
import { systems } from '../../bridge-server/src/systems/registry.ts';

const all = Object.values(systems);

it.each(all.filter(takesDocuments))('the system $key has a test that runs the contract kit', ({ key }) => {
  const test = readFileSync(new URL(`../contract/${key}-kit.test.ts`, import.meta.url), 'utf8');
  expect(test).toMatch(/^contractKit\(/m);
});

it.each(all.filter(({ collectArticles }) => collectArticles))(
  'the system $key is put through the contract of collectors',
  ({ key }) => {
    const tests = ['collectors', 'collectors-mariadb', 'collectors-postgresql'].map((name) =>
      readFileSync(new URL(`../contract/${name}.test.ts`, import.meta.url), 'utf8'),
    );
    const offices = tests.flatMap((test) => [...test.matchAll(/from '(\.\/collectors\/[\w-]+)\.ts'/g)]);
    const sources = offices.map(([, path = '']) =>
      readFileSync(new URL(`../contract/${path}.ts`, import.meta.url), 'utf8'),
    );
    expect(sources.some((source) => source.includes(`/systems/${key}/system.ts`))).toBe(true);
  },
);
