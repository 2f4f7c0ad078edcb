import { articlesAnswer, articleView } from '@kontor/shared/api/articles';
import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import { listRuns, type Run } from '../articles/list-runs.ts';
import { refreshArticles } from '../articles/runs.ts';
import { readArticles } from '../articles/view.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { afterInput, pageOf, sinceInput } from './cursor.ts';
import { connectionInput, defineOperation, failure, flagInput, limitInput, shopInput, success } from './operation.ts';

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

const run = z.object({
  id: z.number().int(),
  connection: z.string(),
  /** Whether the run reads everything that the office has, or what changed. */
  reads: z.enum(['all', 'changes']),
  /** `held`: what it has read cannot be right, so that a task asks what to do. */
  state: z.enum(['running', 'done', 'held']),
  read: z.number().int(),
  changed: z.number().int().nullable(),
  refused: z.number().int(),
  /** The first hundred that were refused, with why. */
  refusals: z.array(z.object({ id: z.string(), name: z.string(), why: z.string() })),
  /** Why it is held, or why the last call to the office brought nothing. */
  problem: problemText.nullable(),
  begun: z.date(),
  ended: z.date().nullable(),
});

const runs = defineOperation({
  command: 'articles runs',
  summary: 'Lists the last runs that read the articles of the offices, newest first, with what they refused and why.',
  method: 'get',
  path: '/v1/shops/{shop}/views/articles/runs',
  scope: 'articles:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput.optional(), limit: limitInput(20, 100) }),
  answer: z.object({ runs: z.array(run) }),
  table: {
    list: 'runs',
    columns: ['id', 'connection', 'reads', 'state', 'read', 'changed', 'refused', 'begun', 'ended'],
    empty: 'Nothing was read so far.',
  },
  examples: ['kontor articles runs'],
  async run({ database }, { shop: shopId, connection, limit }, _principal, speaker) {
    const listed = await listRuns(database.pool, { shopId, connectionId: connection ?? null, limit });
    return success({ runs: listed.map((one) => runOf(one, speaker)) });
  },
});

const runOf = ({ begunAt, endedAt, problem, refusals, ...counts }: Run, speaker: Speaker): z.input<typeof run> => ({
  ...counts,
  refusals: refusals.map(({ why, ...article }) => ({ ...article, why: speaker.word(why) })),
  problem: problem && speaker.told(problem),
  begun: begunAt,
  ended: endedAt,
});

const refresh = defineOperation({
  command: 'articles refresh',
  summary: 'Has all articles of the offices read again, beginning within seconds.',
  method: 'post',
  path: '/v1/shops/{shop}/views/articles/refresh',
  scope: 'articles:write',
  input: z.strictObject({ shop: shopInput, connection: connectionInput.optional() }),
  answer: z.object({
    /** The connections whose articles are read again. */
    connections: z.array(z.object({ connection: z.string() })),
  }),
  table: { list: 'connections', columns: ['connection'] },
  hint: 'See how far it is with: kontor articles runs.',
  examples: ['kontor articles refresh'],
  async run({ database }, { shop: shopId, connection }) {
    const refreshed = await refreshArticles(database.pool, { shopId, connectionId: connection ?? null });
    if (refreshed.length === 0) return failure(409, reason('articles.none_told'));
    return success({ connections: refreshed.map((id) => ({ connection: id })) });
  },
});

export const articleOperations = [view, runs, refresh];
