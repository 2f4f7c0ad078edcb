import type { Answer } from '../kit/answer.ts';
import { Failures } from '../kit/failures.ts';
import { RequestLog } from '../kit/log.ts';
import { norwegianSettings, type ShopSettings } from './settings.ts';

/** An entry of a list as the REST API shows it. */
export type Body = Readonly<Record<string, unknown>>;
export interface Order {
  readonly [field: string]: unknown;
  readonly id: number;
  readonly status: string;
  readonly date_created_gmt: string;
  readonly date_modified_gmt: string;
}

/** What a REST key may do (WooCommerce → Settings → Advanced → REST API). */
export type Permissions = 'read' | 'write' | 'read_write';

export interface Switches {
  /** WordPress updates itself: every page answers 503. */
  readonly maintenance: boolean;
  /** A web server that keeps the Authorization header from PHP, as some hosts do. */
  readonly keepsHeader: boolean;
  /** The user of the key may not see orders. */
  readonly forbidden: boolean;
  /** A list is what it was at the first request, as behind a page cache that ignores the query. */
  readonly cached: boolean;
  /** Ids of orders that WooCommerce cannot load: it counts them in the total, and leaves them out of the page. */
  readonly unloadable: readonly number[];
  /** Ids of orders over which the shop breaks down, alone or in a list, unless it is asked for their heads only. */
  readonly breaking: readonly number[];
  /** Orders lie in posts, which are sorted by the local time of this zone; null: in own tables, which are sorted in UTC. */
  readonly postsIn: string | null;
  /** A plugin ignores the page of a list, and always answers with the first one. */
  readonly ignoresPage: boolean;
  /** A proxy removes the headers that say how many entries a list has. */
  readonly withoutTotal: boolean;
  /** The user of the key may see orders, but not the settings, since he does not manage the shop. */
  readonly settingsForbidden: boolean;
  /** A security plugin hides the index of WordPress from everybody who is not logged in. */
  readonly indexHidden: boolean;
  /** Routes below `/wc/v3/` that the shop does not have. */
  readonly withoutRoutes: readonly string[];
}

const calm: Switches = {
  maintenance: false,
  keepsHeader: false,
  forbidden: false,
  cached: false,
  unloadable: [],
  breaking: [],
  postsIn: null,
  ignoresPage: false,
  withoutTotal: false,
  settingsForbidden: false,
  indexHidden: false,
  withoutRoutes: [],
};

/** A webhook of the shop. */
export interface Webhook {
  readonly id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  delivery_url: string;
  secret: string;
  failures: number;
}

/** One shop. Times are those of `clock`, in milliseconds since 1970. */
export class World {
  readonly orders = new Map<number, Order>();
  readonly refunds = new Map<number, Body[]>();
  readonly failures = new Failures('^/wp-json/');
  readonly log = new RequestLog();
  readonly key = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };
  readonly clock: () => number;
  readonly nonces = new Set<string>();
  /** What the page cache has kept, by path. */
  readonly cache = new Map<string, Answer>();
  readonly webhooks = new Map<number, Webhook>();
  /** Topic and order of each change that webhooks have not told of yet, as JSON. */
  readonly changed = new Set<string>();
  permissions: Permissions = 'read';
  switches = calm;
  settings: ShopSettings = norwegianSettings;

  constructor(clock: () => number = Date.now) {
    this.clock = clock;
  }

  /** The present second in UTC, as the API writes it. */
  second(): string {
    return new Date(this.clock()).toISOString().slice(0, 19);
  }

  reset(): void {
    this.orders.clear();
    this.refunds.clear();
    this.failures.clear();
    this.log.clear();
    this.nonces.clear();
    this.cache.clear();
    this.webhooks.clear();
    this.changed.clear();
    this.permissions = 'read';
    this.switches = calm;
    this.settings = norwegianSettings;
  }
}
