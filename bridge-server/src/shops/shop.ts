import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Queryable } from '../database/database.ts';
import type { ShopId } from '../ids.ts';

export interface Shop {
  id: ShopId;
  name: string;
  /** The address that the shop states. */
  url: string;
  /** The address that last proved the shop's key; null if none did. */
  provedUrl: string | null;
  settingsVersion: number;
  createdAt: Date;
}

/** The id of a new shop: 12 characters that are easy to read aloud and fit into every target's document keys. */
export function newShopId(): ShopId {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `s${Array.from(randomBytes(11), (byte) => alphabet[byte % alphabet.length]).join('')}` as ShopId;
}

/** Adds a shop. It has no keys and no connections yet. */
export async function addShop(knex: Knex, { name, url }: { name: string; url: string }): Promise<Shop> {
  const [row] = (await knex('shops').insert({ id: newShopId(), name, url }).returning('*')) as [ShopRow];
  return fromRow(row);
}

/** Notes that a shop without the plugin stands at another address now. */
export async function moveShop(knex: Knex, id: ShopId, url: string): Promise<void> {
  await knex('shops').where({ id }).update({ url });
}

export async function listShops(knex: Knex): Promise<Shop[]> {
  const rows = await knex<ShopRow>('shops').whereNull('archived_at').orderBy('created_at');
  return rows.map(fromRow);
}

/** The shop with that id; null if there is none or it is archived. */
export async function findShop(knex: Knex, id: string): Promise<Shop | null> {
  const row = await knex<ShopRow>('shops').where({ id }).whereNull('archived_at').first();
  return row ? fromRow(row) : null;
}

/** Whether there is a shop with that id, archived or not. */
export async function isShop(database: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'shops.is',
    text: 'select from shops where id = $1',
    values: [id],
  });
  return rowCount === 1;
}

interface ShopRow {
  id: string;
  name: string;
  url: string;
  proved_url: string | null;
  settings_version: number;
  created_at: Date;
  archived_at: Date | null;
}

const fromRow = (row: ShopRow): Shop => ({
  id: row.id as ShopId,
  name: row.name,
  url: row.url,
  provedUrl: row.proved_url,
  settingsVersion: row.settings_version,
  createdAt: row.created_at,
});
