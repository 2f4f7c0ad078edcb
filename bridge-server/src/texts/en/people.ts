import type { Texts, Words } from '../text.ts';

/** What is wrong with a branch, an employee, a clerk or a partner firm. */
export const peopleTexts = {
  'person.unknown': {
    title: 'There is nobody with that number',
    cause: 'The shop has no {kind} with the number {number}.',
    remedy: {
      screen: 'Reload the page.',
      commandLine: 'List them with: kontor people --archived.',
    },
  },
  'person.ik_wrong': {
    title: 'The IK is wrong',
    cause: '{ik} is no institution code (IK): it has nine digits, and the last of them is a check digit.',
    remedy:
      'Enter the IK as it stands on the card of the insured person or in the list of the insurers, or leave it out.',
  },
  'person.ik_of_person': {
    title: 'Only a partner firm has an IK',
    cause: 'An IK was given, but a {kind} has none. Only insurers have one, which are partner firms.',
    remedy: 'Enter the insurer among the partner firms, or leave the IK out.',
  },
  'person.line_unreadable': {
    title: 'The line cannot be read',
    cause: 'Line {line} has no number or no name, or a field is too long or not what it should be.',
    remedy: 'Write it as number;name, or as number;name;{third}.',
  },
  'person.too_many_lines': {
    title: 'The list is too long',
    cause: 'The list has more than {most, number} lines.',
    remedy: 'Save it in several parts.',
  },
  'task.new_order': {
    title: 'A new order',
    cause: 'A new order is ready for the office.',
    remedy: {
      screen: 'Look at it. Then choose "I have done it".',
      commandLine: 'Look at it. Then mark the task as done: kontor task done.',
    },
  },
  'task.not_reopened': {
    title: 'The task cannot be opened again',
    cause: 'Task {id} is no longer needed, or the same task is open again as another one.',
    remedy: {
      screen:
        'Reload the page and look for an open task about the same order. If there is none, choose "Try again" at its document, if that needs somebody.',
      commandLine:
        'Look for an open task about the same order with: kontor tasks. If there is none, retry its document with: kontor retry.',
    },
  },
} as const satisfies Texts;

export const peopleWords = {
  'person.kind.branch': 'branch',
  'person.kind.employee': 'employee',
  'person.kind.clerk': 'clerk',
  'person.kind.partner': 'partner firm',
  'person.email': 'e-mail',
  'task.mail': '{count, plural, one {A task waits} other {# tasks wait}} for you in Kontor, for the shop {shop}.',
  'task.mail_subject': '{count, plural, one {A task} other {# tasks}} for you in Kontor',
  'task.mail_orders': 'Orders: {orders}',
  'task.mail_where':
    'Open WooCommerce → Kontor → Orders in the shop. Whoever manages the people of the office can switch these mails off for you.',
  'person.ik_doubtful': 'The check digit of the IK {ik} is wrong. Please compare it with the original.',
} as const satisfies Words;
