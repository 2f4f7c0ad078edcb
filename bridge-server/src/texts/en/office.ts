import type { Texts } from '../text.ts';

/** What is wrong with the requests of an office that fetches its documents, and with its keys. */
export const officeTexts = {
  'shop.unknown:of_office': {
    title: 'The address is that of another shop',
    cause: 'The key of the office belongs to another shop than the address names.',
    remedy:
      'Enter the address that was shown with the key. It also stands under Connections, this connection, Fetching.',
  },
  'connection.unknown:of_office': {
    title: 'The address is that of another connection',
    cause: 'The key of the office belongs to another connection than the address names.',
    remedy:
      'Enter the address that was shown with the key. It also stands under Connections, this connection, Fetching.',
  },
  'office.wrong_key': {
    title: 'The key of the office is wrong',
    cause: 'The bridge has no such key for an office, or the key was revoked, or its connection was removed.',
    remedy: {
      screen: 'Create a new key under Connections, this connection, Fetching. Enter it in the program that fetches.',
      commandLine: 'Make a new key, and enter it in the program that fetches: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'Too many wrong keys',
    cause: 'Too many wrong keys for an office came from the same address.',
    remedy: 'Enter the right key in the program that fetches, and wait a minute.',
  },
  'office.computer_not_allowed': {
    title: 'The computer may not fetch',
    cause: 'The request came from {address}, which is not among the computers that the connection allows.',
    remedy: {
      screen:
        'If it is a computer of the office, add {address} to the allowed computers: Connections, this connection, Fetching. If {address} is a proxy of the bridge, ask whoever runs the bridge to set KONTOR_PROXY_HOPS.',
      commandLine:
        'If it is a computer of the office, add {address} to allowedComputers in the settings of the connection. If {address} is a proxy in front of the bridge, set KONTOR_PROXY_HOPS.',
    },
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
    cause:
      'The connection offers no document {document} now. It may have been accepted, replaced or cancelled, or the connection is paused.',
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
  'fetching.office_silent': {
    title: 'The office does not fetch',
    cause:
      'The office last asked for its documents {minutes, number} minutes ago, but is expected every {interval, plural, one {minute} other {# minutes}}. {waiting, plural, =0 {No new document waits.} one {One new document waits.} other {# new documents wait.}}',
    remedy:
      'Check at the office that the program that fetches runs and reaches the bridge. If the office fetches less often, enter a longer interval in the settings of the connection.',
  },
  'fetching.office_silent:never': {
    title: 'The office has not fetched yet',
    cause:
      'The office got a key {minutes, number} minutes ago and has not asked for documents since. {waiting, plural, =0 {No new document waits.} one {One new document waits.} other {# new documents wait.}}',
    remedy:
      'Enter the key and the address of the documents in the program that fetches, and start it. If the key is not needed, revoke it.',
  },
  'fetching.documents_waiting': {
    title: 'Documents wait for the office',
    cause:
      'The oldest document has waited for {minutes, number} minutes. {waiting, plural, one {One document was} other {# documents were}} not fetched, and {fetched, plural, one {one document was} other {# documents were}} fetched and not acknowledged.',
    remedy:
      'Check that the program that fetches has a key, reports no error, and acknowledges what it fetches. If the documents are written into a folder, each file must be moved to done or refused.',
  },
  'fetching.folder_unusable': {
    title: 'The folder of the documents cannot be used',
    cause: 'The bridge cannot use the folder into which it writes the documents of this connection. They wait.',
    remedy: {
      screen: 'Ask whoever runs the bridge to look at the folder.',
      commandLine: 'kontor doctor says what is wrong with the folder.',
    },
  },
  'office_folder.missing': {
    title: 'A folder of the office is missing',
    cause: 'There is no folder {folder}.',
    remedy:
      'If the folder is on a network drive, connect the drive. Otherwise create the folder. Kontor creates none, so that it never writes below a drive that is not connected.',
  },
  'office_folder.not_allowed': {
    title: 'A folder of the office may not be used',
    cause: 'Kontor may not read or write in {folder}: {said}',
    remedy: 'Give the user that runs Kontor the right to read, create and delete files in {folder}.',
  },
  'office_folder.full': {
    title: 'There is no room in a folder of the office',
    cause: 'Kontor cannot write into {folder}: {said}',
    remedy: 'Make room on the disk of {folder}.',
  },
  'office_folder.failed': {
    title: 'A folder of the office cannot be used',
    cause: 'Kontor cannot work in {folder}: {said}',
    remedy: 'Check that {folder} is a folder on a disk that works, and that its network drive is connected.',
  },
  'fetch.wrong_setting:documents': {
    title: 'The address of the documents is wrong',
    cause: 'The address of the documents is missing, or it does not end in /documents.',
    remedy: 'Set KONTOR_OFFICE_DOCUMENTS, or --documents, to the address that was shown with the key.',
  },
  'fetch.wrong_setting:plain_http': {
    title: 'The address of the documents has no https',
    cause: 'Without https, anybody between the office and the bridge could read the key and the documents.',
    remedy: 'Use an address with https. In a network that you trust, add --plain-http.',
  },
  'fetch.wrong_setting:folder': {
    title: 'The folder for the documents is wrong',
    cause: 'The folder for the documents is not named, or it does not exist.',
    remedy: 'Create the folder, and name it in KONTOR_OFFICE_FOLDER or --folder.',
  },
  'fetch.wrong_setting:key': {
    title: 'The key of the office is missing',
    cause: 'There is no key, or the file with the key cannot be read.',
    remedy: 'Set KONTOR_OFFICE_KEY, or name a file that holds the key with --key-file.',
  },
  'fetch.wrong_setting:interval': {
    title: 'The interval is wrong',
    cause: 'The interval is not a number between 1 and 86400.',
    remedy: 'Set KONTOR_OFFICE_INTERVAL, or --interval, to a number of seconds, such as 300.',
  },
  'fetch.folder_in_use': {
    title: 'Another program fetches into the folder',
    cause: 'Another kontor fetch runs on this computer with the folder {folder}.',
    remedy: 'Let it go on, or stop it first.',
  },
} as const satisfies Texts;
