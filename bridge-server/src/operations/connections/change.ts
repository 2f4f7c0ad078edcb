import { changeAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { countByConnection, countLeftOut, lastDocuments } from '../../mirror/transfer/counts.ts';
import { changeConnection } from '../../shops/change-connection.ts';
import { rules } from '../../shops/rules.ts';
import { connectionInput, defineOperation, success, shopInput, flagInput } from '../operation.ts';
import { jsonInput, mergedSettings, ruleInputs, unknownFunctions } from './inputs.ts';
import { unknownConnection } from './find.ts';
import { noteConnection } from './note.ts';
import { parseForm } from './parse.ts';
import { readOffices } from '../../shops/office/overdue.ts';
import { connectionViewOf } from '../screens/connection-view.ts';

export const connectionChange = defineOperation({
  command: 'connection change',
  summary:
    'Changes the named rules and settings of a connection. Orders that the old rules left out are reviewed again.',
  method: 'post',
  path: '/v1/shops/{shop}/connections/{connection}/change',
  scope: 'connections:write',
  input: z.strictObject({
    shop: shopInput,
    connection: connectionInput,
    settings: jsonInput('The settings to change. Each of them is replaced as a whole; the others stay.').optional(),
    preview: flagInput('true: changes nothing, and shows what the change would do.'),
    ...z.object(ruleInputs).partial().shape,
  }),
  positional: ['connection'],
  answer: changeAnswer,
  examples: [
    'kontor connection change --shop s… c… --functions orders,refunds,cancellations,payments,createCustomers',
    'echo \'{"confirm": true}\' | kontor connection change --shop s… c… --settings -',
  ],
  async run(parts, { shop: shopId, connection: id, settings, preview, ...ruleChanges }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    const change = await changeConnection(knex, { shopId, id, preview }, (present) => {
      const atHand = parts.systems(present.system);
      if (!atHand) return unknownConnection(id);
      const unknown = unknownFunctions(atHand.system, ruleChanges.functions ?? []);
      if (unknown) return unknown;
      const read = parseForm(atHand.system, 'settings', mergedSettings(present.settings, settings), speaker);
      if (!read.ok) return read;
      return success({ settings: read.value, rules: rules.parse({ ...present.rules, ...ruleChanges }) });
    });
    if (!change) return unknownConnection(id);
    if (!change.ok) return change;
    const { connection, isChanged } = change.value;
    if (isChanged && !preview)
      await noteConnection(pool, { shopId, connectionId: id, actor }, 'changed', {
        names: [...Object.keys(settings ?? {}), ...Object.keys(ruleChanges)],
      });
    const [counts, last, offices] = await Promise.all([
      countByConnection(pool, shopId, id),
      lastDocuments(pool, shopId),
      readOffices(pool, shopId),
    ]);
    return success({
      ...(await connectionViewOf(parts, speaker, connection, {
        counts: counts.get(id),
        lastDocumentAt: last.get(id),
        office: offices.find(({ connectionId }) => connectionId === id),
      })),
      reviewed: isChanged ? await countLeftOut(pool, { shopId, connectionId: id }) : 0,
      preview,
    });
  },
});
