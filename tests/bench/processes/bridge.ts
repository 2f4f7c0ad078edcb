/** The bridge as `npm start` runs it. */
import { readConfig } from '@kontor/bridge-server/config';
import { createLog } from '@kontor/bridge-server/log';
import { startBridge } from '@kontor/bridge-server/start';
import { answering } from '../../setup/processes/answering.ts';

const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const started = await startBridge(config.value, process.env, createLog({ level: config.value.logLevel }));
if (!started.ok) throw new Error(JSON.stringify(started.error));

answering(null, () => started.value.stop());
