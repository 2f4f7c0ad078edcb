import type { OrderLine } from '@kontor/shared/order';

/** For which side of the body an article is; empty where the line does not say. */
export const sides = ['', 'left', 'right', 'both'] as const;
type Side = (typeof sides)[number];

/** What a line's attributes say about the article, besides what people read. */
export interface LineNumbers {
  side: Side;
  /** The PZN, eight digits; empty where the line has none. */
  pzn: string;
  /** The number in the list of medical aids (Hilfsmittelverzeichnis), ten digits; empty where the line has none. */
  hmv: string;
}

const sideLabels = ['seite', 'körperseite', 'side'];
const pznLabels = ['pzn'];
const hmvLabels = [
  'hmv',
  'hmv-nr.',
  'hmv-nummer',
  'hilfsmittelnummer',
  'hilfsmittel-nr.',
  'hilfsmittelpositionsnummer',
];
const sideWords: Readonly<Record<string, Side>> = {
  links: 'left',
  left: 'left',
  rechts: 'right',
  right: 'right',
  beidseitig: 'both',
  beidseits: 'both',
  beide: 'both',
  both: 'both',
};

/**
 * Pure: reads the attributes that have one of these labels, such as `Seite: rechts`. WooCommerce writes an attribute of a
 * variation into the name instead, without its label: `Kniebandage - rechts, M`. Every other text is for people.
 */
export function lineNumbersOf({ name, details }: Pick<OrderLine, 'name' | 'details'>): LineNumbers {
  const attributes = details.map((detail) => {
    const [label = '', ...value] = detail.split(':');
    return { label: label.trim().toLowerCase(), value: value.join(':').trim() };
  });
  const valueOf = (labels: readonly string[]): string =>
    attributes.find(({ label }) => labels.includes(label))?.value ?? '';
  const [, ...inName] = name.split(/ [-–] |, /);
  return {
    side: sideIn([valueOf(sideLabels), ...inName]),
    pzn: numberIn(valueOf(pznLabels), 8),
    hmv: numberIn(valueOf(hmvLabels), 10),
  };
}

/** The side that the first of the texts names which is a side's word. */
function sideIn(texts: readonly string[]): Side {
  const named = texts.map((text) => text.trim().toLowerCase()).find((text) => Object.hasOwn(sideWords, text));
  return sideWords[named ?? ''] ?? '';
}

/** The digits of a number that is written with dots or blanks; empty where there are not so many. */
function numberIn(value: string, length: number): string {
  const digits = value.replace(/[\s.]/g, '');
  return /^\d+$/.test(digits) && digits.length === length ? digits : '';
}
