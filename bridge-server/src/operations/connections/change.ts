import { z } from 'zod';
import { changeConnection, listConnections } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import { connection, defineOperation, done, shop } from '../operation.ts';
import { json, parse, ruleInputs, unknownFunctions } from './inputs.ts';
import { unknownConnection } from './find.ts';
import { shown, shownOf } from './view.ts';

export const connectionChange = defineOperation({
  command: 'connection change',
  summary:
    "Changes what is given of a connection's rules and settings; orders that the old ones left out are looked at again.",
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/change',
  scope: 'connections:write',
  input: z.strictObject({
    shop,
    connection,
    settings: json('The settings to change, each as a whole.').optional(),
    ...z.object(ruleInputs).partial().shape,
  }),
  positional: ['connection'],
  answer: shown,
  examples: [
    'kontor connection change --shop s… c… --functions orders,refunds,cancellations,payments,createCustomers',
    'echo \'{"confirm": true}\' | kontor connection change --shop s… c… --settings -',
  ],
  async run(parts, { shop: shopId, connection: id, settings, ...given }) {
    const found = (await listConnections(parts.database.knex, shopId)).find((entry) => entry.id === id);
    const at = found ? parts.systems(found.system) : null;
    if (!found || !at) return unknownConnection(id);
    const read = parse(
      at.system.settings,
      { ...z.record(z.string(), z.unknown()).parse(found.settings), ...settings },
      'settings',
    );
    if (!read.ok) return read;
    const unknown = unknownFunctions(at.system, given.functions ?? []);
    if (unknown) return unknown;
    const changed = await changeConnection(
      parts.database.knex,
      { shopId, id },
      { settings: read.value, rules: rules.parse({ ...found.rules, ...given }) },
    );
    return changed ? done(await shownOf(parts, changed)) : unknownConnection(id);
  },
});
