import { systemsAnswer } from '@kontor/shared/api/connections';
import { z } from 'zod';
import { neededVariables } from '../../config/operator.ts';
import { defineOperation, success, shopInput } from '../operation.ts';
import { formsOf } from '../connections/systems.ts';

export const shopSystems = defineOperation({
  command: 'shop systems',
  summary: 'Every system that this bridge knows, offered or not, with its forms and with the data that goes to it.',
  method: 'get',
  path: '/v1/shops/{shop}/systems',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput }),
  positional: ['shop'],
  answer: systemsAnswer,
  table: { list: 'systems', columns: ['key', 'label', 'offered', 'missing', 'transmits'] },
  run: async ({ known, offered }, _given, _principal, speaker) =>
    success({
      systems: known.map((system) => {
        const isOffered = offered.includes(system.key);
        return {
          key: system.key,
          label: system.label,
          offered: isOffered,
          // Where one of them were set, the bridge would not have started without the others.
          missing: isOffered ? [] : neededVariables(system),
          createsProducts: system.prepare !== undefined,
          ...formsOf(system, speaker),
          transmits: [...system.transmits],
        };
      }),
    }),
});
