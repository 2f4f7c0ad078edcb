/** The PowerOffice sandbox in a process of its own, without a rate limit. */
import { startPowerOfficeSandbox } from '../../sandboxes/poweroffice/sandbox.ts';
import { answering } from './answering.ts';

/** Where it is, and what it is asked with. */
export interface OfficeKeys {
  url: string;
  clientKey: string;
  applicationKey: string;
  subscriptionKey: string;
}

const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
const keys: OfficeKeys = { url: sandbox.url, ...sandbox.keys };
answering(keys, () => sandbox.close());
