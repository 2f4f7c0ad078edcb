import { pino } from 'pino';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress, type Egress } from '../../bridge-server/src/egress/send.ts';

/** An egress that may call shops on this machine, at 127.0.0.1, and no other private address. */
export const openLocalEgress = (): Egress =>
  createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_SHOP_PRIVATE_HOSTS' }),
    log: pino({ level: 'silent' }),
  });
