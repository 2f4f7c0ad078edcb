import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { TestOffice } from './mmorthosoft/office.ts';
import { startMmorthosoftSandbox } from './mmorthosoft/sandbox.ts';
import { startPowerOfficeSandbox } from './poweroffice/sandbox.ts';
import { startWooCommerceSandbox } from './woocommerce/sandbox.ts';

/** A running sandbox: where it listens, what a person must know to use it, and how it stops. */
interface Running {
  readonly url: string;
  readonly about: readonly string[];
  close(): Promise<void>;
}

/** Has the office fetch, one round after the other. Each new trouble is told once. */
async function fetchEvery(seconds: number, office: TestOffice, signal: AbortSignal): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    await office.poll().catch(() => undefined);
    const said = office.lastRound?.said ?? '';
    if (said !== last) console.log(said);
    last = said;
    await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
  }
}

/** An order that was captured from a real shop. */
const capturedOrder = z.looseObject({ id: z.int(), status: z.string(), date_created_gmt: z.string() });

const sandboxes: Readonly<
  Record<string, { readonly port: number; readonly start: (port: number) => Promise<Running> }>
> = {
  mmorthosoft: {
    port: 4612,
    start: async (port) => {
      const { KONTOR_OFFICE_DOCUMENTS: documents, KONTOR_OFFICE_KEY: key } = process.env;
      if (!documents || !key)
        throw new Error('Set KONTOR_OFFICE_DOCUMENTS and KONTOR_OFFICE_KEY to what kontor office-key create shows.');
      const sandbox = await startMmorthosoftSandbox({ port, bridge: { documents, key } });
      const end = new AbortController();
      void fetchEvery(5, sandbox.office, end.signal);
      return {
        url: sandbox.url,
        async close() {
          end.abort();
          await sandbox.close();
        },
        about: [
          'A test office in place of mmOrthosoft (not a product of the vendor)',
          `fetches every 5 seconds from ${documents} · admin ${sandbox.url}/sandbox/state`,
        ],
      };
    },
  },
  poweroffice: {
    port: 4610,
    start: async (port) => {
      const sandbox = await startPowerOfficeSandbox({ port });
      const { url, keys } = sandbox;
      return {
        url,
        close: () => sandbox.close(),
        about: [
          "Kontor's sandbox of PowerOffice Go v2 (not a product of the vendor)",
          `API ${url}/v2 · token ${url}/OAuth/Token · admin ${url}/sandbox/state`,
          `application key ${keys.applicationKey} · subscription key ${keys.subscriptionKey} · ` +
            `client key ${keys.clientKey}`,
        ],
      };
    },
  },
  woocommerce: {
    port: 4620,
    start: async (port) => {
      const { url, control, close } = await startWooCommerceSandbox({ port });
      const fixture = new URL('../fixtures/woocommerce-no/orders/simple-25-vipps-paid.json', import.meta.url);
      control.save(capturedOrder.parse(JSON.parse(readFileSync(fixture, 'utf8'))));
      return {
        url,
        close,
        about: [
          "Kontor's sandbox of the REST API of WooCommerce (no shop)",
          `API ${url}/wp-json/wc/v3`,
          `consumer key ${control.key.consumerKey} · consumer secret ${control.key.consumerSecret}`,
        ],
      };
    },
  },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' } } });
const chosen = sandboxes[positionals[0] ?? ''];
const port = values.port === undefined ? chosen?.port : Number(values.port);
if (!chosen || port === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`Usage: npm run sandbox -- <${Object.keys(sandboxes).join(' | ')}> [--port N]`);
  process.exit(2);
}
const running = await chosen.start(port);
for (const line of [...running.about, `Look at it in a browser: ${running.url}/`]) console.log(line);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void running.close().then(() => process.exit(0)));
