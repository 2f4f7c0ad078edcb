import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { decimalMarks, type ArticleField } from '../../vendor/article-row.ts';
import type { SystemContext } from '../contract.ts';
import { feedField } from './texts/texts.ts';

/** The folder that files are read from. Without it, feeds come by HTTP alone. */
export const feedOperatorSettings = z.object({
  folder: z.string().refine(isAbsolute).optional().meta(feedField('operator.folder')),
});
export type FeedOperator = z.infer<typeof feedOperatorSettings>;

export const feedFormats = ['csv', 'json', 'xml'] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** The encodings of feeds, by the names that the web has for them. */
export const encodings = ['utf-8', 'windows-1252'] as const;

const text = z.string().trim().max(2000);
const column = (key: Parameters<typeof feedField>[0], standard = '') =>
  text.default(standard).meta(feedField(key, { options: 'columns' }));

/** What a person may set for a connection: where the feed is, how it is written, and which of its fields is what. */
export const feedSettings = z.object({
  address: text.default('').meta(feedField('setting.address')),
  format: z.enum(feedFormats).default('csv').meta(feedField('setting.format')),
  encoding: z.enum(encodings).default('utf-8').meta(feedField('setting.encoding')),
  delimiter: z.string().min(1).max(5).default(';').meta(feedField('setting.delimiter')),
  /** Where the rows are: a path in JSON, such as `data.articles`; the element of a row in XML, such as `article`. */
  rows: text.default('').meta(feedField('setting.rows')),
  decimalMark: z.enum(decimalMarks).default('point').meta(feedField('setting.decimalMark')),
  skuField: column('setting.skuField', 'sku'),
  nameField: column('setting.nameField', 'name'),
  stockField: column('setting.stockField', 'stock'),
  availableField: column('setting.availableField'),
  gtinField: column('setting.gtinField'),
  idField: column('setting.idField'),
  archivedField: column('setting.archivedField'),
});
export type FeedSettings = z.infer<typeof feedSettings>;

/**
 * Who is let in to the feed by HTTP. Empty: everybody. The login goes to its own host alone: whoever may change the
 * address must not be able to have it sent somewhere else.
 */
export const feedCredentials = z.object({
  host: z.string().trim().toLowerCase().max(300).default('').meta(feedField('credentials.host')),
  user: z.string().max(200).default('').meta(feedField('credentials.user')),
  password: z
    .string()
    .max(1000)
    .default('')
    .meta(feedField('credentials.password', { secret: true })),
});
export type FeedCredentials = z.infer<typeof feedCredentials>;

export type FeedContext = SystemContext<FeedOperator, FeedSettings, FeedCredentials>;

/** The field of the feed for each field of an article; a field that is not mapped is left out. */
export const fieldsIn = (of: FeedSettings): (readonly [ArticleField, string])[] =>
  (
    [
      ['id', of.idField],
      ['sku', of.skuField],
      ['name', of.nameField],
      ['gtin', of.gtinField],
      ['stock', of.stockField],
      ['available', of.availableField],
      ['archived', of.archivedField],
    ] as const
  ).filter(([, its]) => its !== '');
