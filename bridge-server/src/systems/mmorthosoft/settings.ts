import { z } from 'zod';
import { timeZoneSetting } from '../../documents/day.ts';
import type { FunctionDeclaration } from '../contract.ts';
import { careMapping } from './care-fields.ts';
import { elementNamesSetting } from './element-names.ts';
import { orthosoftField } from './texts.ts';

/** The formats in which a document can be written. */
export const intakeFormats = ['kontor', 'opentrans'] as const;

const name = (text: 'setting.employee' | 'setting.branch' | 'setting.clerk') =>
  z.string().trim().max(100).default('').meta(orthosoftField(text));

/** What a person may set for a connection. Where an assignment is empty, the office decides. */
export const orthosoftSettings = z.object({
  employee: name('setting.employee'),
  branch: name('setting.branch'),
  clerk: name('setting.clerk'),
  care: careMapping,
  format: z.enum(intakeFormats).default('kontor').meta(orthosoftField('setting.format')),
  elementNames: elementNamesSetting,
  timeZone: timeZoneSetting,
});
export type OrthosoftSettings = z.infer<typeof orthosoftSettings>;

/** The functions that a connection may be switched on for. */
export const orthosoftFunctions = {
  orders: { text: 'function.orders' },
  cancellations: { text: 'function.cancellations' },
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
