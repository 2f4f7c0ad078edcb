import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Reason, Values } from '@kontor/shared/problem';
import { takesDocuments } from '../systems/define-collector.ts';
import { systems } from '../systems/registry.ts';
import { catalogue } from './catalogue.ts';
import { fillIn as fill } from './message.ts';
import type { NamesIn } from './names.ts';
import { reason, word } from './reason.ts';
import { speakerOf, type Listener } from './say.ts';
import { languages, type Catalogue, type Language, type Text } from './text.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The library's number for what is text and no value. */
const literal = 0;

/** The names of the values in a message, read by the library that fills it in. */
function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const own = 'value' in element && Number(element.type) !== literal ? [element.value] : [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [...own, ...inner];
  });
}
const read = (message: string) => new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
/** A title as it reads where no case of its choices is meant. */
const chosen = (title: string): string => title.replaceAll(/\{\w+, select, .*? other \{([^{}]*|\{\w+\})\}\}/g, '$1');
const messagesOf = ({ title, cause, remedy }: Text): string[] => [
  title,
  cause,
  ...(typeof remedy === 'string' ? [remedy] : [remedy.screen, remedy.commandLine]),
];
const namesOf = (text: Text): string[] =>
  [...new Set(messagesOf(text).flatMap((message) => namesIn(read(message))))].sort();

const catalogues: readonly [string, Catalogue][] = [
  ['the bridge', catalogue],
  ...Object.values(systems).map(({ key, texts }): [string, Catalogue] => [key, texts]),
];

describe.each(catalogues)('the words of %s', (_whose, { en, de, nb }) => {
  it('have the same keys in each language', () => {
    for (const { words } of [de, nb]) expect(Object.keys(words).sort()).toEqual(Object.keys(en.words).sort());
  });

  it.each(Object.keys(en.words))('say %s with the same values in each language', (key) => {
    const [english, ...others] = [en, de, nb].map(({ words }) => [...new Set(namesIn(read(words[key] ?? '')))].sort());
    for (const names of others) expect(names).toEqual(english);
    for (const { words } of [en, de, nb]) expect(words[key]?.trim()).toMatch(/./);
  });
});

describe.each(catalogues)('the texts of %s', (_whose, all) => {
  const [en, de, nb] = [all.en.problems, all.de.problems, all.nb.problems];

  it('have the same keys in each language', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(nb).sort()).toEqual(Object.keys(en).sort());
  });

  // A system may need no problems of its own.
  if (Object.keys(en).length === 0) return;

  it.each(Object.keys(en))('say %s with the same values in each language', (key) => {
    const texts = [en[key], de[key], nb[key]].filter((text) => text !== undefined);
    expect(texts).toHaveLength(languages.length);
    for (const message of texts.flatMap(messagesOf)) expect(message.trim()).toMatch(/./);
    const [english, ...others] = texts.map(namesOf);
    for (const names of others) expect(names).toEqual(english);
  });

  it('have a title that stands in a list', () => {
    const long = [en, de, nb].flatMap((texts) =>
      Object.entries(texts).flatMap(([key, { title }]) =>
        chosen(title).length > 70 || title.endsWith('.') ? [key] : [],
      ),
    );
    expect(long).toEqual([]);
  });

  it('send nobody at a screen to the command line', () => {
    const commands = [en, de, nb].flatMap((texts) =>
      Object.entries(texts).flatMap(([key, { remedy }]) =>
        /\bkontor [a-z]/.test(typeof remedy === 'string' ? remedy : remedy.screen) ? [key] : [],
      ),
    );
    expect(commands).toEqual([]);
  });
});

const said = (why: Reason, listener: Listener) => speakerOf([catalogue], listener).told(why);

const english: Listener = { language: 'en', audience: 'screen' };

describe('a reason', () => {
  it('is a code, a case and values, and is said in the language of whoever reads it', () => {
    const why = reason('pairing.protocol:older_plugin', { spoken: 1, oldest: 2, newest: 3 });
    expect(why).toMatchObject({
      code: 'pairing.protocol',
      case: 'older_plugin',
      values: { spoken: 1, oldest: 2, newest: 3 },
    });
    expect(said(why, { language: 'nb', audience: 'screen' })).toEqual({
      code: 'pairing.protocol',
      title: 'Utvidelsen er for gammel for broen',
      cause: 'Utvidelsen snakker protokoll 1, men broen 2 til 3.',
      remedy: 'Oppdater utvidelsen Kontor i butikken, og par på nytt.',
    });
  });

  it('tells a person at a screen what to do there, and one at a command line which command', () => {
    const why = reason('pairing.expired');
    const remedy = (audience: 'screen' | 'commandLine') => said(why, { language: 'en', audience }).remedy;
    expect(remedy('screen')).toBe('Ask whoever runs the bridge for a new pairing code.');
    expect(remedy('commandLine')).toBe('Ask the operator for a new code: kontor pair.');
  });

  it('does not compile without a value that its text names', () => {
    // @ts-expect-error `megabytes` is missing.
    expect(said(reason('body.too_large'), english).cause).toBe('The body has more than … MB.');
    // @ts-expect-error There is no such key.
    expect(said(reason('body.too_small'), english).cause).toBe('body.too_small');
  });
});

