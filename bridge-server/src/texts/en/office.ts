import type { Texts } from '../text.ts';

/** What is wrong with the requests of an office that fetches its documents, and with its keys. */
export const officeTexts = {
  'office.wrong_key': {
    title: 'The key of the office is wrong',
    cause: 'The bridge has no such key for an office, or the key was revoked, or its connection was removed.',
    remedy: {
      screen: 'Ask whoever runs the bridge for a new key, and enter it in the program that fetches.',
      commandLine: 'Make a new key, and enter it in the program that fetches: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'Too many wrong keys',
    cause: 'Too many wrong keys for an office came from the same address.',
    remedy: 'Enter the right key in the program that fetches, and wait a minute.',
  },
  'office.not_fetching': {
    title: 'No office fetches from this system',
    cause: 'Kontor itself sends the documents to {target}. So there is nothing to fetch.',
    remedy: {
      screen: 'Choose a connection to a system whose office fetches.',
      commandLine: 'Name a connection to a system whose office fetches; list them with: kontor connection list.',
    },
  },
  'document.unknown': {
    title: 'No such document is offered',
    cause: 'The connection offers no document {document} now. It may have been accepted, replaced or cancelled.',
    remedy: 'Fetch the list of documents again, and fetch only what is in the list.',
  },
  'document.not_fetched': {
    title: 'The document cannot be acknowledged',
    cause: 'The document {document} was not fetched, or it was already acknowledged in another way.',
    remedy: 'Fetch the document before you acknowledge it. If it is no longer offered, nothing is left to do.',
  },
  'key.unknown:of_office': {
    title: 'There is no such key',
    cause: 'The connection has no such key in use for an office.',
    remedy: { screen: 'Reload the page.', commandLine: 'List the keys with: kontor office-key list --shop … c…' },
  },
} as const satisfies Texts;
