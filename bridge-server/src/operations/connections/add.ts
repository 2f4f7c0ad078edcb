import { z } from 'zod';
import { checkCredentials } from '../../mirror/mirror.ts';
import { addConnection, formerly } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import { findShop } from '../../shops/shop.ts';
import { defineOperation, success, failure, shopInput } from '../operation.ts';
import { draftOf, jsonInput, mergedSettings, ruleInputs, unknownFunctions } from './inputs.ts';
import { failedCheck, noteConnection } from './note.ts';
import { checkReportView, checkReportViewOf } from './report.ts';
import { reason } from '../../texts/reason.ts';

/** What most connections are switched on for. */
const usual = ['orders', 'refunds', 'cancellations', 'createCustomers'];

export const connectionAdd = defineOperation({
  command: 'connection add',
  summary: 'Checks the credentials with the system, then connects it; nothing is kept unless the check is green.',
  method: 'post',
  path: '/v1/shops/{shop}/connections',
  scope: 'connections:manage',
  input: z.strictObject({
    shop: shopInput,
    system: z.string().min(1).meta({ description: 'The system, such as poweroffice.' }),
    credentials: jsonInput("What the system's credentials are; systems tells what it asks for."),
    settings: jsonInput('Settings that differ from the defaults.').default({}),
    functions: ruleInputs.functions.optional().meta({
      description: `What to switch on, by name; systems tells what each offers. Left out: ${usual.join(', ')}, where it offers them.`,
    }),
    statuses: ruleInputs.statuses.optional(),
    sources: ruleInputs.sources.optional(),
    zeroTotal: ruleInputs.zeroTotal.optional(),
    activeFrom: ruleInputs.activeFrom
      .nullable()
      .default(null)
      .meta({ ...ruleInputs.activeFrom.meta() }),
  }),
  answer: checkReportView.extend({ connection: z.string(), shop: z.string(), system: z.string() }),
  hint: 'An account that was connected before keeps what was set for it, as far as nothing else is given here.',
  examples: ['echo \'{"clientKey": "…"}\' | kontor connection add --shop s… --system poweroffice --credentials -'],
  async run(parts, { shop: shopId, system, credentials, settings, functions, ...given }, { actor }, speaker) {
    const { knex, pool } = parts.database;
    if (!(await findShop(knex, shopId))) return failure(404, reason('shop.unknown:id', { shop: shopId }));
    const read = draftOf(parts, { system, credentials, settings }, speaker);
    if (!read.ok) return read;
    const { found, ...its } = read.value;
    const unknown = unknownFunctions(found.system, functions ?? []);
    if (unknown) return unknown;
    const draft = { shopId, ...its };
    const checked = await checkCredentials(parts.mirror, found, draft);
    if (!checked.ok) return failedCheck(pool, { shopId, actor }, system, checked);
    const before = await formerly(knex, { shopId, system, account: checked.account });
    const kept =
      before && draftOf(parts, { system, credentials, settings: mergedSettings(before.settings, settings) }, speaker);
    const switchedOn =
      functions ?? before?.rules.functions ?? usual.filter((name) => Object.hasOwn(found.system.functions, name));
    const added = await addConnection(knex, parts.sealer, {
      ...draft,
      system,
      account: checked.account,
      accountName: checked.accountName,
      longestKey: found.system.longestKey,
      ...(kept?.ok ? { settings: kept.value.settings } : {}),
      rules: rules.parse({ ...before?.rules, ...given, functions: switchedOn }),
    });
    await noteConnection(pool, { shopId, connectionId: added.id, actor }, 'added', { system });
    return success({
      connection: added.id,
      shop: shopId,
      system,
      ...checkReportViewOf(checked, speaker.of(found.system.texts)),
    });
  },
});
