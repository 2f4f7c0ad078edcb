import { __ } from '@wordpress/i18n';
import type { Verb } from '@kontor/shared/api/view';

/** What a person may say of a document, in words. */
export interface VerbWords {
  readonly label: string;
  /** What is asked before it is done: what it means, and what stays. */
  readonly confirm?: string;
  /** What is shown once it is done. */
  readonly done: string;
}

/** The words of a verb; made anew each time, since the language is known only once the page is there. */
export function wordsOfVerb(verb: Verb): VerbWords {
  switch (verb) {
    case 'retry':
      return { label: __('Try again', 'kontor-bridge'), done: __('It is tried again.', 'kontor-bridge') };
    case 'send':
      return { label: __('Send now', 'kontor-bridge'), done: __('It is on its way.', 'kontor-bridge') };
    case 'accept':
      return {
        label: __('Accept the difference', 'kontor-bridge'),
        done: __('The difference is accepted.', 'kontor-bridge'),
      };
    case 'absent':
      return {
        label: __('It is not there', 'kontor-bridge'),
        confirm: __(
          'Look in the office first. If the document is there after all, it will be there twice.',
          'kontor-bridge',
        ),
        done: __('It is sent again.', 'kontor-bridge'),
      };
    case 'found':
      return {
        label: __('It is there', 'kontor-bridge'),
        done: __('The document is taken for this order’s.', 'kontor-bridge'),
      };
    case 'elsewhere':
      return {
        label: __('Handled elsewhere', 'kontor-bridge'),
        confirm: __(
          'Kontor will do nothing more with this document. What the office has already stays there as it is.',
          'kontor-bridge',
        ),
        done: __('It counts as handled elsewhere.', 'kontor-bridge'),
      };
    case 'cancel':
      return {
        label: __('Do not send', 'kontor-bridge'),
        confirm: __(
          'Nothing has been sent yet. The document stays closed until somebody chooses “Send now”.',
          'kontor-bridge',
        ),
        done: __('It will not be sent.', 'kontor-bridge'),
      };
    case 'replay':
      return {
        label: __('Make it again', 'kontor-bridge'),
        confirm: __(
          'Kontor looks in the office first. If the document is still there, it stays as it is; if it is gone, it is made anew.',
          'kontor-bridge',
        ),
        done: __('Kontor looks whether the document is still there.', 'kontor-bridge'),
      };
  }
}
