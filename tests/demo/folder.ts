import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Outgoing } from './send.ts';

type Body = Readonly<Record<string, unknown>>;

/** A file, or an entry of one, that is not sent. */
export interface LeftOut {
  file: string;
  why: string;
}

export interface ReadOrders {
  /** The events of each order, oldest first; an order that names no id stands alone. */
  orders: Outgoing[][];
  leftOut: LeftOut[];
}

interface OrderBody {
  file: string;
  body: Body;
}
interface RefundBody {
  file: string;
  body: Body;
  parent: string | null;
}
interface Found {
  orders: OrderBody[];
  refunds: RefundBody[];
  leftOut: LeftOut[];
}

/** All order and refund bodies in the `*.json` files below the folder. Throws when the folder cannot be listed. */
export async function readFolder(folder: string): Promise<ReadOrders> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.json$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return readOrderFiles(folder, files.sort());
}

/** The bodies in the files named, relative to the folder. A file that cannot be read or understood is left out, with the reason. */
export async function readOrderFiles(folder: string, files: readonly string[]): Promise<ReadOrders> {
  const found: Found = { orders: [], refunds: [], leftOut: [] };
  for (const file of files) {
    try {
      const text = await readFile(join(folder, file), 'utf8');
      sort(JSON.parse(text.replace(/^\uFEFF/, '')), file, null, found);
    } catch (fault) {
      found.leftOut.push({ file, why: fault instanceof Error ? fault.message : String(fault) });
    }
  }
  return { orders: eventsOf(found), leftOut: found.leftOut };
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRefund = (body: Body): boolean => 'amount' in body && !('billing' in body);
const isOrder = (body: Body): boolean =>
  'line_items' in body || 'order_key' in body || ('currency' in body && 'total' in body);
const idOf = (body: Body): string | null => (typeof body['id'] === 'number' ? String(body['id']) : null);

/** Puts what a file holds where it belongs; `parent` is the order that a refund stands beside. */
function sort(value: unknown, file: string, parent: string | null, found: Found): void {
  if (Array.isArray(value)) {
    for (const entry of value) sort(entry, file, parent, found);
  } else if (!isBody(value)) {
    found.leftOut.push({ file, why: 'It holds no JSON object.' });
  } else if (isBody(value['order'])) {
    sort(value['order'], file, null, found);
    if (Array.isArray(value['refunds'])) sort(value['refunds'], file, idOf(value['order']), found);
  } else if (isRefund(value)) {
    found.refunds.push({ file, body: value, parent: parent ?? parentOf(value, file) });
  } else if (isOrder(value)) {
    found.orders.push({ file, body: value });
  } else {
    found.leftOut.push({ file, why: 'It is neither an order nor a refund.' });
  }
}

/** A refund's order, by its link, its parent's id, or the nearest folder whose name is (or ends with) a number. */
function parentOf(refund: Body, file: string): string | null {
  const links = isBody(refund['_links']) ? refund['_links']['up'] : undefined;
  const up: unknown = Array.isArray(links) ? links[0] : undefined;
  const href = isBody(up) ? up['href'] : undefined;
  const linked = typeof href === 'string' ? /\/orders\/(\d+)\/?$/.exec(href)?.[1] : undefined;
  if (linked !== undefined) return linked;
  if (typeof refund['parent_id'] === 'number' && refund['parent_id'] > 0) return String(refund['parent_id']);
  const named = dirname(file)
    .split(/[\\/]/)
    .reverse()
    .map((name) => /(?:^|\D)(\d+)$/.exec(name)?.[1])
    .find((id) => id !== undefined);
  return named ?? null;
}

function eventsOf(found: Found): Outgoing[][] {
  const groups = new Map<unknown, OrderBody[]>();
  for (const order of found.orders) {
    const id = idOf(order.body) ?? order;
    const [first] = groups.get(id) ?? [];
    if (first && first.body['order_key'] !== order.body['order_key']) {
      found.leftOut.push({ file: order.file, why: `${first.file} is another order with the same id.` });
    } else {
      groups.set(id, [...(groups.get(id) ?? []), order]);
    }
  }
  const refunds = refundsByOrder(found, groups);
  return [...groups.values()].map((bodies) =>
    bodies.sort(byChange).map(({ file, body }, index) => {
      const id = idOf(body);
      return {
        file,
        id,
        body,
        event: { generation: index + 1, order: body, refunds: [...(refunds.get(id)?.values() ?? [])] },
      };
    }),
  );
}

const changedAt = ({ body }: OrderBody): string => String(body['date_modified_gmt']);
const byChange = (one: OrderBody, other: OrderBody): number => changedAt(one).localeCompare(changedAt(other), 'en');

/** The refunds of each order, every refund once however many files hold it. */
function refundsByOrder(found: Found, orders: ReadonlyMap<unknown, unknown>): Map<string | null, Map<unknown, Body>> {
  const byOrder = new Map<string | null, Map<unknown, Body>>();
  for (const { file, body, parent } of found.refunds) {
    if (parent === null || !orders.has(parent)) {
      found.leftOut.push({
        file,
        why:
          parent === null
            ? 'It is a refund that names no order.'
            : `It is a refund of order ${parent}, which is not there.`,
      });
      continue;
    }
    const refunds = byOrder.get(parent) ?? new Map<unknown, Body>();
    byOrder.set(parent, refunds.set(body['id'], body));
  }
  return byOrder;
}
