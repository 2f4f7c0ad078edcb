import { failedReport } from '../../vendor/check.ts';
import { held, type Reply } from '../../vendor/reply.ts';
import type { CheckReport, Options } from '../contract-report.ts';
import { fetchFeed, type Fetched } from './fetch.ts';
import { columnsOf, readFeed } from './read.ts';
import type { FeedContext } from './settings.ts';
import { feedReason, feedWord } from './texts/texts.ts';

/** Reads the feed once, and counts what is in it. */
export async function checkFeed(context: FeedContext): Promise<CheckReport> {
  const { address } = context.settings;
  const began = performance.now();
  const fetched = await fetchWhole(context);
  const read = fetched.kind === 'value' ? await readFeed(fetched.value.bytes, context.settings) : fetched;
  const latencyMs = Math.round(performance.now() - began);
  if (read.kind !== 'value') return failedReport(read, latencyMs);
  const { articles, refused } = read.value;
  return {
    ok: true,
    latencyMs,
    account: address,
    // What comes after a question mark may be a secret.
    accountName: address.split('?', 1)[0] ?? address,
    details: [
      { label: feedWord('check.articles'), value: articles.length },
      { label: feedWord('check.refused'), value: refused.length },
    ],
    notes: [],
  };
}

/** The names of the feed's fields. */
export async function readFeedOptions(context: FeedContext): Promise<Options> {
  const fetched = await fetchWhole(context);
  const columns = fetched.kind === 'value' ? await columnsOf(fetched.value.bytes, context.settings) : fetched;
  return {
    columns:
      columns.kind === 'value'
        ? { kind: 'read', options: columns.value.map((name) => ({ value: name, label: name })) }
        : { ...columns, kind: 'not_now' },
  };
}

async function fetchWhole(context: FeedContext): Promise<Reply<Fetched>> {
  const fetched = await fetchFeed(context, null);
  if (fetched.kind !== 'value') return fetched;
  return fetched.value === null
    ? held(feedReason('held.feed_missing', { address: context.settings.address }))
    : { kind: 'value', value: fetched.value };
}
