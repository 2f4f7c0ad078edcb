import { z } from 'zod';
import { checkCredentials } from '../../mirror/mirror.ts';
import { addConnection } from '../../shops/add-connection.ts';
import { readFormerSettings } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import { findShop } from '../../shops/shop.ts';
import { defineOperation, success, failure, shopInput } from '../operation.ts';
import { draftInputs, draftOf, mergedSettings, ruleInputs, unknownFunctions } from './inputs.ts';
import { failedCheck, noteConnection } from './note.ts';
import { checkReportView, checkReportViewOf } from './report.ts';
import { reason } from '../../texts/reason.ts';

/** The functions that are switched on when the caller names none. */
const standardFunctions = ['orders', 'refunds', 'cancellations', 'createCustomers'];

export const connectionAdd = defineOperation({
  command: 'connection add',
  summary:
    'Checks the credentials with the system and then adds the connection. If the check fails, nothing is stored.',
  method: 'post',
  path: '/v1/shops/{shop}/connections',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    ...draftInputs,
    functions: ruleInputs.functions.optional().meta({
      description: [
        'The functions to switch on; kontor systems --json lists those of each system.',
        `Default: ${standardFunctions.join(', ')}, as far as the system has them.`,
      ].join(' '),
    }),
    statuses: ruleInputs.statuses.optional(),
    sources: ruleInputs.sources.optional(),
    zeroTotal: ruleInputs.zeroTotal.optional().meta({
      description:
        'Whether an order with a total of 0.00 is sent, or closed without a document. Default: closed, but sent to a ' +
        'system that delivers, such as mmorthosoft.',
    }),
    activeFrom: ruleInputs.activeFrom
      .nullable()
      .default(null)
      .meta({ ...ruleInputs.activeFrom.meta() }),
  }),
  answer: checkReportView.extend({ connection: z.string(), shop: z.string(), system: z.string() }),
  hint: 'If this account was connected before, its former settings and rules apply again, except those named now.',
  examples: ['echo \'{"clientKey": "…"}\' | kontor connection add --shop s… --system poweroffice --credentials -'],
  async run(parts, { shop: shopId, system, credentials, settings, functions, ...ruleChanges }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    if (!(await findShop(knex, shopId))) return failure(404, reason('shop.unknown:id', { shop: shopId }));
    const draft = draftOf(parts, { system, credentials, settings }, speaker);
    if (!draft.ok) return draft;
    const { atHand, ...parsed } = draft.value;
    const unknown = unknownFunctions(atHand.system, functions ?? []);
    if (unknown) return unknown;
    const candidate = { shopId, ...parsed };
    const check = await checkCredentials(parts.mirror, atHand, candidate);
    if (!check.ok) return failedCheck(pool, { shopId, actor }, system, check);
    const former = await readFormerSettings(knex, { shopId, system, account: check.account });
    const withFormerSettings =
      former && draftOf(parts, { system, credentials, settings: mergedSettings(former.settings, settings) }, speaker);
    const switchedOn =
      functions ??
      former?.rules.functions ??
      standardFunctions.filter((name) => Object.hasOwn(atHand.system.functions, name));
    const added = await addConnection(knex, parts.sealer, {
      ...candidate,
      system,
      account: check.account,
      accountName: check.accountName,
      longestKey: atHand.system.longestKey,
      ...(withFormerSettings?.ok ? { settings: withFormerSettings.value.settings } : {}),
      rules: rules.parse({
        zeroTotal: atHand.system.freeOrders,
        ...former?.rules,
        ...ruleChanges,
        functions: switchedOn,
      }),
    });
    await noteConnection(pool, { shopId, connectionId: added.id, actor }, 'added', { system });
    return success({
      connection: added.id,
      shop: shopId,
      system,
      ...checkReportViewOf(check, speaker.of(atHand.system.texts)),
    });
  },
});
