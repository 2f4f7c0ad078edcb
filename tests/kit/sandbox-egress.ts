import { pino } from 'pino';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress, type Egress } from '../../bridge-server/src/egress/send.ts';

/**
 * The bridge's own way out, which reaches the sandbox at this address and nothing else; without one it reaches nothing.
 */
export function sandboxEgress(url?: string): Egress {
  const privateHosts = url === undefined ? [] : [new URL(url).host];
  const policy = createAddressPolicy({ privateHosts, variable: 'KONTOR_SANDBOX_PRIVATE_HOSTS' });
  return createEgress({ policyOf: () => policy, log: pino({ level: 'silent' }) });
}
