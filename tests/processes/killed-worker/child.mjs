/**
 * A worker process that kills itself with SIGKILL at the point that its arguments name: `POINT [STEP KIND]`. It is
 * plain JavaScript, because it runs the built bridge and nothing compiles it.
 */
import { readConfig } from '@kontor/bridge-server/config';
import { createLog } from '@kontor/bridge-server/log';
import { createWorker } from '@kontor/bridge-server/mirror/worker';
import { openBridge } from '@kontor/bridge-server/open';
import { createDirectory } from '@kontor/bridge-server/shops/directory';

const [point, kind] = process.argv.slice(2);
const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const bridge = await openBridge(config.value, process.env, createLog({ level: config.value.logLevel }), {
  owner: false,
});
if (!bridge.ok) throw new Error(JSON.stringify(bridge.error));

const { mirror, database } = bridge.value;
createWorker(
  {
    ...mirror,
    observe: (reached, { step }) => {
      if (reached === point && (kind === undefined || step?.kind === kind)) process.kill(process.pid, 'SIGKILL');
    },
  },
  createDirectory(database.pool),
  { concurrency: 4, pollSeconds: config.value.timing.poll },
).start();
