import { __ } from '@wordpress/i18n';
import type { Verb } from '@kontor/shared/api/view';

/** The words of a verb, which is an action of a person on a document. */
export interface VerbWords {
  readonly label: string;
  /** The question before the action: what it means, and what stays as it is. Without it, nothing is asked. */
  readonly confirm?: string;
  /** The message after the action. */
  readonly done: string;
}

/** The words of a verb. It is a function, since the translations are loaded after this module. */
export function wordsOfVerb(verb: Verb): VerbWords {
  switch (verb) {
    case 'retry':
      return { label: __('Try again', 'kontor-bridge'), done: __('Kontor is trying again.', 'kontor-bridge') };
    case 'send':
      return { label: __('Send now', 'kontor-bridge'), done: __('The document is on its way.', 'kontor-bridge') };
    case 'accept':
      return {
        label: __('Accept the difference', 'kontor-bridge'),
        done: __('The difference is accepted.', 'kontor-bridge'),
      };
    case 'absent':
      return {
        label: __('It is not in the office', 'kontor-bridge'),
        confirm: __(
          'Check the office first. If the document is already there, it will be made a second time.',
          'kontor-bridge',
        ),
        done: __('The document is being sent again.', 'kontor-bridge'),
      };
    case 'found':
      return {
        label: __('It is in the office', 'kontor-bridge'),
        done: __('The document now belongs to this order.', 'kontor-bridge'),
      };
    case 'elsewhere':
      return {
        label: __('Handled elsewhere', 'kontor-bridge'),
        confirm: __(
          'Kontor will do nothing more with this document. What is already in the office stays as it is.',
          'kontor-bridge',
        ),
        done: __('The document is marked as handled elsewhere.', 'kontor-bridge'),
      };
    case 'cancel':
      return {
        label: __('Do not send', 'kontor-bridge'),
        confirm: __(
          'Nothing has been sent yet. The document stays closed until somebody chooses “Send now”.',
          'kontor-bridge',
        ),
        done: __('The document will not be sent.', 'kontor-bridge'),
      };
    case 'replay':
      return {
        label: __('Make it again', 'kontor-bridge'),
        confirm: __(
          'Kontor checks the office first. If the document is still there, it stays as it is. If it is gone, Kontor makes it again.',
          'kontor-bridge',
        ),
        done: __('Kontor is checking whether the document is still there.', 'kontor-bridge'),
      };
  }
}
