import type { PersonVerb } from '../../mirror/person/person.ts';

/** What a person may say about a transfer, as a command is introduced. */
export interface VerbDescription {
  summary: string;
  examples: readonly string[];
}

export const verbDescriptions: Readonly<Record<PersonVerb, VerbDescription>> = {
  retry: {
    summary: 'Tries a waiting or blocked transfer again; what is in doubt is asked about first.',
    examples: ['kontor retry 17'],
  },
  elsewhere: {
    summary: 'Closes a transfer that somebody has dealt with outside of Kontor.',
    examples: ['kontor elsewhere 17'],
  },
  absent: {
    summary: 'Says that a document in doubt is not at the target, so that it may be sent.',
    examples: ['kontor absent 17'],
  },
  accept: { summary: "Accepts that a document's total differs from its order's.", examples: ['kontor accept 17'] },
  cancel: {
    summary: 'Closes a transfer of which nothing was begun; it stays closed until somebody lets it be sent.',
    examples: ['kontor cancel 17'],
  },
  send: {
    summary: "Sends what a rule or a person closed, or what is waiting, now and whatever the connection's rules say.",
    examples: ['kontor send 17'],
  },
  replay: {
    summary: 'Looks whether the document of a transfer is still at the target, and makes it anew where it is gone.',
    examples: ['kontor replay 17'],
  },
};
