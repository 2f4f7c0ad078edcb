import { createLog } from '@kontor/bridge-server/log';
import { createAddressPolicy } from '@kontor/bridge-server/egress/address';
import { createEgress } from '@kontor/bridge-server/egress/send';

/**
 * Asks each address given with https, and writes what came of it as JSON; run with the certificates that it is to trust. Plain
 * JavaScript, because it runs the built bridge and nothing compiles it on the way.
 */
const egress = createEgress({
  policyOf: () => createAddressPolicy({ privateHosts: ['localhost'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
  log: createLog({ level: 'silent' }),
});
const send = egress.forCall({ system: 'test', budget: null, timeoutMs: 10_000, correlationId: 'c-1' });
const answers = [];
for (const url of process.argv.slice(2))
  answers.push(await send({ method: 'POST', url, headers: { authorization: 'Bearer secret' }, body: 'x' }));
await egress.close();
process.stdout.write(JSON.stringify(answers));
