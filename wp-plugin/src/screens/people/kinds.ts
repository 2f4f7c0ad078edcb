import { __ } from '@wordpress/i18n';
import type { PeopleKind } from '@kontor/shared/api/people';

// The page loads no schemas, so this list is written here once more. Its type keeps it complete.
const inOrder: Readonly<Record<PeopleKind, true>> = { branch: true, employee: true, clerk: true, partner: true };
export const kinds = Object.keys(inOrder) as PeopleKind[];

/** What a list of people is called, what stands in it, and what its form says. */
export interface KindTexts {
  readonly list: string;
  readonly about: string;
  readonly add: string;
}

export function textsOfKind(kind: PeopleKind): KindTexts {
  switch (kind) {
    case 'branch':
      return {
        list: __('Branches', 'kontor-bridge'),
        about: __(
          'The places of your office. The settings of a connection say which orders belong to which.',
          'kontor-bridge',
        ),
        add: __('Add a branch', 'kontor-bridge'),
      };
    case 'employee':
      return {
        list: __('Employees', 'kontor-bridge'),
        about: __('To whom new orders may belong in the office.', 'kontor-bridge'),
        add: __('Add an employee', 'kontor-bridge'),
      };
    case 'clerk':
      return {
        list: __('Clerks', 'kontor-bridge'),
        about: __('Who works on orders in the office, and whose the tasks are.', 'kontor-bridge'),
        add: __('Add a clerk', 'kontor-bridge'),
      };
    case 'partner':
      return {
        list: __('Partner firms', 'kontor-bridge'),
        about: __(
          'Firms that the office works with. Those with an IK are insurers: an order that names another insurer waits until somebody decides.',
          'kontor-bridge',
        ),
        add: __('Add a partner firm', 'kontor-bridge'),
      };
  }
}
