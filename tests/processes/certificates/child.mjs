import { createLog } from '@kontor/bridge-server/log';
import { createAddressPolicy } from '@kontor/bridge-server/egress/address';
import { createEgress } from '@kontor/bridge-server/egress/send';

/**
 * Sends a request to each https address of its arguments, and prints the outcomes as JSON. It is plain JavaScript,
 * because it runs the built bridge and nothing compiles it.
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
