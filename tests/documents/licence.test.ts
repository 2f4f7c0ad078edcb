import { readFileSync } from 'node:fs';

const read = (place: string): string => readFileSync(new URL(`../../${place}`, import.meta.url), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { license?: string; dev?: boolean; link?: boolean }>;
};
/** The packages of third parties that a bridge installs, with their licences. */
const installed = Object.entries(packages).flatMap(([path, { license, dev, link }]) =>
  path.includes('node_modules/') && !dev && !link ? [{ name: path.replace(/.*node_modules\//, ''), license }] : [],
);
/** The licences that are compatible with every version of the GPL. */
const permissive = ['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];
/** Whether all licences of a package are among them, such as `(MIT AND BSD-3-Clause)`. */
const isPermissive = (license: string): boolean =>
  license
    .replace(/^\(|\)$/g, '')
    .split(' AND ')
    .every((name) => permissive.includes(name));

describe('docs/licence.md', () => {
  it('names each package of the bridge whose licence is compatible only with version 3 of the GPL', () => {
    const others = installed.filter(({ license = '' }) => !isPermissive(license));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ license }) => license !== 'Apache-2.0')).toEqual([]);
    const page = read('docs/licence.md');
    expect(others.filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
