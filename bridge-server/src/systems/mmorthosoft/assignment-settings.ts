import { z } from 'zod';
import { assignmentField } from './assignment-texts.ts';

/** The number or the short name of a person or a branch, as the office knows them. Empty: the office decides. */
const number = z.string().trim().max(100);
const branch = number.min(1).meta(assignmentField('setting.branches.branch', { options: 'branches' }));

/** The settings that say to whom new orders are assigned, and who looks at them. */
export const assignmentSettings = {
  employee: number.default('').meta(assignmentField('setting.employee', { options: 'employees' })),
  branch: number.default('').meta(assignmentField('setting.branch', { options: 'branches' })),
  clerk: number.default('').meta(assignmentField('setting.clerk', { options: 'clerks' })),
  branchField: z.string().trim().max(255).default('_kontor_branch').meta(assignmentField('setting.branchField')),
  branches: z
    .array(
      z.object({
        shipping: z.string().trim().min(1).max(1000).meta(assignmentField('setting.branches.shipping')),
        branch,
      }),
    )
    .default([])
    .meta(assignmentField('setting.branches')),
  clerks: z
    .array(
      z.object({
        branch,
        clerk: number.min(1).meta(assignmentField('setting.clerk', { options: 'clerks' })),
      }),
    )
    .default([])
    .meta(assignmentField('setting.clerks')),
  tasks: z.enum(['problems', 'every_order']).default('problems').meta(assignmentField('setting.tasks')),
};
export type AssignmentSettings = z.infer<z.ZodObject<typeof assignmentSettings>>;
