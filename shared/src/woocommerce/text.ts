import { withoutReferences } from './entities.ts';

/**
 * WordPress stores titles, names and attributes as HTML: `Garn &amp; pinner`, `Strikkebok <em>Vinter</em>`. Documents
 * show plain text, so each such text is turned into the text that a browser would show.
 */

/** Elements of HTML. Anything else in angle brackets, such as `<M6>`, is no element and stays. */
const elements = new Set(
  (
    'a abbr acronym address article aside audio b bdi bdo big blockquote br button center cite code data dd del details dfn div ' +
    'dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label ' +
    'legend li link main map mark meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ' +
    'ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td template ' +
    'textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);
/** Elements that do not separate words. Every other element begins or ends a line, so a space replaces it. */
const withinLine = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt ruby s samp script ' +
    'small span strike strong style sub sup time tt u var wbr'
  ).split(' '),
);
/** Elements whose content a browser does not show. */
const hidden = new Set(['script', 'style']);

// No part matches beyond the next "<", so the time grows only with the length of the text.
const tag = /<!--(?:(?!-->)[^<])*-->|<(\/?)([a-z][a-z\d]*)(?:[\s/](?:"[^"<]*"|'[^'<]*'|[^<>"'])*)?>/gi;

function withoutTags(text: string): string {
  let shown = '';
  let from = 0;
  let hiddenBy: string | null = null;
  for (const { index, 0: whole, 1: slash, 2: name } of text.matchAll(tag)) {
    const element = name?.toLowerCase();
    if (element !== undefined && !elements.has(element)) continue;
    if (hiddenBy === null) shown += text.slice(from, index);
    from = index + whole.length;
    if (element === undefined) continue;
    if (hiddenBy === null && !withinLine.has(element)) shown += ' ';
    if (hidden.has(element)) hiddenBy = slash === '' ? (hiddenBy ?? element) : hiddenBy === element ? null : hiddenBy;
  }
  if (from === 0) return text;
  return (hiddenBy === null ? shown + text.slice(from) : shown).replace(/ {2,}/g, ' ').trim();
}

/**
 * The text of WordPress as a browser shows it: without tags, and with characters in place of references.
 * @example readable('Garn &amp; <em>pinner</em>') // 'Garn & pinner'
 * @example readable('&amp;amp;') // '&amp;'
 */
export function readable(html: string): string {
  const text = html.includes('<') ? withoutTags(html) : html;
  return text.includes('&') ? withoutReferences(text) : text;
}

/** PostgreSQL's text cannot hold a NUL, and UTF-8 no half of a surrogate pair. Neither means anything to a reader. */
const unstorable = /\0|\p{Surrogate}/gu;
/** The text without characters that no database can store. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replace(unstorable, '');

/** The most characters of HTML for each character that it shows. HTML that people write has fewer. */
const htmlPerCharacter = 10;

/**
 * The text of WordPress as a browser shows it, cut to `most` characters with "…" at the end. If the HTML is far too
 * long, only its beginning is read, so that even megabytes take little time.
 */
export const readableWithin = (html: string, most: number): string =>
  cut(readable(storable(html.slice(0, most * htmlPerCharacter))), most);

/** Cuts the text to `most` characters, with "…" at the end. Half a surrogate pair before the cut is removed. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${storable(text.slice(0, most - 1))}…`;
}

/** A meta field of a line, as WooCommerce shows it beside the line. */
export interface LineMeta {
  label: string;
  value: string;
}

/** The longest label or value, in characters. An add-on may be a letter of many pages. */
const longest = 500;
/** Whether a plugin wrote the value for itself: as JSON, or as PHP serializes arrays and objects. */
const isData = (value: string): boolean => /^(?:\{"|\[[[{"]|[aO]:\d+:[{"])/.test(value);

/** The meta field as people read it; null if it is hidden (its key begins with `_`), empty or no text. */
export function lineMetaOf(entry: unknown): LineMeta | null {
  const {
    key,
    display_key: label,
    display_value: value,
  } = Object(entry) as { key?: unknown; display_key?: unknown; display_value?: unknown };
  if (typeof key !== 'string' || typeof label !== 'string' || typeof value !== 'string') return null;
  if (key.startsWith('_') || label.startsWith('_') || isData(value)) return null;
  const shown = oneLine(value);
  return shown === '' ? null : { label: oneLine(label).replace(/:$/, ''), value: shown };
}

const oneLine = (html: string): string =>
  cut(
    readableWithin(html, longest * 2)
      .split(/\s+/)
      .filter(Boolean)
      .join(' '),
    longest,
  );

/**
 * The details of a line that its name does not contain yet. WooCommerce itself appends up to two attributes to the name
 * of a variation.
 * @example detailsBeside('Turjakke - Blå, M', [{ label: 'Farge', value: 'Blå' }, { label: 'Lengde', value: 'Lang' }])
 * // ['Lengde: Lang']
 */
export function detailsBeside(name: string, details: readonly LineMeta[]): string[] {
  const lines = details.map(({ label, value }) => ({ value, whole: label ? `${label}: ${value}` : value }));
  const most = lines.reduce((length, { whole }) => Math.max(length, whole.length), 0);
  const attributes = attributesIn(name, most);
  const isInName = (text: string): boolean => {
    const parts = text.toLowerCase().split(',').map(trimmed).filter(Boolean);
    return parts.length > 0 && parts.every((part) => attributes.has(part));
  };
  const others = lines.filter(({ value, whole }) => !isInName(value) && !isInName(whole));
  return [...new Set(others.map(({ whole }) => whole))];
}

const trimmed = (text: string): string => text.trim();

/**
 * The parts of a name after a dash or a comma, each up to the next comma: `blå` and `m` in `Turjakke - Blå, M`. Parts
 * of more than `most` characters match no detail and are left out: a name with many dashes would be copied once for
 * each.
 */
function attributesIn(name: string, most: number): ReadonlySet<string> {
  const attributes = new Set<string>();
  for (const [index, part] of name.toLowerCase().split(',').entries()) {
    // Only the first part has no comma before it.
    if (index > 0 && part.length <= most + 1) attributes.add(part.trim());
    for (const { index: start } of part.matchAll(/(?<= [-–] )/g)) {
      if (part.length - start <= most) attributes.add(part.slice(start).trim());
    }
  }
  return attributes;
}
