/** Reads forms from WordPress's pages, in which attributes have double or single quotes. */

type Field = [name: string, value: string];

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

export const decodeHtml = (text: string): string =>
  text.replace(/&(?:#(\d+)|(\w+));/g, (whole, number: string | undefined, name: string) =>
    number === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(number)),
  );

/** The value of the first input with this name. Throws if there is none. */
export function fieldValue(page: string, name: string): string {
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    if (attribute(tag, 'name') === name) return attribute(tag, 'value') ?? '';
  }
  throw new Error(`The page has no field ${name}.`);
}

/**
 * The fields that a browser would send of the form with this id: all that have a name and are enabled or checked,
 * without buttons.
 */
export function formFields(page: string, id: string): Field[] {
  const start = [...page.matchAll(/<form\b[^>]*>/g)].find(([tag]) => attribute(tag, 'id') === id);
  if (!start) throw new Error(`The page has no form ${id}.`);
  const end = page.indexOf('</form>', start.index);
  const form = page.slice(start.index, end < 0 ? undefined : end);
  return [...form.matchAll(/<(input|textarea|select)\b[^>]*>/g)].flatMap((match): Field[] => {
    const [tag, kind] = match;
    const name = attribute(tag, 'name');
    if (!name || /\sdisabled\b/.test(tag)) return [];
    const rest = form.slice(match.index + tag.length);
    if (kind === 'textarea') return [[name, decodeHtml(rest.slice(0, rest.indexOf('</textarea>')))]];
    if (kind === 'select')
      return selectedValues(rest.slice(0, rest.indexOf('</select>'))).map((value): Field => [name, value]);
    return isSent(tag) ? [[name, attribute(tag, 'value') ?? 'on']] : [];
  });
}

function isSent(input: string): boolean {
  const type = attribute(input, 'type') ?? 'text';
  if (type === 'checkbox' || type === 'radio') return /\schecked\b/.test(input);
  return !['submit', 'button', 'image', 'reset', 'file'].includes(type);
}

function selectedValues(options: string): string[] {
  return [...options.matchAll(/<option\b[^>]*>/g)]
    .filter(([tag]) => /\sselected\b/.test(tag))
    .map(([tag]) => attribute(tag, 'value') ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : decodeHtml(value);
}
