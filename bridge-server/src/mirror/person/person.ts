/** What a person may say about a transfer, and the event of the state table that it becomes. */
export const personEvents = {
  /** Try again. If the transfer is in doubt, the target is asked first; a step is never sent again unguarded. */
  retry: 'retry_asked',
  /** Somebody has handled the document without Kontor. */
  elsewhere: 'elsewhere',
  /** The document in doubt is not at the target, so it may be sent. */
  absent: 'said_absent',
  /** The document's total may differ from the order's. */
  accept: 'difference_accepted',
  /** It is not to be sent until somebody says so. */
  cancel: 'called_off',
  /** It is to be sent, whatever the connection's rules say. */
  send: 'send_asked',
  /** Look whether the document is still there, and make it anew if it is gone. */
  replay: 'replay_asked',
} as const;
export type PersonVerb = keyof typeof personEvents;
