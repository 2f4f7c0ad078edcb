import type { Texts } from '../text.ts';

/** What is wrong with the files that orders name. */
export const fileTexts = {
  'file.wrong_hash': {
    title: 'The file is another one',
    cause: 'The SHA-256 of the bytes is not the one in the address.',
    remedy: 'Send the file under the SHA-256 of its bytes, in lower-case hexadecimal digits.',
  },
  'file.wrong_type': {
    title: 'Such files are not taken',
    cause: 'By its content, the file is no PDF, JPEG, PNG, TIFF or HEIC.',
    remedy: 'Save the file as a PDF or as a JPEG, and name that one in the order.',
  },
  'file.no_room': {
    title: 'Too many files without an order',
    cause: 'The shop has sent so many files that no order names, that no more are taken.',
    remedy: 'Send the orders that name the files. The bridge removes a file that no order names after a day.',
  },
  'file.too_large': {
    title: 'The file is too large',
    cause: 'The file is larger than {megabytes} MB.',
    remedy:
      'Make the file smaller, for example with fewer pages or a lower resolution, and name that one in the order.',
  },
  'file.bad_address': {
    title: 'The address leads to no file',
    cause: 'The address is none of the web, names a user, or leads from one address to the next without an end.',
    remedy: 'Enter the address in the order at which the file itself is, such as https://shop.example/scans/7.pdf.',
  },
  'file.foreign_host': {
    title: 'The file is at a foreign address',
    cause: "The address leads to {host}, which is not the shop's own host.",
    remedy: {
      screen: "Store the file on the shop's own host, and name its address there in the order.",
      commandLine:
        "Store the file on the shop's own host. If the shop keeps its files at {host}, allow that host with {variable}, and restart the bridge.",
    },
  },
  'file.address_refused': {
    title: 'The address may not be called',
    cause: 'The bridge may not call the address: {because}',
    remedy: {
      screen: 'Name an address in the order that can be reached from the internet, with https.',
      commandLine: 'Name a public address with https in the order, or allow the private host with {variable}.',
    },
  },
  'file.unreachable': {
    title: 'The file cannot be fetched',
    cause: '{host} answered with status {status} in place of the file.',
    remedy: 'Open the address in a browser where you are not logged in. The file must appear there.',
  },
  'file.unreachable:because': {
    title: 'The file cannot be fetched',
    cause: 'The address does not answer: {because}',
    remedy: 'Open the address in a browser where you are not logged in. The file must appear there.',
  },
  'attachment.unknown': {
    title: 'The document has no such file',
    cause: 'The document {document} does not name this file, or the file was removed after its time.',
    remedy: 'Fetch only files that the document names, and fetch them when you fetch the document.',
  },
  'gap.file_missing': {
    title: 'A file has not arrived',
    cause: 'The order names a file in {field} that the shop has not sent to Kontor.',
    remedy:
      'Wait a few minutes: the order goes on by itself once the file arrives. If it does not arrive, upload it again at the order in the shop: a PDF, JPEG, PNG, TIFF or HEIC of at most 10 MB.',
  },
  'gap.file_unreadable': {
    title: 'A file is not named as it should be',
    cause: 'The field {field} of the order does not name a file as Kontor expects it.',
    remedy: 'Delete that field of the order in the shop, and upload the file again.',
  },
  'gap.file_not_fetched': {
    title: 'A file is being fetched',
    cause: 'The file of address {place} in {field} has not been fetched yet.',
    remedy: 'Nothing: the order goes on by itself once the file is fetched.',
  },
  'gap.file_not_fetched:tried': {
    title: 'A file is being fetched',
    cause: 'The file of address {place} in {field} could not be fetched so far: {because}',
    remedy:
      'Kontor tries again by itself. If the address is wrong, correct it in the order: the order then goes on by itself.',
  },
  'gap.file_refused': {
    title: 'A file is refused',
    cause: 'The file of address {place} in {field} is not taken: {because}',
    remedy: 'Correct the address in the order, or remove it: the order then goes on by itself.',
  },
  'gap.files_too_many': {
    title: 'Too many files',
    cause: 'The order names {count} files, and {limit} is the most.',
    remedy: 'Remove files from the order in the shop, or put several pages into one file.',
  },
} as const satisfies Texts;
