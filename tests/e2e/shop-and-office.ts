import { connectOffice, openCompany, type Company } from '../demo/stage.ts';
import { until } from '../setup/until.ts';
import { openShop, type Shop, type ShopOptions } from '../shop/open.ts';
import { pairShop } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { officeProducts } from '../shop/products.ts';

/** A transfer of an order, with its document. */
export interface OrderTransfer {
  kind: string;
  state: string;
  reason: string;
  documentId: string | null;
  documentNumber: string | null;
}

/** A real shop with the plugin, paired with a bridge that is connected to a PowerOffice sandbox. */
export interface ShopAndOffice {
  shop: Shop;
  company: Company;
  /** The shop as the bridge knows it. */
  shopId: string;
  /** Lets the plugin send until nothing waits in the shop or at the bridge, and the shop knows the results. */
  settle(): Promise<void>;
  /** The order's transfers at the bridge. */
  made(order: number): Promise<OrderTransfer[]>;
  /** The totals of the order's drafts in the office, in minor units, as text. */
  totals(order: number): Promise<string[]>;
  /** How many orders wait in the plugin's outbox. */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

/** Pairs a shop, and resolves to its id at the bridge. */
export type Pairing = (shop: Shop, company: Company) => Promise<string>;

const byCode: Pairing = async (shop, { bridge }) => (await pairShop(shop, bridge)).shopId;

/**
 * Opens a shop with a bridge and an office, paired by `pair`. Throws ShopUnavailable if this machine cannot run a shop.
 */
export async function openShopAndOffice(
  options: Omit<ShopOptions, 'plugin'>,
  pair: Pairing = byCode,
): Promise<ShopAndOffice> {
  const shop = await openShop({ ...options, plugin: pluginArchive });
  try {
    const company = await openCompany({
      products: officeProducts,
      variables: { KONTOR_SHOP_PRIVATE_HOSTS: new URL(shop.url).host, KONTOR_CALL_TIMEOUT: '20' },
      logLevel: 'silent',
      say: () => undefined,
    });
    try {
      const shopId = await pair(shop, company);
      await connectOffice(company, shopId);
      return joined(shop, company, shopId);
    } catch (fault) {
      await company.close();
      throw fault;
    }
  } catch (fault) {
    await shop.close();
    throw fault;
  }
}

function joined(shop: Shop, company: Company, shopId: string): ShopAndOffice {
  const { knex } = company.bridge.database;
  const waiting = async () => {
    const [row] = await shop.database(
      'select count(*) as count from wp_kontor_outbox where generation > sent_generation',
    );
    return Number(row?.['count']);
  };
  /** Whether a document is on its way, or its order has changed since its last review. */
  const isWorking = async () =>
    (
      await knex('transfers')
        .where({ shop_id: shopId })
        .whereRaw(`(state in ('waiting', 'sending', 'in_doubt') or review_at is not null)`)
    ).length > 0;
  /** The last change of a transfer that the shop has received, as its time and id. */
  const received = async () =>
    Buffer.from(await shop.run<string>(`return (string) get_option('kontor_cursor');`), 'base64url').toString();
  /** The last change of a transfer that the bridge has for the shop, as its time and id. */
  const newest = async () => {
    const [transfer] = await knex('transfers')
      .where({ shop_id: shopId })
      .orderBy([
        { column: 'changed_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(1)
      .select<{ at: number; id: number }[]>(knex.raw('(extract(epoch from changed_at) * 1000000)::bigint as at'), 'id');
    return transfer ? JSON.stringify([transfer.at, transfer.id]) : '';
  };
  const made = (order: number): Promise<OrderTransfer[]> =>
    knex('transfers')
      .where({ shop_id: shopId, subject_id: String(order) })
      .orderBy('id')
      .select<OrderTransfer[]>(
        'kind',
        'state',
        'reason',
        'document_id as documentId',
        'document_number as documentNumber',
      );
  return {
    shop,
    company,
    shopId,
    waiting,
    made,
    async settle() {
      await until(async () => {
        await ring(shop);
        return (await waiting()) === 0;
      }, 'the outbox is empty');
      await until(async () => !(await isWorking()), 'the bridge has done its work');
      await until(async () => {
        if ((await received()) === (await newest())) return true;
        await ring(shop);
        return (await received()) === (await newest());
      }, 'the shop knows what became of its orders');
    },
    async totals(order) {
      const ids = new Set((await made(order)).map(({ documentId }) => documentId));
      return company.sandbox.control
        .state()
        .orders.filter(({ id }) => ids.has(id))
        .map(({ total }) => String(total));
    },
    async close() {
      await shop.close();
      await company.close();
    },
  };
}

/** Runs what the plugin's schedule runs every minute: it sends, and fetches results. */
export const ring = (shop: Pick<Shop, 'run'>): Promise<unknown> => shop.run(`do_action('kontor_send'); return true;`);
