import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const read = (place: string): string => readFileSync(new URL(place, root), 'utf8');
const readme = read('wp-plugin/readme.txt');
const pluginFile = read('wp-plugin/kontor-bridge.php');
const page = read('docs/plugin.md');
const php = readdirSync(new URL('wp-plugin/includes/', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.php'))
  .map((file) => read(`wp-plugin/includes/${file}`));
const cli = read('wp-plugin/includes/Shop/Cli.php');

const readmeHeaders = new Map(
  [...(readme.split('\n== ')[0] ?? '').matchAll(/^([A-Z][A-Za-z ]+): (.+)$/gm)].map(([, name = '', value = '']) => [
    name,
    value.trim(),
  ]),
);
const pluginHeaders = new Map(
  [...pluginFile.matchAll(/^ \* ([A-Z][A-Za-z ]+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value.trim()]),
);

describe('the plugin’s readme.txt', () => {
  it('has the headers that WordPress.org asks for', () => {
    for (const name of ['Contributors', 'Tags', 'Requires at least', 'Tested up to', 'Requires PHP', 'Stable tag'])
      expect({ name, value: readmeHeaders.get(name) }).toEqual({ name, value: expect.stringMatching(/\S/) });
    expect(readmeHeaders.get('Tags')?.split(',').length).toBeLessThanOrEqual(5);
    expect(readmeHeaders.get('Tested up to')).toMatch(/^\d+\.\d+$/);
  });

  it('names the plugin, its version and its requirements as the plugin’s own header does', () => {
    expect(readme).toMatch(new RegExp(`^=== ${pluginHeaders.get('Plugin Name')} ===\n`));
    expect(readmeHeaders.get('Stable tag')).toBe(pluginHeaders.get('Version'));
    for (const name of ['Requires at least', 'Requires PHP', 'License', 'License URI'])
      expect({ name, value: readmeHeaders.get(name) }).toEqual({ name, value: pluginHeaders.get(name) });
    for (const [name, value] of readmeHeaders)
      if (pluginHeaders.has(name)) expect({ name, value }).toEqual({ name, value: pluginHeaders.get(name) });
  });

  it('says that the plugin is tested with a WordPress that is no older than the one it requires', () => {
    const number = (name: string) => Number(readmeHeaders.get(name));
    expect(number('Tested up to')).toBeGreaterThanOrEqual(number('Requires at least'));
  });

  it('has a short description of at most 150 characters, without markup', () => {
    const short = /^License URI: .+\n\n(.+)\n\n== Description ==$/m.exec(readme)?.[1] ?? '';
    expect(short.length).toBeGreaterThan(20);
    expect(short.length).toBeLessThanOrEqual(150);
    expect(short).not.toMatch(/[*`<[]/);
  });

  it('has its sections, says which data is sent where, and lists the changes of this version', () => {
    const sections = [...readme.matchAll(/^== (.+) ==$/gm)].map(([, title]) => title);
    expect(sections).toEqual([
      'Description',
      'Installation',
      'Frequently Asked Questions',
      'Changelog',
      'Upgrade Notice',
    ]);
    expect(readme).toContain('\n= What is sent where =\n');
    const changes = readme.slice(readme.indexOf('== Changelog =='), readme.indexOf('== Upgrade Notice =='));
    expect(changes).toContain(`\n= ${pluginHeaders.get('Version')} =\n`);
    expect(readme.slice(readme.indexOf('== Upgrade Notice =='))).toMatch(/^= \S+ =\n.{1,300}$/m);
  });
});

describe('the page of the screens', () => {
  it('hands over every setting that its script reads', () => {
    const settings = [...read('wp-plugin/src/screens/page-settings.ts').matchAll(/^ {2}readonly (\w+):/gm)].map(
      ([, name = '']) => name,
    );
    const handed = read('wp-plugin/includes/Screens/ScreensPage.php');
    expect(settings.length).toBeGreaterThan(8);
    expect(settings.filter((name) => !new RegExp(`'${name}' +=>`).test(handed))).toEqual([]);
  });
});

describe('docs/plugin.md', () => {
  it('explains every code that the plugin itself uses', () => {
    const codes = new Set(
      php.flatMap((text) => [...text.matchAll(/new Problem\(\s*'([a-z_]+\.[a-z_]+)'/g)].map(([, code = '']) => code)),
    );
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('has every command, filter and table', () => {
    const methods = [...cli.matchAll(/^\tpublic function (\w+)\(/gm)].map(([, name = '']) => name.replaceAll('_', '-'));
    expect(methods.length).toBeGreaterThan(6);
    expect(methods.filter((name) => !page.includes(`wp kontor ${name}`))).toEqual([]);
    const hooks = php.flatMap((text) =>
      [...text.matchAll(/(?:apply_filters|do_action)\( '(kontor_\w+)'/g)].map(([, name = '']) => name),
    );
    const tables = [...read('wp-plugin/includes/Schema.php').matchAll(/prefix\}(kontor_\w+) \(/g)].map(
      ([, name = '']) => name,
    );
    expect(hooks.length + tables.length).toBeGreaterThan(6);
    expect([...hooks, ...tables].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names steps and states with the words of the screens', () => {
    const steps = [...read('wp-plugin/includes/Pairing/Checklist.php').matchAll(/=> __\( '(.+)', 'kontor-bridge' \)/g)];
    expect(steps.length).toBe(12);
    const states = [
      ...read('wp-plugin/includes/Office/Words.php')
        .split('function kind')[0]!
        .matchAll(/__\( '(.+?)( · %s)?', 'kontor-bridge' \)/g),
    ];
    expect(
      [...steps, ...states].map(([, words = '']) => words).filter((words) => !page.includes(`| ${words}`)),
    ).toEqual([]);
  });
});
