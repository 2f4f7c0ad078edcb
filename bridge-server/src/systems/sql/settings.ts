import { z } from 'zod';
import type { ArticleField } from '../../vendor/article-row.ts';
import type { SystemContext } from '../contract.ts';
import { sqlField } from './texts/texts.ts';

/** The kinds of database that can be read. MySQL is spoken to as MariaDB is. */
export const engines = ['postgresql', 'mariadb'] as const;
export type Engine = (typeof engines)[number];

const standardPorts: Readonly<Record<Engine, number>> = { postgresql: 5432, mariadb: 3306 };

/** The database servers that connections may name. Nobody else in the operator's network is called. */
export const sqlOperatorSettings = z.object({
  hosts: z
    .string()
    .min(1)
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((host) => host.trim()),
    )
    .meta(sqlField('operator.hosts')),
});
export type SqlOperator = z.infer<typeof sqlOperatorSettings>;

const name = z.string().trim().max(200);
const column = (text: Parameters<typeof sqlField>[0], standard = '') =>
  name.default(standard).meta(sqlField(text, { options: 'columns' }));

/** What a person may set for a connection: which view is read, and which of its columns is what. */
export const sqlSettings = z.object({
  engine: z.enum(engines).default('postgresql').meta(sqlField('setting.engine')),
  host: name.toLowerCase().default('').meta(sqlField('setting.host')),
  port: z.int().min(1).max(65_535).optional().meta(sqlField('setting.port')),
  tls: z.boolean().default(true).meta(sqlField('setting.tls')),
  database: name.default('').meta(sqlField('setting.database')),
  view: name.default('').meta(sqlField('setting.view', { options: 'views' })),
  skuColumn: column('setting.skuColumn', 'sku'),
  nameColumn: column('setting.nameColumn', 'name'),
  stockColumn: column('setting.stockColumn', 'stock'),
  availableColumn: column('setting.availableColumn'),
  gtinColumn: column('setting.gtinColumn'),
  idColumn: column('setting.idColumn'),
  archivedColumn: column('setting.archivedColumn'),
  changedColumn: column('setting.changedColumn'),
});
export type SqlSettings = z.infer<typeof sqlSettings>;

/** A role that can only read is best. */
export const sqlCredentials = z.object({
  user: z.string().trim().min(1).max(200).meta(sqlField('credentials.user')),
  password: z
    .string()
    .max(1000)
    .default('')
    .meta(sqlField('credentials.password', { secret: true })),
});
export type SqlCredentials = z.infer<typeof sqlCredentials>;

export type SqlContext = SystemContext<SqlOperator, SqlSettings, SqlCredentials>;

export const sqlPortOf = ({ engine, port }: SqlSettings): number => port ?? standardPorts[engine];

/** Whether the operator lets connections reach the server. */
export const isAllowed = ({ hosts }: SqlOperator, of: SqlSettings): boolean =>
  of.host !== '' && (hosts.includes(of.host) || hosts.includes(`${of.host}:${sqlPortOf(of)}`));

/** The column that holds each field of an article; a field without a column is left out. */
export const columnsIn = (of: SqlSettings): (readonly [ArticleField, string])[] =>
  (
    [
      ['id', of.idColumn],
      ['sku', of.skuColumn],
      ['name', of.nameColumn],
      ['gtin', of.gtinColumn],
      ['stock', of.stockColumn],
      ['available', of.availableColumn],
      ['archived', of.archivedColumn],
    ] as const
  ).filter(([, its]) => its !== '');

/** By this column the view is read page by page, and an article is known again. */
export const keyColumn = ({ idColumn, skuColumn }: SqlSettings): string => idColumn || skuColumn;
