import { z } from 'zod';
import { withoutRefusal, type Reply } from '../../vendor/reply.ts';
import { settingsFingerprint } from '../../vendor/settings-fingerprint.ts';
import type { CollectRequest } from '../contract-collect.ts';
import type { CollectOutcome } from '../contract.ts';
import { fetchFeed } from './fetch.ts';
import { readFeed } from './read.ts';
import type { FeedContext } from './settings.ts';

/** The feed that was read last, and how. */
const feedMark = z.object({
  of: z.string(),
  fingerprint: z.string(),
  version: z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }),
});

/** Reads the feed, which is one page. One that did not change since the mark is not read. */
export async function collectFeed(context: FeedContext, { changedSince }: CollectRequest): Promise<CollectOutcome> {
  const last = feedMark.safeParse(changedSince).data;
  const known = last?.of === settingsFingerprint(context.settings) ? last : null;
  const reply = withoutRefusal(await readIfChanged(context, known, changedSince !== null));
  return reply.kind === 'value' ? reply.value : reply;
}

async function readIfChanged(
  context: FeedContext,
  known: z.infer<typeof feedMark> | null,
  asksForChanges: boolean,
): Promise<Reply<CollectOutcome>> {
  const fetched = await fetchFeed(context, known?.version ?? null);
  if (fetched.kind !== 'value') return fetched;
  const feed = fetched.value;
  const page = { kind: 'collected' as const, place: null, more: false };
  if (feed === null || feed.fingerprint === known?.fingerprint) {
    const mark = known && feed ? { ...known, version: feed.version } : known;
    return { kind: 'value', value: { ...page, articles: [], refused: [], mark } };
  }
  const read = await readFeed(feed.bytes, context.settings);
  if (read.kind !== 'value') return read;
  const mark = { of: settingsFingerprint(context.settings), fingerprint: feed.fingerprint, version: feed.version };
  return { kind: 'value', value: { ...page, ...read.value, mark, ...(asksForChanges ? { complete: true } : {}) } };
}
