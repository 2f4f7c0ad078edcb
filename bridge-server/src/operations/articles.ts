import { articlesAnswer, articleView } from '@kontor/shared/api/articles';
import { z } from 'zod';
import { readArticles } from '../articles/view.ts';
import { collectingOperations } from './collecting.ts';
import { afterInput, pageOf, sinceInput } from './cursor.ts';
import { connectionInput, defineOperation, flagInput, limitInput, shopInput, success } from './operation.ts';

/** The most SKUs of one question. A shop's page shows fewer. */
const mostSkus = 500;
const sku = z.string().min(1).max(255);

const view = defineOperation({
  command: 'articles',
  summary: "Shows what the shop's offices know of its articles: stock and names, by SKU.",
  method: 'get',
  path: '/v1/shops/{shop}/views/articles',
  scope: 'articles:read',
  input: z.strictObject({
    shop: shopInput,
    sku: z
      .union([sku.transform((one) => [one]), z.array(sku).max(mostSkus)])
      .default([])
      .meta({ description: `Only the articles with exactly this SKU; it may be given up to ${mostSkus} times.` }),
    search: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Only articles whose SKU, name or GTIN contains this.' }),
    since: sinceInput.meta({
      description: 'Only articles that changed on or after this day or time, such as 2026-11-22T08:00:00Z.',
    }),
    connection: connectionInput.optional(),
    gone: flagInput('true: also articles that the office has taken out of use, or does not have any more.'),
    fields: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(articleView.keyof()))
      .optional()
      .meta({ description: 'Only these fields of each article, such as sku,available,asOf.' }),
    after: afterInput(z.tuple([z.string(), z.string(), z.string()])),
    limit: limitInput(100),
  }),
  answer: articlesAnswer,
  view: { list: 'articles' },
  table: {
    list: 'articles',
    columns: ['sku', 'name', 'stock', 'available', 'asOf', 'connection'],
    empty: 'No office of the shop knows such an article.',
  },
  examples: ['kontor articles --sku LUPE-3X', 'kontor articles --search lupe', 'kontor articles --since 2026-11-22'],
  async run({ database }, { shop: shopId, sku: skus, search, since, connection, gone, after, limit }) {
    const articles = await readArticles(database.readPool, {
      shopId,
      skus,
      connectionId: connection ?? null,
      contains: search ?? null,
      changedSince: since ?? null,
      gone,
      after: after ?? null,
      limit: limit + 1,
    });
    const { page, next } = pageOf(articles, limit, (last) => [last.sku, last.connection, last.id]);
    return success({ next, articles: page });
  },
});

export const articleOperations = [view, ...collectingOperations('articles')];
