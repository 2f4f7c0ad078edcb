import { systemsAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { neededVariables } from '../../config/operator.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { formsOf } from '../connections/systems.ts';

export const shopSystems = defineOperation({
  command: 'shop systems',
  summary: 'Lists every system that this bridge knows, offered or not, with its forms and the data that it receives.',
  method: 'get',
  path: '/v1/shops/{shop}/systems',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: systemsAnswer,
  table: { list: 'systems', columns: ['key', 'label', 'offered', 'missing', 'transmits'] },
  run: async ({ known, offered }, _input, _principal, speaker) =>
    success({
      systems: known.map((system) => {
        const isOffered = offered.includes(system.key);
        return {
          key: system.key,
          label: system.label,
          offered: isOffered,
          // A system that is not offered lacks all of its variables: with only some of them set, the bridge does not
          // start.
          missing: isOffered ? [] : neededVariables(system),
          createsProducts: system.prepare !== undefined,
          ...formsOf(system, speaker),
          transmits: [...system.transmits],
        };
      }),
    }),
});
