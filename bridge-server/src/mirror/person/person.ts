/** What a person may say about a transfer. */
export const personEvents = {
  /** Try again; what is in doubt is asked about first, never sent again unguarded. */
  retry: 'retry_asked',
  /** Somebody has dealt with it outside of Kontor. */
  elsewhere: 'elsewhere',
  /** The document in doubt is not at the target: it may be sent. */
  absent: 'said_absent',
  /** The document's total may differ from the order's. */
  accept: 'difference_accepted',
  /** It is not to be sent, until somebody says so. */
  cancel: 'called_off',
  /** It is to be sent, whatever the connection's rules say. */
  send: 'send_asked',
  /** Look whether its document is still there, and make it anew where it is gone. */
  replay: 'replay_asked',
} as const;
export type PersonVerb = keyof typeof personEvents;
