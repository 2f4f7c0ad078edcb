import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outgoing } from './send.ts';

type Body = Readonly<Record<string, unknown>>;

/** A file, or an entry of a file, that is not sent. */
export interface LeftOut {
  file: string;
  why: string;
}

export interface ReadOrders {
  /** The events of each order, oldest first; each body without an id counts as an order of its own. */
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
/** The bodies of all files, sorted by what they are. */
interface SortedBodies {
  orders: OrderBody[];
  refunds: RefundBody[];
  leftOut: LeftOut[];
}

/**
 * Reads all order and refund bodies in the `*.json` files below the folder. Throws when the folder cannot be listed.
 */
export async function readFolder(folder: string): Promise<ReadOrders> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.json$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return readOrderFiles(folder, files.sort());
}

/**
 * Reads the bodies in these files of the folder. A file that cannot be read or understood is left out, with the reason.
 */
export async function readOrderFiles(folder: string, files: readonly string[]): Promise<ReadOrders> {
  const bodies: SortedBodies = { orders: [], refunds: [], leftOut: [] };
  for (const file of files) {
    try {
      const text = await readFile(join(folder, file), 'utf8');
      sort(JSON.parse(text.replace(/^\uFEFF/, '')), file, null, bodies);
    } catch (fault) {
      bodies.leftOut.push({ file, why: fault instanceof Error ? fault.message : String(fault) });
    }
  }
  return { orders: eventsOf(bodies), leftOut: bodies.leftOut };
}

const tests = fileURLToPath(new URL('..', import.meta.url));

/** Reads the demo's own bodies, whose paths are relative to `tests/`. Throws if one cannot be read. */
export async function readExpected(files: readonly string[]): Promise<ReadOrders> {
  const read = await readOrderFiles(tests, files);
  if (read.leftOut[0]) throw new Error(`${read.leftOut[0].file}: ${read.leftOut[0].why}`);
  return read;
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRefund = (body: Body): boolean => 'amount' in body && !('billing' in body);
const isOrder = (body: Body): boolean =>
  'line_items' in body || 'order_key' in body || ('currency' in body && 'total' in body);
const idOf = (body: Body): string | null => (typeof body['id'] === 'number' ? String(body['id']) : null);

/** Sorts a file's content into `bodies`. `parent`: the order that is in the file beside a refund. */
function sort(value: unknown, file: string, parent: string | null, bodies: SortedBodies): void {
  if (Array.isArray(value)) {
    for (const entry of value) sort(entry, file, parent, bodies);
  } else if (!isBody(value)) {
    bodies.leftOut.push({ file, why: 'It holds no JSON object.' });
  } else if (isBody(value['order'])) {
    sort(value['order'], file, null, bodies);
    if (Array.isArray(value['refunds'])) sort(value['refunds'], file, idOf(value['order']), bodies);
  } else if (isRefund(value)) {
    bodies.refunds.push({ file, body: value, parent: parent ?? parentOf(value, file) });
  } else if (isOrder(value)) {
    bodies.orders.push({ file, body: value });
  } else {
    bodies.leftOut.push({ file, why: 'It is neither an order nor a refund.' });
  }
}

/** The id of a refund's order, from its link, its parent's id, or the nearest folder whose name ends with a number. */
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

function eventsOf(bodies: SortedBodies): Outgoing[][] {
  const groups = new Map<unknown, OrderBody[]>();
  for (const order of bodies.orders) {
    const id = idOf(order.body) ?? order;
    const [first] = groups.get(id) ?? [];
    if (first && first.body['order_key'] !== order.body['order_key']) {
      bodies.leftOut.push({ file: order.file, why: `${first.file} is another order with the same id.` });
    } else {
      groups.set(id, [...(groups.get(id) ?? []), order]);
    }
  }
  const refunds = refundsByOrder(bodies, groups);
  return [...groups.values()].map((orderBodies) =>
    orderBodies.sort(byChange).map(({ file, body }, index) => {
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
const byChange = (a: OrderBody, b: OrderBody): number => changedAt(a).localeCompare(changedAt(b), 'en');

/** The refunds of each order, every refund once even if several files hold it. */
function refundsByOrder(
  bodies: SortedBodies,
  orders: ReadonlyMap<unknown, unknown>,
): Map<string | null, Map<unknown, Body>> {
  const byOrder = new Map<string | null, Map<unknown, Body>>();
  for (const { file, body, parent } of bodies.refunds) {
    if (parent === null || !orders.has(parent)) {
      bodies.leftOut.push({
        file,
        why:
          parent === null
            ? 'It is a refund that names no order.'
            : `It is a refund of order ${parent}, which is not among the files.`,
      });
      continue;
    }
    const refunds = byOrder.get(parent) ?? new Map<unknown, Body>();
    byOrder.set(parent, refunds.set(body['id'], body));
  }
  return byOrder;
}
