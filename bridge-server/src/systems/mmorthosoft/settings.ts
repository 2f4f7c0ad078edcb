import { z } from 'zod';
import { timeZoneSetting } from '../../documents/day.ts';
import { fetchingSettings } from '../contract-fetching.ts';
import type { FunctionDeclaration } from '../contract.ts';
import { assignmentSettings } from './assignment-settings.ts';
import { careMapping } from './care-fields.ts';
import { elementNamesSetting } from './element-names.ts';
import { orthosoftField } from './texts.ts';

/** The formats in which a document can be written. */
export const intakeFormats = ['kontor', 'opentrans'] as const;

/** What a person may set for a connection. */
export const orthosoftSettings = z.object({
  ...assignmentSettings,
  care: careMapping,
  format: z.enum(intakeFormats).default('kontor').meta(orthosoftField('setting.format')),
  elementNames: elementNamesSetting,
  /** The order's meta field with addresses of files. */
  fileAddressField: z.string().trim().max(100).default('_kontor_file_url').meta(orthosoftField('setting.files')),
  timeZone: timeZoneSetting,
  ...fetchingSettings,
});
export type OrthosoftSettings = z.infer<typeof orthosoftSettings>;

/** The functions that a connection may be switched on for. */
export const orthosoftFunctions = {
  orders: { text: 'function.orders' },
  cancellations: { text: 'function.cancellations' },
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
