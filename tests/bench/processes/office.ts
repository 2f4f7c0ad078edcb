/** The PowerOffice sandbox in a process of its own, without a rate limit. */
import { startPowerOfficeSandbox } from '../../sandboxes/poweroffice/sandbox.ts';
import { answering } from './answering.ts';

const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null });
answering({ url: sandbox.url, ...sandbox.keys }, () => sandbox.close());
