import type { PersonVerb } from '../../mirror/person/person.ts';

/** The help of a command by which a person decides about a transfer. */
export interface VerbDescription {
  summary: string;
  examples: readonly string[];
}

export const verbDescriptions: Readonly<Record<PersonVerb, VerbDescription>> = {
  retry: {
    summary: 'Tries a waiting or blocked transfer again. If it is in doubt, Kontor asks the system first.',
    examples: ['kontor retry 17'],
  },
  elsewhere: {
    summary: 'Closes a transfer that somebody has handled outside Kontor.',
    examples: ['kontor elsewhere 17'],
  },
  absent: {
    summary: 'Says that the document of a transfer in doubt is not at the target, so that it may be sent.',
    examples: ['kontor absent 17'],
  },
  accept: {
    summary: "Accepts a document although its total differs from the order's total.",
    examples: ['kontor accept 17'],
  },
  cancel: {
    summary: 'Closes a transfer that has not started. It stays closed until somebody uses send.',
    examples: ['kontor cancel 17'],
  },
  send: {
    summary: 'Sends a waiting transfer, or one that a rule or a person closed, now and regardless of the rules.',
    examples: ['kontor send 17'],
  },
  replay: {
    summary: 'Asks the target whether the document of a transfer still exists, and makes it again if it does not.',
    examples: ['kontor replay 17'],
  },
};
