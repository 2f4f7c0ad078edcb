import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createAddressPolicy } from '../../../bridge-server/src/egress/address.ts';
import { createEgress, type Egress } from '../../../bridge-server/src/egress/send.ts';
import { answerOf } from '../../../bridge-server/src/egress/request.ts';
import { definePoweroffice } from '../../../bridge-server/src/systems/poweroffice/system.ts';
import type { CollectedOffice, OfficeRow } from '../../kit/collecting-bench.ts';
import { callerOf, patch } from '../../sandboxes/poweroffice/caller.ts';
import { expectDone } from '../../setup/remedies.ts';
import type { World } from '../../setup/world.ts';

/** A company in Go without any product, in the world's sandbox. */
export async function openPowerofficeOffice({ sandbox, mirror }: World): Promise<CollectedOffice> {
  const clientKey = `client-key-${randomUUID()}`;
  sandbox.control.addClient({ clientKey, products: [] });
  const clerk = await callerOf(sandbox, clientKey);
  const ids = new Map<string, string>();
  let held: readonly OfficeRow[] = [];
  const way = productsOtherwise(new URL(sandbox.url).host);
  return {
    system: definePoweroffice(),
    operator: mirror().systems('poweroffice')?.operator,
    settings: {},
    credentials: { clientKey },
    wrongCredentials: { clientKey: 'nobody' },
    async hold(rows) {
      for (const { name } of held.filter((row) => !rows.some((other) => other.name === row.name)))
        expectDone(
          await patch(clerk, `/v2/Products/${ids.get(name)}`, { op: 'replace', path: '/IsArchived', value: true }),
        );
      for (const { sku, name, stock } of rows) {
        const known = ids.get(name);
        const value = Number(stock);
        if (known === undefined) {
          const product = { Name: name, IsStockItem: true, StockOnHand: value, ...(sku === '' ? {} : { Code: sku }) };
          ids.set(name, String(expectDone(await clerk('POST', '/v2/Products', product)).json['Id']));
        } else if (held.find((row) => row.name === name)?.stock !== stock)
          expectDone(await patch(clerk, `/v2/Products/${known}`, { op: 'replace', path: '/StockOnHand', value }));
      }
      held = rows;
    },
    answerNothing: async () => way.answer('nothing'),
    answerTooMuch: async () => way.answer('too much'),
    egress: way.egress,
    close: () => way.egress.close(),
  };
}

/** A way out that reaches the sandbox, and changes what it answers about products. */
function productsOtherwise(host: string): { egress: Egress; answer(what: 'nothing' | 'too much'): void } {
  const parts = {
    policyOf: () => createAddressPolicy({ privateHosts: [host], variable: 'KONTOR_POWEROFFICE_PRIVATE_HOSTS' }),
    log: pino({ level: 'silent' }),
  };
  const real = createEgress(parts);
  // Whatever is answered is larger.
  const narrow = createEgress({ ...parts, answerBytes: 1 });
  let what: 'nothing' | 'too much' | null = null;
  return {
    answer: (other) => void (what = other),
    egress: {
      forCall: (call) => async (request) => {
        if (what === null || !/\/Products\?/.test(request.url)) return real.forCall(call)(request);
        return what === 'too much' ? narrow.forCall(call)(request) : answerOf(200, {}, Buffer.from('[]'));
      },
      async close() {
        await real.close();
        await narrow.close();
      },
    },
  };
}
