import type { z } from 'zod';

/**
 * Describes the fields of WooCommerce's bodies as JSON Schema, for developers who write a sender. The descriptions are
 * metadata of the schemas that read the fields, and the bridge's OpenAPI document is made from them.
 */
type Shape = Parameters<z.ZodType['meta']>[0];

/** Text that is refused if it is longer. */
export const textShape = (maxLength: number): Shape => ({ type: 'string', maxLength });
export const optionalTextShape = (maxLength: number): Shape => ({ type: ['string', 'null'], maxLength });

const proseDescription = (most: number): string =>
  `Text as WordPress stores it, which may be HTML. A text of more than ${most} characters is cut and ends with "…".`;
/** Text that is cut if it is longer. */
export const proseShape = (most: number): Shape => ({ type: 'string', description: proseDescription(most) });
export const optionalProseShape = (most: number): Shape => ({
  type: ['string', 'null'],
  description: proseDescription(most),
});

export const idShape: Shape = {
  type: 'integer',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The id must be unique among all lines of the body, and a refund’s id among all refunds of the order.',
};
export const orderIdShape: Shape = { description: 'The id of the order. It must never change.' };
export const customerIdShape: Shape = {
  type: 'integer',
  minimum: -Number.MAX_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The id of the customer; 0 for a guest.',
};
export const numberShape = (maxLength: number): Shape => ({
  type: ['string', 'integer'],
  maxLength,
  description: 'The number that people know the order by.',
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
  description: 'The tax at this rate, as decimal text. It is empty if the rate does not apply to the line.',
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
  description: 'The id of a rate. tax_lines states the percentage of each rate.',
};
export const percentShape: Shape = {
  type: ['number', 'string', 'null'],
  description:
    'The percentage of the rate, such as 25. If it is missing, the settings of the connection must state the rate.',
};
export const rateCodeShape: Shape = {
  type: ['string', 'null'],
  description: 'The code of the rate, which begins with its country, such as `NO-MVA 25%-1`.',
};
export const gmtShape: Shape = { description: 'UTC in whole seconds, without a time zone: 2026-12-01T09:30:00.' };
export const localShape: Shape = {
  description: "The same moment as in the field that ends with _gmt, by the shop's own clock.",
};

const entriesOf = (properties: Readonly<Record<string, unknown>>): Shape => ({
  type: 'array',
  // No type is required, since plugins write entries of any shape. Other entries are left out.
  items: { properties },
});
export const metaShape = (longest: { metaKey: number; metaValue: number }): Shape => ({
  ...entriesOf({
    key: { description: `Text of up to ${longest.metaKey} characters. Entries with other keys are left out.` },
    value: {
      description:
        `Text of up to ${longest.metaValue} characters, a number or a boolean. ` +
        'Of a list, an object or a longer text, only the web addresses are read. Entries with other values are left out.',
    },
  }),
  description:
    'Meta data of the order. The settings of a connection may name keys of it. Of several entries with one key, the ' +
    'first counts, or all of them if they are web addresses.',
});
export const lineMetaShape: Shape = {
  ...entriesOf({
    key: {
      description:
        "With `_refunded_item_id`, the value is the id of the order's line that is refunded; with `pickup_location`, the " +
        'name of the place where the goods are collected.',
    },
    value: {},
    display_key: {
      description: 'Together with display_value, a detail of the line that the document shows, such as a size.',
    },
    display_value: {},
  }),
  description: 'Meta data of the line.',
};
export const methodPartShape: Shape = {
  description: 'Settings may name shipping methods. Anything but a short text is ignored.',
};
export const categoriesShape: Shape = {
  description:
    "Slugs of the article's categories. WooCommerce does not write this field; the sender of the event may add it.",
};
