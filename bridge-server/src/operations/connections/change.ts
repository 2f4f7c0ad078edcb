import { changeAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { countByConnection, countLeftOut, lastDocuments } from '../../mirror/transfer/counts.ts';
import { changeConnection } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import { connectionInput, defineOperation, success, shopInput } from '../operation.ts';
import { jsonInput, mergedSettings, previewInput, ruleInputs, unknownFunctions } from './inputs.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';
import { parseForm } from './parse.ts';
import { connectionViewOf } from '../screens/connection-view.ts';

export const connectionChange = defineOperation({
  command: 'connection change',
  summary:
    "Changes what is given of a connection's rules and settings; orders that the old ones left out are looked at again.",
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/change',
  scope: 'connections:write',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    settings: jsonInput('The settings to change, each as a whole.').optional(),
    preview: previewInput('true: changes nothing, and tells what would be.'),
    ...z.object(ruleInputs).partial().shape,
  }),
  positional: ['connection'],
  answer: changeAnswer,
  examples: [
    'kontor connection change --shop s… c… --functions orders,refunds,cancellations,payments,createCustomers',
    'echo \'{"confirm": true}\' | kontor connection change --shop s… c… --settings -',
  ],
  async run(parts, { shop: shopId, connection: id, settings, preview, ...given }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    const changed = await changeConnection(knex, { shopId, id, preview }, (present) => {
      const at = parts.systems(present.system);
      if (!at) return unknownConnection(id);
      const unknown = unknownFunctions(at.system, given.functions ?? []);
      if (unknown) return unknown;
      const read = parseForm(at.system, 'settings', mergedSettings(present.settings, settings), speaker);
      return read.ok ? success({ settings: read.value, rules: rules.parse({ ...present.rules, ...given }) }) : read;
    });
    if (!changed) return unknownConnection(id);
    if (!changed.ok) return changed;
    const { connection: its, isChanged } = changed.value;
    if (isChanged && !preview)
      await noteConnection(pool, { shopId, connectionId: id, actor }, 'changed', {
        names: [...Object.keys(settings ?? {}), ...Object.keys(given)],
      });
    const [counts, last] = await Promise.all([countByConnection(pool, shopId, id), lastDocuments(pool, shopId)]);
    return success({
      ...(await connectionViewOf(parts, speaker, its, { counts: counts.get(id), lastDocumentAt: last.get(id) })),
      reviewed: isChanged ? await countLeftOut(pool, { shopId, connectionId: id }) : 0,
      preview,
    });
  },
});
