import { problemText } from '@kontor/shared/problem';
import { z } from 'zod';
import { factKinds, factSchemas, type MissingFact, type StoredFacts } from '../../shops/facts.ts';
import type { Speaker } from '../../texts/say.ts';
import type { ShownTable } from '../operation.ts';

/** What could not be read of a shop's settings: the route of WooCommerce's REST API, and the problem. */
export const missingSetting = z.object({ route: z.string(), ...problemText.shape });

export const missingSettingOf = ({ route, why }: MissingFact, speaker: Speaker): z.output<typeof missingSetting> => ({
  route,
  ...speaker.told(why),
});

/** The settings of a shop as people see them. A list that was never read is empty; `read` tells which ones were. */
export const settingsView = z.object({
  ...factSchemas,
  general: factSchemas.general.nullable(),
  tax: factSchemas.tax.nullable(),
  timeZone: factSchemas.timeZone.nullable(),
  read: z
    .array(z.object({ fact: z.enum(factKinds), readAt: z.date().nullable(), askedAt: z.date().nullable() }))
    .meta({ description: 'When each fact was read, and when the shop was last asked for it.' }),
  missing: z
    .array(missingSetting)
    .meta({ description: 'What could not be read when the shop was last asked. What was read before is shown.' }),
});

export const settingsTables: readonly ShownTable[] = [
  { list: 'taxClasses', columns: ['slug', 'name'] },
  { list: 'taxRates', columns: ['id', 'percent', 'country', 'state', 'class', 'name'] },
  { list: 'paymentMethods', columns: ['id', 'title', 'enabled'] },
  { list: 'shippingZones', columns: ['id', 'name'] },
  { list: 'shippingMethods', columns: ['zone', 'id', 'method', 'title', 'enabled'] },
  { list: 'read', columns: ['fact', 'readAt', 'askedAt'] },
  { list: 'missing', columns: ['route', 'code', 'cause', 'remedy'] },
];

export const settingsViewOf = (facts: StoredFacts, speaker: Speaker): z.input<typeof settingsView> => ({
  general: facts.general.content,
  tax: facts.tax.content,
  timeZone: facts.timeZone.content,
  taxClasses: facts.taxClasses.content ?? [],
  taxRates: facts.taxRates.content ?? [],
  paymentMethods: facts.paymentMethods.content ?? [],
  shippingZones: facts.shippingZones.content ?? [],
  shippingMethods: facts.shippingMethods.content ?? [],
  read: factKinds.map((fact) => ({ fact, readAt: facts[fact].readAt, askedAt: facts[fact].askedAt })),
  missing: factKinds.flatMap((fact) => facts[fact].missing.map((missing) => missingSettingOf(missing, speaker))),
});
