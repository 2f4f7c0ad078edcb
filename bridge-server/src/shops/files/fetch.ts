import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { fileLimitBytes } from '@kontor/shared/api/files';
import type { Reason } from '@kontor/shared/problem';
import { contentsOf } from '../../database/contents.ts';
import type { HttpAnswer, Send } from '../../egress/request.ts';
import type { Egress } from '../../egress/send.ts';
import { reason } from '../../texts/reason.ts';
import { shopHostsVariable, shopWay } from '../pairing/reach.ts';
import { addressPlace } from './addresses.ts';
import { fileLimitMegabytes, storeFile } from './store.ts';

/** Fetches the files whose addresses stand in orders: from the shop's own host and those that the operator lists. */

export interface FileFetcher {
  pool: pg.Pool;
  egress: Egress;
  log: Logger;
  /** Further hosts from which files are fetched, as `host` or `host:port`. */
  hosts: readonly string[];
  /** Multiplies the waits between two tries. */
  retryScale: number;
}

/** The variable with the further hosts. */
const fileHostsVariable = 'KONTOR_FILE_HOSTS';
/** How long the bridge waits for one answer. */
const timeoutMs = 30_000;
const mostRedirects = 3;
/** How long another process leaves an address alone that one is busy with. */
const leaseSeconds = 300;
/** The waits between two tries, in seconds; after the last try the file is given up. */
const waits = [60, 300, 1800, 7200, 21_600, 43_200] as const;

interface DueAddress {
  shopId: string;
  orderId: string;
  addressHash: string;
  address: string;
  attempts: number;
  shopUrls: string[];
}

const takeStatement = `
update file_addresses due
   set due_at = now() + make_interval(secs => ${leaseSeconds}),
       attempts = due.attempts + 1,
       tried_at = now()
  from shops shop
 where shop.id = due.shop_id
   and (due.shop_id, due.order_id, due.address_hash) = (
         select shop_id,
                order_id,
                address_hash
           from file_addresses
          where due_at <= now()
          order by due_at
          limit 1
            for update skip locked
       )
returning due.shop_id as "shopId",
          due.order_id as "orderId",
          due.address_hash as "addressHash",
          due.address,
          due.attempts,
          array_remove(array[shop.url, shop.proved_url], null) as "shopUrls"`;

/** Fetches the file that is due next. False: no file is due. */
export async function fetchNextFile(fetcher: FileFetcher): Promise<boolean> {
  const { pool, log } = fetcher;
  const {
    rows: [due],
  } = await pool.query<DueAddress>({ name: 'files.due', text: takeStatement });
  if (!due) return false;
  const outcome = await fetchFile(fetcher, due);
  await endTry(fetcher, due, outcome);
  const { shopId: shop, orderId: order } = due;
  log.info({ shop, order, code: outcome.kind === 'here' ? 'file.here' : outcome.why.code }, 'a file was asked for');
  return true;
}

type Fetched =
  | { kind: 'here'; sha256: string }
  /** `isFinal`: trying again would bring the same. */
  | { kind: 'failed'; why: Reason; isFinal: boolean };

async function fetchFile({ pool, egress, hosts }: FileFetcher, due: DueAddress): Promise<Fetched> {
  const address = await contentsOf(pool).openText(pool, due.address, addressPlace(due));
  const allowed = new Set([...due.shopUrls.flatMap(hostOf), ...hosts.map((host) => host.toLowerCase())]);
  const correlationId = randomUUID();
  const send = egress.forCall({ budget: null, correlationId, system: shopWay, timeoutMs });
  const answer = await follow(send, address, allowed);
  if ('kind' in answer && answer.kind === 'failed') return answer;
  const stored = await storeFile(pool, due.shopId, answer.bytes);
  if (stored.ok) return { kind: 'here', sha256: stored.value.sha256 };
  return { kind: 'failed', why: stored.error, isFinal: stored.error.code === 'file.wrong_type' };
}

const hostOf = (url: string): string[] => (URL.canParse(url) ? [new URL(url).host] : []);

/** The answer at the address, after redirects within the allowed hosts. */
async function follow(
  send: Send,
  address: string,
  allowed: ReadonlySet<string>,
): Promise<HttpAnswer | Extract<Fetched, { kind: 'failed' }>> {
  let next = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const url = URL.canParse(next) ? new URL(next) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
      return final(reason('file.bad_address'));
    if (!allowed.has(url.host))
      return final(reason('file.foreign_host', { host: url.host, variable: fileHostsVariable }));
    // The path may bear the name of a person.
    const sent = await send({ method: 'GET', url: url.href, budget: 'free', hidesPath: true });
    if (sent.kind === 'not_sent' && sent.why === 'address_refused')
      return final(reason('file.address_refused', { because: sent.what, variable: shopHostsVariable }));
    if (sent.kind === 'unanswered' && sent.why === 'too_large')
      return final(reason('file.too_large', { megabytes: fileLimitMegabytes }));
    if (sent.kind !== 'answer') return retried(reason('file.unreachable:because', { because: sent.what }));
    const location = sent.headers['location'];
    if (sent.status >= 300 && sent.status < 400 && location !== undefined && URL.canParse(location, url.href)) {
      next = new URL(location, url).href;
      continue;
    }
    if (sent.status !== 200) return retried(reason('file.unreachable', { host: url.host, status: sent.status }));
    if (sent.bytes.length > fileLimitBytes) return final(reason('file.too_large', { megabytes: fileLimitMegabytes }));
    return sent;
  }
  return final(reason('file.bad_address'));
}

const final = (why: Reason) => ({ kind: 'failed' as const, why, isFinal: true });
const retried = (why: Reason) => ({ kind: 'failed' as const, why, isFinal: false });

const endStatement = `
update file_addresses
   set sha256 = $4,
       problem = $5::jsonb,
       due_at = now() + make_interval(secs => $6::float8)
 where shop_id = $1
   and order_id = $2
   and address_hash = $3`;

const reviewStatement = `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and subject_id = $2
   and subject_kind = 'order'
   and state = 'blocked'
   and reason like 'gap.%'`;

/** Stores what came of it, and has the order's documents looked at again that lack the file. */
async function endTry({ pool, retryScale }: FileFetcher, due: DueAddress, outcome: Fetched): Promise<void> {
  const { shopId, orderId, addressHash, attempts } = due;
  const wait = outcome.kind === 'here' || outcome.isFinal ? undefined : waits[attempts - 1];
  await pool.query(endStatement, [
    shopId,
    orderId,
    addressHash,
    outcome.kind === 'here' ? outcome.sha256 : null,
    outcome.kind === 'here' ? null : JSON.stringify(outcome.why),
    wait === undefined ? null : wait * retryScale,
  ]);
  await pool.query(reviewStatement, [shopId, orderId]);
}
