import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { connectDraft } from '../../mirror/mirror.ts';
import { collectedArticle } from '../../systems/contract-collect.ts';
import type { System, SystemContext } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { reasonOf, type Speaker } from '../../texts/say.ts';
import { connectionInput, defineOperation, failure, shopInput, success, type OperationResult } from '../operation.ts';
import { withSystem } from './find.ts';
import { draftInputs, draftOf, jsonInput, mergedSettings } from './inputs.ts';
import { parseForm } from './parse.ts';

/** How many articles and refused rows a preview shows. */
const shown = 20;

const preview = z.object({
  /** The first rows as they would become articles. */
  articles: z.array(collectedArticle),
  /** The first rows that would be refused, with why. */
  refused: z.array(z.object({ id: z.string(), name: z.string(), why: z.string() })),
});
const table = [
  { list: 'articles', columns: ['sku', 'name', 'stock', 'available', 'gtin', 'archived'] },
  { list: 'refused', columns: ['id', 'name', 'why'] },
] as const;

export const systemPreview = defineOperation({
  command: 'system preview',
  summary: 'Shows the first articles that a system would tell of with these credentials and settings; stores nothing.',
  method: 'post',
  path: '/v1/shops/{shop}/systems/{system}/preview',
  scope: 'connections:manage',
  input: z.strictObject({ shop: shopInput, ...draftInputs }),
  positional: ['system'],
  answer: preview,
  table,
  async run(parts, { shop: shopId, ...input }, _principal, speaker) {
    const draft = draftOf(parts, input, speaker);
    if (!draft.ok) return draft;
    const { atHand, ...parsed } = draft.value;
    const connected = connectDraft(parts.mirror, atHand, { shopId, ...parsed });
    return previewOf(atHand.system, connected.context({ correlationId: randomUUID() }), speaker);
  },
});

export const connectionPreview = defineOperation({
  command: 'connection preview',
  summary:
    'Shows the first articles that the connection tells of, also with other settings than those that are stored.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/preview',
  scope: 'connections:write',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    settings: jsonInput('Settings to look at in place of the stored ones; the others count as they are.').optional(),
  }),
  positional: ['connection'],
  answer: preview,
  table,
  examples: [
    'kontor connection preview c…',
    'echo \'{"stockColumn": "free"}\' | kontor connection preview c… --settings -',
  ],
  run: (parts, { settings, ...input }, _principal, speaker) =>
    withSystem(parts, input, async ({ system, connection, context }) => {
      const read = parseForm(system, 'settings', mergedSettings(connection.settings, settings), speaker);
      if (!read.ok) return read;
      return previewOf(system, { ...context({ correlationId: randomUUID() }), settings: read.value }, speaker);
    }),
});

async function previewOf(
  system: System,
  context: SystemContext<unknown, unknown, unknown>,
  speaker: Speaker,
): Promise<OperationResult<z.input<typeof preview>>> {
  const outcome = await system.collectArticles?.(context, { changedSince: null, place: null });
  if (!outcome) return failure(422, reason('system.no_articles', { target: system.label }));
  if (outcome.kind !== 'collected') return failure(502, reasonOf(outcome));
  const { articles, refused } = outcome;
  return success({
    articles: articles.slice(0, shown),
    refused: refused.slice(0, shown).map(({ why, ...row }) => ({ ...row, why: speaker.word(why) })),
  });
}
