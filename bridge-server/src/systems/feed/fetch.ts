import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reason, word } from '../../texts/reason.ts';
import { outcomeOfNotSent } from '../../vendor/held-back.ts';
import { doubt, held, valueOf, type Reply } from '../../vendor/reply.ts';
import type { FeedContext } from './settings.ts';
import { feedReason, feedWord } from './texts/texts.ts';

/** The largest feed, in bytes. It is that of every answer that the bridge takes. */
export const largestFeed = 10 * 1024 * 1024;

/** By which a feed is known again without being read. */
export interface Version {
  etag: string | null;
  lastModified: string | null;
}

/** A feed as it came. `fingerprint`: that of its bytes. */
export interface Fetched {
  bytes: Uint8Array;
  version: Version;
  fingerprint: string;
}

const fingerprintOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** Reads the feed. Null: it is still of the known version. */
export const fetchFeed = (context: FeedContext, known: Version | null): Promise<Reply<Fetched | null>> =>
  /^https?:\/\//i.test(context.settings.address) ? fetchByHttp(context, known) : readFile(context, known);

async function fetchByHttp(context: FeedContext, known: Version | null): Promise<Reply<Fetched | null>> {
  const { settings, credentials, send } = context;
  const { address } = settings;
  const host = URL.canParse(address) ? new URL(address).host : address;
  if (credentials.user !== '' && credentials.host !== host)
    return held(feedReason('held.feed_login_host', { host, of: credentials.host || word('nothing.columns') }));
  const login = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  const sent = await send({
    method: 'GET',
    url: address,
    // A secret may be in it.
    hidesPath: true,
    headers: {
      ...(credentials.user === '' ? {} : { authorization: `Basic ${login}` }),
      ...(known?.etag ? { 'if-none-match': known.etag } : {}),
      ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
    },
  });
  if (sent.kind === 'not_sent') return outcomeOfNotSent(sent, host);
  if (sent.kind === 'unanswered')
    return sent.why === 'too_large' ? held(tooLarge(host)) : doubt(reason(`doubt.${sent.why}`, { cause: sent.what }));
  const { status, headers, bytes } = sent;
  if (status === 200) {
    const version = { etag: headers['etag'] ?? null, lastModified: headers['last-modified'] ?? null };
    return valueOf({ bytes, version, fingerprint: fingerprintOf(bytes) });
  }
  if (status === 304 && known) return valueOf(null);
  if (status === 401 || status === 403) return held(feedReason('held.feed_login', { host, status }));
  if (status === 404 || status === 410) return held(feedReason('held.feed_missing', { address: host }));
  if (status >= 300 && status < 400)
    return held(feedReason('held.feed_moved', { host, to: headers['location'] ?? word('nothing.columns') }));
  return doubt(reason('doubt.server_error', { said: word('vendor.answered', { vendor: host, status }), vendor: host }));
}

/** A file lies in the operator's folder itself, and nowhere else, wherever links lead. */
async function readFile({ operator, settings }: FeedContext, known: Version | null): Promise<Reply<Fetched | null>> {
  const { folder } = operator;
  const { address } = settings;
  const missing = held(feedReason('held.feed_missing', { address }));
  if (folder === undefined) return held(feedReason('held.feed_no_folder', { address }));
  if (address === '' || address !== basename(address)) return missing;
  try {
    const path = await realpath(join(folder, address));
    if (dirname(path) !== (await realpath(folder))) return missing;
    const file = await open(path);
    try {
      const before = await file.stat();
      const version = { etag: `${before.mtimeMs} ${before.size} ${before.ino}`, lastModified: null };
      if (!before.isFile()) return missing;
      if (known?.etag === version.etag) return valueOf(null);
      if (before.size > largestFeed) return held(tooLarge(address));
      const bytes = await file.readFile();
      const after = await file.stat();
      if (after.mtimeMs !== before.mtimeMs || after.size !== before.size)
        return {
          kind: 'postponed',
          ...reason('retry.postponed', { cause: feedWord('feed.being_written') }),
          retryAfterSeconds: 10,
        };
      return valueOf({ bytes, version, fingerprint: fingerprintOf(bytes) });
    } finally {
      await file.close();
    }
  } catch {
    return missing;
  }
}

const tooLarge = (address: string) =>
  feedReason('held.feed_too_large', { address, megabytes: largestFeed / 1024 / 1024 });
