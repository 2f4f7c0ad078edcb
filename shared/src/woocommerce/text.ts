import { withoutReferences } from './entities.ts';

/**
 * WordPress keeps titles, names and attributes as HTML: `Garn &amp; pinner`, `Strikkebok <em>Vinter</em>`. Documents show plain
 * text, so whatever people read is turned into what a browser would show.
 */

/** HTML's elements that stand in text. `<M6>` and `x < y` are none, and stay. */
const elements = new Set(
  (
    'a abbr acronym address article aside audio b bdi bdo big blockquote br button center cite code data dd del details dfn div ' +
    'dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label ' +
    'legend li link main map mark meta meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ' +
    'ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td template ' +
    'textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);
/** Elements within a line of text: without them its words stand as they did. Any other one ends a line or begins one. */
const withinLine = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt ruby s samp script ' +
    'small span strike strong style sub sup time tt u var wbr'
  ).split(' '),
);
/** Their content is never shown. */
const unseen = new Set(['script', 'style']);

// Nothing here reaches beyond the next "<", so that no text takes longer than its length to read.
const tag = /<!--(?:(?!-->)[^<])*-->|<(\/?)([a-z][a-z\d]*)(?:[\s/](?:"[^"<]*"|'[^'<]*'|[^<>"'])*)?>/gi;

function withoutTags(text: string): string {
  let shown = '';
  let from = 0;
  let within: string | null = null;
  for (const { index, 0: whole, 1: slash, 2: name } of text.matchAll(tag)) {
    const element = name?.toLowerCase();
    if (element !== undefined && !elements.has(element)) continue;
    if (within === null) shown += text.slice(from, index);
    from = index + whole.length;
    if (element === undefined) continue;
    if (within === null && !withinLine.has(element)) shown += ' ';
    if (unseen.has(element)) within = slash === '' ? (within ?? element) : within === element ? null : within;
  }
  if (from === 0) return text;
  return (within === null ? shown + text.slice(from) : shown).replace(/ {2,}/g, ' ').trim();
}

/** Text of WordPress as people read it: without tags, and with each character in place of its reference (once: `&amp;amp;` is shown as `&amp;`). */
export function readable(html: string): string {
  const text = html.includes('<') ? withoutTags(html) : html;
  return text.includes('&') ? withoutReferences(text) : text;
}

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair; neither says anything to a reader. */
const unstorable = /\0|\p{Surrogate}/gu;
/** The text without what no database can store. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.replace(unstorable, '');

/** No HTML that people write has more than this many characters for each one that it shows. */
const htmlPerCharacter = 10;

/**
 * What people read of a text of WordPress, which ends with "…" after `most` characters. Of HTML that is far too long only the
 * beginning is read, so that a text of megabytes takes no longer than a long one.
 */
export const readableWithin = (html: string, most: number): string =>
  cut(readable(storable(html.slice(0, most * htmlPerCharacter))), most);

/** The text, which ends with "…" where it has more than `most` characters; never in the middle of one. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${storable(text.slice(0, most - 1))}…`;
}

/** One of a line's meta fields, as WooCommerce shows it beside the line. */
export interface LineMeta {
  label: string;
  value: string;
}

/** An add-on may be a letter of many pages. */
const longest = 500;
/** What plugins leave for themselves: JSON, and PHP's own way of writing arrays and objects. */
const isData = (value: string): boolean => /^(?:\{"|\[[[{"]|[aO]:\d+:[{"])/.test(value);

/** The meta field as people read it; `null` for one that is hidden (its key begins with `_`), empty or no text. */
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
 * The details of a line that its name does not tell: `Farge: Blå`. WooCommerce itself puts up to two attributes behind the name
 * of a variation: `Turjakke - Blå, M`.
 */
export function detailsBeside(name: string, details: readonly LineMeta[]): string[] {
  const written = details.map(({ label, value }) => ({ value, whole: label ? `${label}: ${value}` : value }));
  const most = written.reduce((length, { whole }) => Math.max(length, whole.length), 0);
  const told = toldBy(name, most);
  const isTold = (text: string): boolean => {
    const parts = text.toLowerCase().split(',').map(trimmed).filter(Boolean);
    return parts.length > 0 && parts.every((part) => told.has(part));
  };
  const untold = written.filter(({ value, whole }) => !isTold(value) && !isTold(whole));
  return [...new Set(untold.map(({ whole }) => whole))];
}

const trimmed = (text: string): string => text.trim();

/**
 * What a name says behind a dash or a comma, each up to the next comma: `Turjakke - Blå, M` says `blå` and `m`. A part of more
 * than `most` characters is left out. It could match no detail, and a name of many dashes would be copied once for each of them.
 */
function toldBy(name: string, most: number): ReadonlySet<string> {
  const told = new Set<string>();
  for (const [index, part] of name.toLowerCase().split(',').entries()) {
    // Only the first part has no comma before it.
    if (index > 0 && part.length <= most + 1) told.add(part.trim());
    for (const { index: start } of part.matchAll(/(?<= [-–] )/g)) {
      if (part.length - start <= most) told.add(part.slice(start).trim());
    }
  }
  return told;
}
