import { z } from 'zod';
import { timeZoneSetting } from '../../documents/day.ts';
import type { FunctionDeclaration } from '../contract.ts';
import { orthosoftField } from './texts.ts';

const name = (text: 'setting.employee' | 'setting.branch' | 'setting.clerk') =>
  z.string().trim().max(100).default('').meta(orthosoftField(text));

/** What a person may set for a connection: to whom new orders are assigned at the office. Empty: the office decides. */
export const orthosoftSettings = z.object({
  employee: name('setting.employee'),
  branch: name('setting.branch'),
  clerk: name('setting.clerk'),
  /** The order's meta field with addresses of files. */
  fileAddressField: z.string().trim().max(100).default('_kontor_file_url').meta(orthosoftField('setting.files')),
  timeZone: timeZoneSetting,
});
export type OrthosoftSettings = z.infer<typeof orthosoftSettings>;

/** The functions that a connection may be switched on for. */
export const orthosoftFunctions = {
  orders: { text: 'function.orders' },
  cancellations: { text: 'function.cancellations' },
} as const satisfies Readonly<Record<string, FunctionDeclaration>>;
