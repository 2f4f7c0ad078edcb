/** One worker process, without a limit on its calls. */
import { readConfig } from '@kontor/bridge-server/config';
import { createLog } from '@kontor/bridge-server/log';
import { createWorker } from '@kontor/bridge-server/mirror/worker';
import { openBridge } from '@kontor/bridge-server/open';
import { createDirectory } from '@kontor/bridge-server/shops/directory';
import { answering } from '../../setup/processes/answering.ts';

const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const opened = await openBridge(config.value, process.env, createLog({ level: config.value.logLevel }), {
  owner: false,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const bridge = opened.value;

const unlimited = { take: async () => ({ kind: 'place' as const }), pause: async () => undefined };
const worker = createWorker(
  { ...bridge.mirror, budgets: { ...unlimited, of: () => unlimited } },
  createDirectory(bridge.database.pool),
  { concurrency: config.value.concurrency, pollSeconds: config.value.timing.poll },
);
worker.start();

answering(null, async () => {
  await worker.stop();
  await bridge.close();
});