const fillIn = (message: string, values: Values, language: Language) => {
  const { word } = speakerOf([catalogue], { language, audience: 'screen' });
  return fill(message, values, { language, wordOf: word, causeOf: ({ code }) => code, remedyOf: () => '' });
};

describe('a message', () => {
  it('says words within it in its own language, and several things with commas between', () => {
    const values = { rates: [word('vat.rate', { rate: 7.7 }), word('vat.none')] };
    expect(fillIn('{rates}', values, 'en')).toBe('7.7 %, no VAT');
    expect(fillIn('{rates}', values, 'de')).toBe('7,7 %, keine Steuer');
  });

  it('writes amounts and days as the language does', () => {
    const values = { total: { amount: 124900, currency: 'NOK' }, day: { day: '2026-12-01' }, count: 2 };
    const message = '{total}, {day}, {count, plural, one {# order} other {# orders}}';
    expect(fillIn(message, values, 'en')).toBe('1249.00 NOK, 2026-12-01, 2 orders');
    expect(fillIn(message, values, 'de')).toBe('1.249,00 NOK, 1.12.2026, 2 orders');
    expect(fillIn(message, values, 'nb')).toBe('1\u00a0249,00 NOK, 1.12.2026, 2 orders');
    expect(fillIn('{total}', { total: { amount: -5, currency: 'JPY' } }, 'de')).toBe('-5 JPY');
  });

  it('is read for its names by the compiler as the library reads it', () => {
    const names: NamesIn<"'{'{a} of {b, number} shop's {c, plural, one {# of {d}} other {many {e}}} <{f}>"> = 'a';
    expect(names).toBe('a');
    type Expected = 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
    const all: Record<typeof names | Expected, true> = { a: true, b: true, c: true, d: true, e: true, f: true };
    const expected: Record<
      NamesIn<"'{'{a} of {b, number} shop's {c, plural, one {# of {d}} other {many {e}}} <{f}>">,
      true
    > = all;
    expect(Object.keys(expected)).toHaveLength(6);
  });
});

/** A form's JSON Schema as far as its texts matter. */
interface FormSchema {
  text?: string;
  enum?: readonly (string | number | null)[];
  items?: FormSchema;
  properties?: Readonly<Record<string, FormSchema>>;
  anyOf?: readonly FormSchema[];
}
/** The fields of a form, those of its entries among them, by their paths. */
function fieldsOf(schema: FormSchema, path = ''): { path: string; field: FormSchema }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { path: `${path}${name}`, field },
    ...fieldsOf(field, `${path}${name}.`),
  ]);
  const within = [schema.items, ...(schema.anyOf ?? [])].flatMap((one) => (one ? fieldsOf(one, path) : []));
  return [...own, ...within];
}

describe.each(Object.keys(systems))('the forms of %s', (key) => {
  const system = systems[key];
  if (!system) throw new Error(`there is no system ${key}`);
  const { texts } = system;
  const words = { ...catalogue.en.words, ...texts.en.words } as Readonly<Record<string, string>>;
  const choicesOf = ({ enum: its, anyOf }: FormSchema) => [its, ...(anyOf ?? []).map((one) => one.enum)].flat();

  it.each(['operator', 'credentials', 'settings'] as const)('name a label for each field of %s', (form) => {
    const fields = fieldsOf(z.toJSONSchema(system[form], { io: 'input' }) as FormSchema);
    const unnamed = fields.flatMap(({ path, field: { text } }) =>
      typeof text === 'string' && text in words ? [] : [path],
    );
    expect(unnamed).toEqual([]);
  });

  it('have fields', () => {
    // A system that calls nobody needs neither the operator's settings nor credentials.
    const forms =
      system.delivery.how === 'pulled' ? (['settings'] as const) : (['operator', 'credentials', 'settings'] as const);
    for (const form of forms)
      expect(fieldsOf(z.toJSONSchema(system[form], { io: 'input' }) as FormSchema).length).toBeGreaterThan(0);
  });

  it.each(['operator', 'settings'] as const)('name each choice of %s', (form) => {
    const fields = fieldsOf(z.toJSONSchema(system[form], { io: 'input' }) as FormSchema);
    const unnamed = fields.flatMap(({ path, field }) =>
      choicesOf(field).flatMap((choice) =>
        choice === undefined || choice === null || `${field.text}.${choice}` in words ? [] : [`${path}.${choice}`],
      ),
    );
    expect(unnamed).toEqual([]);
  });

  it('name each function, with what it does', () => {
    const keys = Object.values(system.functions).flatMap(({ text }) => [text, `${text}.help`]);
    expect(keys.length > 0).toBe(takesDocuments(system));
    expect(keys.filter((key) => !(key in words))).toEqual([]);
  });
});
