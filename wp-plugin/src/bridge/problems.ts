import type { BridgeProblem } from './answer.ts';

/** Translates a text, as `__` of WordPress's i18n does. */
export type Translate = (text: string, domain: string) => string;

/**
 * The problems that the page itself finds, such as an answer that never came. bin/languages.mjs collects these texts.
 */
const words = (__: Translate) => ({
  'session.ended': {
    title: __('You are not logged in any more', 'kontor-bridge'),
    cause: __(
      'WordPress does not accept this page any more: the login has ended, or your user may not do this.',
      'kontor-bridge',
    ),
    remedy: __('Reload the page, and log in if you are asked to.', 'kontor-bridge'),
  },
  'shop.no_answer': {
    title: __('The shop did not answer', 'kontor-bridge'),
    cause: __('No answer came from this shop’s own WordPress, or one that is not the plugin’s.', 'kontor-bridge'),
    remedy: __(
      'Check the network and reload the page. If it lasts, a firewall or a security plugin may close the REST API (/wp-json/kontor/v1 and /wp-json/wc/v3): let both through.',
      'kontor-bridge',
    ),
  },
  'bridge.no_answer': {
    title: __('The bridge did not answer', 'kontor-bridge'),
    cause: __('No answer came from the bridge, so it is not known whether the change was made.', 'kontor-bridge'),
    remedy: __('Reload the page to see how things stand before you do it again.', 'kontor-bridge'),
  },
  'answer.unreadable': {
    title: __('The answer cannot be read', 'kontor-bridge'),
    cause: __('The answer does not have the form that this page knows.', 'kontor-bridge'),
    remedy: __('Reload the page. If it lasts, update the plugin and the bridge.', 'kontor-bridge'),
  },
  'request.cancelled': {
    title: __('The request was cancelled', 'kontor-bridge'),
    cause: __('The page stopped waiting for the answer.', 'kontor-bridge'),
    remedy: __('Ask again.', 'kontor-bridge'),
  },
});

export type LocalCode = keyof ReturnType<typeof words>;
/** Makes the problem with a code. */
export type TellProblem = (code: LocalCode, about?: { status: number; correlationId: string | null }) => BridgeProblem;

/** Problems in the language of `translate`. */
export const createProblems =
  (translate: Translate): TellProblem =>
  (code, { status, correlationId } = { status: 0, correlationId: null }) => ({
    code,
    ...words(translate)[code],
    status,
    correlationId,
  });
