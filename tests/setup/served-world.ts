import { operator } from '../../bridge-server/src/ids.ts';
import type { Keep } from '../../bridge-server/src/config.ts';
import { openHttp, type Caller, type Http } from './http.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** A test world behind its HTTP interface, with the operator and its shop as callers. */
export interface ServedWorld {
  world: World;
  http: Http;
  asOperator: Caller;
  asShop: Caller;
  /** The address below which everything of the shop lies. */
  shopPath: string;
}

export async function openServedWorld(options: WorldOptions = {}, keep: Partial<Keep> = {}): Promise<ServedWorld> {
  const world = await openWorld(options);
  const http = await openHttp(world, keep);
  const [asOperator, asShop] = await Promise.all([http.callerOf(operator), http.callerOf(world.shop)]);
  return { world, http, asOperator, asShop, shopPath: `/v1/shops/${world.shop}` };
}

/** Reads a list page by page to its end. `read`: answers the page that begins behind `after`; null: the first page. */
export async function readAllPages<Page extends { next: string | null }>(
  read: (after: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let after: string | null = null;
  do {
    const page: Page = await read(after);
    pages.push(page);
    after = page.next;
    if (pages.length > 100) throw new Error('the list does not end');
  } while (after !== null);
  return pages;
}
