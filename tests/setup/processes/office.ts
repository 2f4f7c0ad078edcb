/** The PowerOffice sandbox in a process of its own, without a rate limit. */
import { startPowerOfficeSandbox } from '../../sandboxes/poweroffice/sandbox.ts';
import { answering } from './answering.ts';

/** Its address, and the keys for its API. */
export interface OfficeKeys {
  url: string;
  clientKey: string;
  applicationKey: string;
  subscriptionKey: string;
}

const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
const keys: OfficeKeys = { url: sandbox.url, ...sandbox.keys };
answering(keys, () => sandbox.close());
