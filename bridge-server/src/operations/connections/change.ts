import { z } from 'zod';
import { changeConnection } from '../../shops/connection.ts';
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
  async run(parts, { shop: shopId, connection: id, settings, ...given }, _principal, speaker) {
    const changed = await changeConnection(parts.database.knex, { shopId, id }, (present) => {
      const at = parts.systems(present.system);
      if (!at) return unknownConnection(id);
      const unknown = unknownFunctions(at.system, given.functions ?? []);
      if (unknown) return unknown;
      const read = parse(
        at.system.settings,
        { ...z.record(z.string(), z.unknown()).parse(present.settings), ...settings },
        'settings',
      );
      return read.ok ? done({ settings: read.value, rules: rules.parse({ ...present.rules, ...given }) }) : read;
    });
    if (!changed) return unknownConnection(id);
    return changed.ok ? done(await shownOf(parts, changed.value, speaker)) : changed;
  },
});
