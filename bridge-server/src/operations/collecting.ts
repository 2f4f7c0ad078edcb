import { collectorRun, collectorRunsAnswer, type CollectorRun } from '@kontor/shared/api/collecting';
import { z } from 'zod';
import { listRuns, type Run } from '../collecting/list-runs.ts';
import { setLimits } from '../collecting/limits.ts';
import { readAllAgain, type What } from '../collecting/runs.ts';
import { reason } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import {
  connectionInput,
  defineOperation,
  failure,
  limitInput,
  shopInput,
  success,
  type Operation,
} from './operation.ts';

const percent = z.coerce.number().int().min(0).max(100).optional();
const soldOutInput = {
  soldOut: percent.meta({
    description: 'The most percent of the articles in stock that a run may find sold out. Left out: unchanged.',
  }),
};

/** The operations on the runs that read one kind of thing: `kontor articles runs` and `kontor articles refresh`. */
export const collectingOperations = (what: What): Operation[] => [
  defineOperation({
    command: `${what} runs`,
    summary: `Lists the last runs that read the ${what} of the offices, newest first, with what they refused and why.`,
    method: 'get',
    path: `/v1/shops/{shop}/views/${what}/runs`,
    scope: `${what}:read`,
    input: z.strictObject({
      shop: shopInput,
      connection: connectionInput.optional(),
      reads: collectorRun.shape.reads
        .optional()
        .meta({ description: 'Only runs that read everything (all), or only those that read what changed (changes).' }),
      limit: limitInput(20, 100),
    }),
    answer: collectorRunsAnswer,
    table: {
      list: 'runs',
      columns: ['id', 'connection', 'reads', 'state', 'read', 'changed', 'refused', 'begun', 'ended'],
      empty: 'Nothing was read so far.',
    },
    examples: [`kontor ${what} runs`, `kontor ${what} runs --reads all`],
    async run({ database }, { shop: shopId, connection, reads, limit }, _principal, speaker) {
      const listed = await listRuns(database.pool, {
        shopId,
        connectionId: connection ?? null,
        reads: reads ?? null,
        what,
        limit,
      });
      return success({ runs: listed.map((one) => runOf(one, speaker)) });
    },
  }),
  defineOperation({
    command: `${what} refresh`,
    summary: `Has all ${what} of the offices read again, beginning within seconds.`,
    method: 'post',
    path: `/v1/shops/{shop}/views/${what}/refresh`,
    scope: `${what}:write`,
    input: z.strictObject({ shop: shopInput, connection: connectionInput.optional() }),
    answer: z.object({
      /** The connections that are read again. */
      connections: z.array(z.object({ connection: z.string() })),
    }),
    table: { list: 'connections', columns: ['connection'] },
    hint: `See how far it is with: kontor ${what} runs.`,
    examples: [`kontor ${what} refresh`],
    async run({ database }, { shop: shopId, connection }) {
      const again = await readAllAgain(database.pool, { shopId, connectionId: connection ?? null, what });
      if (again.length === 0) return failure(409, reason(`${what}.none_told`));
      return success({ connections: again.map((id) => ({ connection: id })) });
    },
  }),
  defineOperation({
    command: `${what} limits`,
    summary: `Shows and sets how much may be missing of the ${what} of an office before a run is held back.`,
    method: 'post',
    path: `/v1/shops/{shop}/views/${what}/limits`,
    scope: `${what}:write`,
    input: z.strictObject({
      shop: shopInput,
      connection: connectionInput,
      missing: percent.meta({
        description: `The most percent of the known ${what} that a run over everything may lack. Left out: unchanged.`,
      }),
      ...(what === 'articles' ? soldOutInput : {}),
    }),
    answer: z.object({ missing: z.number().int(), soldOut: z.number().int().optional() }),
    examples: [`kontor ${what} limits --connection c… --missing 30`],
    async run({ database }, { shop: shopId, connection: connectionId, missing, ...more }) {
      const { soldOut } = more as { soldOut?: number };
      const limits = await setLimits(
        database.pool,
        { shopId, connectionId, what },
        {
          ...(missing === undefined ? {} : { mostMissing: missing }),
          ...(soldOut === undefined ? {} : { mostSoldOut: soldOut }),
        },
      );
      if (!limits) return failure(409, reason(`${what}.none_told`));
      return success({ missing: limits.mostMissing, ...(what === 'articles' ? { soldOut: limits.mostSoldOut } : {}) });
    },
  }),
];

const runOf = ({ begunAt, endedAt, problem, refusals, ...counts }: Run, speaker: Speaker): CollectorRun => ({
  ...counts,
  refusals: refusals.map(({ why, ...refused }) => ({ ...refused, why: speaker.word(why) })),
  problem: problem && speaker.told(problem),
  begun: begunAt,
  ended: endedAt,
});
