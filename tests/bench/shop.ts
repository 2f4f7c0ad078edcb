import { randomBytes } from 'node:crypto';
import type { Signer } from '@kontor/client';
import { createKeys } from '../../bridge-server/src/auth/keys.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import { createSealer } from '../../bridge-server/src/shops/sealing.ts';
import { addShop } from '../../bridge-server/src/shops/shop.ts';
import { freshDatabase } from '../setup/database.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import type { OfficeKeys } from '../setup/processes/office.ts';
import { everydayRules } from '../setup/rules.ts';

/** A database of the bench's PostgreSQL with one shop that is connected to PowerOffice. */
export interface BenchShop {
  database: Awaited<ReturnType<typeof freshDatabase>>;
  connection: Connection;
  sender: Signer;
  /** The environment of a bridge process that uses this database. */
  env: Readonly<Record<string, string>>;
}

/** An office at which nobody listens, for measures in which nothing is sent. */
const nowhere: OfficeKeys = {
  url: 'http://127.0.0.1:9',
  clientKey: 'client',
  applicationKey: 'application',
  subscriptionKey: 'subscription',
};

export async function openShop(office: OfficeKeys = nowhere): Promise<BenchShop> {
  const database = await freshDatabase();
  const key = randomBytes(32);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const shop = await addShop(database.knex, { name: 'Nordlys', url: 'https://nordlys.example' });
  const shopKey = await createKeys(database).add(shop.id);
  if (!shopKey.ok) throw new Error(shopKey.error.code);
  const { keyId, privateJwk } = shopKey.value;
  const connection = await addConnection(database.knex, createSealer(key), {
    shopId: shop.id,
    system: 'poweroffice',
    account: 'account-1',
    accountName: 'Demo AS',
    longestKey: 50,
    rules: everydayRules(),
    settings: {},
    credentials: { clientKey: office.clientKey },
  });
  return {
    database,
    connection,
    sender: { bridge: publicUrl, shop: shop.id, keyId, privateKey: privateJwk },
    env: {
      DATABASE_URL: database.url,
      KONTOR_KEY: key.toString('base64'),
      PORT: String(port),
      KONTOR_PUBLIC_URL: publicUrl,
      KONTOR_POWEROFFICE_PRIVATE_HOSTS: new URL(office.url).host,
      KONTOR_POWEROFFICE_ADDRESS: office.url,
      KONTOR_POWEROFFICE_APPLICATION_KEY: office.applicationKey,
      KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: office.subscriptionKey,
    },
  };
}
