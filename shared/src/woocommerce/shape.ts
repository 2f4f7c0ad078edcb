import type { z } from 'zod';

/**
 * How the fields of WooCommerce's bodies are described to whoever writes a sender: as JSON Schema, in the metadata of the very
 * schemas that read them. The bridge's OpenAPI document is made from it.
 */
type Shape = Parameters<z.ZodType['meta']>[0];

/** Text that is refused where it is longer. */
export const textShape = (maxLength: number): Shape => ({ type: 'string', maxLength });
export const optionalTextShape = (maxLength: number): Shape => ({ type: ['string', 'null'], maxLength });

const kept = (most: number): string =>
  `Text as WordPress keeps it, which may be HTML. Of longer text, ${most} characters are kept, with "…" at the end.`;
/** Text that is cut where it is longer. */
export const proseShape = (most: number): Shape => ({ type: 'string', description: kept(most) });
export const optionalProseShape = (most: number): Shape => ({ type: ['string', 'null'], description: kept(most) });

export const idShape: Shape = {
  type: 'integer',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'No other line of the same body, and no other refund, has this id.',
};
export const orderIdShape: Shape = { description: 'The order keeps it as long as it lives.' };
export const customerIdShape: Shape = {
  type: 'integer',
  minimum: -Number.MAX_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  description: '0 for a guest.',
};
export const numberShape = (maxLength: number): Shape => ({
  type: ['string', 'integer'],
  maxLength,
  description: 'What people call the order.',
});

const decimal = String.raw`^\s*-?\d+(\.\d+)?([eE][+-]?\d{1,3})?\s*$`;
export const amountShape: Shape = {
  type: ['string', 'number'],
  pattern: decimal,
  description: 'Decimal text such as "349.00", in whole units of the currency.',
};
export const taxTotalShape: Shape = {
  type: ['string', 'number', 'null'],
  pattern: String.raw`^$|${decimal}`,
  description: 'The tax at this rate as decimal text. Empty: the rate does not apply to the line.',
};
export const quantityShape = (maxLength: number): Shape => ({
  type: ['number', 'string'],
  maxLength,
  pattern: String.raw`^-?\d+(\.\d*)?$`,
});
export const rateIdShape: Shape = {
  type: ['integer', 'string'],
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  pattern: String.raw`^\d{1,20}$`,
  description: 'The id of a rate; each stands in tax_lines with its percentage.',
};
export const percentShape: Shape = {
  type: ['number', 'string', 'null'],
  description:
    'The percentage of the rate, such as 25. Without it, the rate must be set in the settings of the connection.',
};
export const rateCodeShape: Shape = {
  type: ['string', 'null'],
  description: 'Begins with the country of the rate, such as `NO-MVA 25%-1`.',
};
export const gmtShape: Shape = { description: 'UTC in whole seconds without a mark of its zone: 2026-12-01T09:30:00.' };
export const localShape: Shape = { description: "The moment beside it by the shop's own clock." };

const entriesOf = (read: Readonly<Record<string, unknown>>): Shape => ({
  type: 'array',
  // Plugins leave entries in any shape: what is none of these is left out.
  items: { properties: read },
});
export const metaShape = (longest: { metaKey: number; metaValue: number }): Shape => ({
  ...entriesOf({
    key: { description: `A text of up to ${longest.metaKey} characters; an entry with another key is left out.` },
    value: {
      description: `A text of up to ${longest.metaValue} characters, a number or a boolean; an entry with another value is left out.`,
    },
  }),
  description: 'Meta data of the order, for settings that name a key.',
});
export const lineMetaShape: Shape = {
  ...entriesOf({
    key: { description: '`_refunded_item_id` names the line that a line of a refund takes back.' },
    value: {},
    display_key: {
      description: 'With display_value, a detail that the document shows beside the line, such as a size.',
    },
    display_value: {},
  }),
  description: 'Meta data of the line.',
};
export const categoriesShape: Shape = {
  description:
    "Slugs of the article's categories. WooCommerce does not write this field: whoever sends the event may add it.",
};
