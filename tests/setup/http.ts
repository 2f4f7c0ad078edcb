import { pino, type Logger } from 'pino';
import supertest from 'supertest';
import { signRequest, type Signer } from '@kontor/client/sign';
import type { ActClaim } from '@kontor/shared/browser';
import { proofHeader } from '@kontor/shared/proof';
import { createKeys, type NewKey } from '../../bridge-server/src/auth/keys.ts';
import type { Issuer } from '../../bridge-server/src/auth/principal.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import type { Keep } from '../../bridge-server/src/config.ts';
import { databaseReadiness } from '../../bridge-server/src/database/readiness.ts';
import { createApp } from '../../bridge-server/src/http/app.ts';
import { timingOf } from '../../bridge-server/src/mirror/mirror.ts';
import { createResultsReader } from '../../bridge-server/src/mirror/transfer/results.ts';
import { countIntake } from '../../bridge-server/src/orders/counted.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { systems } from '../../bridge-server/src/systems/registry.ts';
import type { World } from './world.ts';

export const publicUrl = 'https://kontor.example';

/** Who makes a request: whose key signs it, and when. */
export interface Caller {
  issuer: string;
  key: NewKey;
  now?: Date;
}

/** How the caller signs a request. */
export const signerOf = ({ issuer, key }: Caller): Signer => ({
  bridge: publicUrl,
  shop: issuer,
  keyId: key.keyId,
  privateKey: key.privateJwk,
});

/**
 * The bridge's HTTP interface over a test world. `log`: without it, nothing is logged. `proxyHops`: how many proxies in
 * front of the bridge are trusted.
 */
export async function openHttp(
  world: World,
  keep: Partial<Keep> = {},
  log: Logger = pino({ level: process.env['KONTOR_TEST_LOG'] ?? 'silent' }),
  proxyHops = 0,
) {
  const { pool } = world.database;
  const mirror = world.mirror();
  const keys = createKeys(world.database);
  const config = {
    publicUrl,
    proxyHops,
    databaseUrl: world.database.url,
    dataFolder: '',
    alarms: { webhook: null, mail: null },
    keep: { orders: 90, files: 30, exchanges: 30, people: 90, journal: 730, ...keep },
  };
  const { meter } = mirror;
  const intake = createIntake(pool, createDirectory(pool));
  const app = createApp({
    config,
    log,
    keys,
    ...(meter ? { meter, intake: countIntake(intake, meter) } : { intake }),
    fetchedIntake: intake,
    results: createResultsReader(pool, mirror.log),
    ready: () => databaseReadiness(world.database),
    parts: {
      database: mirror.database,
      sealer: world.sealer,
      keys,
      systems: mirror.systems,
      offered: ['poweroffice'],
      known: Object.values(systems),
      mirror,
      // Of the world's one system: the settling time of an unknown system is a minute, which is long for a test.
      timing: timingOf(mirror, mirror.systems('poweroffice')?.system ?? null),
      config,
    },
  });
  const http = supertest(app);
  const callerOf = async (issuer: string): Promise<Caller> => {
    const made = await keys.add(issuer as Issuer, issuer === operator ? 'tester' : '');
    if (!made.ok) throw new Error(made.error.code);
    return { issuer, key: made.value };
  };
  return {
    app,
    keys,
    callerOf,
    /** The preflight request that a browser makes before the request itself. */
    options: (target: string, headers: Record<string, string>) => http.options(target).set(headers),
    /** Sends a request, signed by the caller if there is one. `act`: the user for whom the shop makes it. */
    async request(
      caller: Caller | null,
      method: 'get' | 'post' | 'put' | 'delete',
      target: string,
      /** Bytes and texts are sent as they are, everything else as JSON. */
      body?: unknown,
      headers: Record<string, string> = {},
      act?: ActClaim,
    ) {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      const text = body === undefined ? '' : isRaw ? body : JSON.stringify(body);
      const proof =
        caller &&
        signRequest(signerOf(caller), {
          method,
          url: publicUrl + target,
          body: text,
          ...(caller.now ? { now: caller.now } : {}),
          ...(act ? { act } : {}),
        });
      const sent = http[method](target).set({
        ...(proof ? { [proofHeader]: proof } : {}),
        ...(method === 'post' ? { 'content-type': 'application/json' } : {}),
        ...(method === 'put' ? { 'content-type': 'application/octet-stream' } : {}),
        ...headers,
      });
      return method === 'post' ? sent.send(text) : method === 'put' ? sent.send(Buffer.from(text)) : sent;
    },
  };
}

export type Http = Awaited<ReturnType<typeof openHttp>>;
