import { parseArgs } from 'node:util';
import { startPowerOfficeSandbox } from './poweroffice/sandbox.ts';

/** A running sandbox: where it listens, what a person must know to use it, and how it stops. */
interface Running {
  readonly url: string;
  readonly about: readonly string[];
  close(): Promise<void>;
}

const sandboxes: Readonly<
  Record<string, { readonly port: number; readonly start: (port: number) => Promise<Running> }>
> = {
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
