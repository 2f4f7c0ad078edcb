import type { Texts, Words } from '../../../texts/text.ts';

export const feedProblems = {
  'held.feed_login': {
    title: 'The feed refuses the login',
    cause: '{host} answered {status}, which says that user and password are wrong or missing.',
    remedy: 'Correct user and password of the connection.',
  },
  'held.feed_login_host': {
    title: 'The login is for another host',
    cause: 'The address is at {host}, and the login is for: {of}.',
    remedy: 'Enter the login again, with the host {host}. Or correct the address.',
  },
  'held.feed_missing': {
    title: 'There is no such feed',
    cause: 'There is nothing at "{address}".',
    remedy:
      'Correct the address in the settings of the connection. A file lies in the folder of the feeds itself; write its name alone.',
  },
  'held.feed_no_folder': {
    title: 'No folder for files is set up',
    cause: '"{address}" is no address that begins with https://, and the bridge reads no files.',
    remedy:
      'Write an address that begins with https://. If a file is meant, whoever runs the bridge names its folder in KONTOR_FEED_FOLDER.',
  },
  'held.feed_moved': {
    title: 'The feed has moved',
    cause: '{host} says that the feed is at another address: {to}',
    remedy: 'Look whether that address is right, and write it into the settings of the connection.',
  },
  'held.feed_too_large': {
    title: 'The feed is too large',
    cause: '"{address}" has more than {megabytes, number} MB, or never ends.',
    remedy: 'Have the office write fewer fields or fewer articles, or read its database in place of the feed.',
  },
  'held.feed_encoding': {
    title: 'The feed has another encoding',
    cause: '"{address}" is not written in {encoding}.',
    remedy: 'Choose the other encoding in the settings. Windows programs often write windows-1252.',
  },
  'held.feed_unreadable': {
    title: 'The feed cannot be read',
    cause: '"{address}" cannot be read as {format}. The reader says: {said}',
    remedy:
      'Look whether format, delimiter and the place of the rows are right in the settings. If they are, the office corrects the feed.',
  },
} as const satisfies Texts;

export const feedWords = {
  'operator.folder':
    'The folder from which connections may read files, as an absolute path. Without it, feeds come by HTTP alone.',
  'setting.address': 'Address',
  'setting.address.help':
    'Such as https://office.example/stock.csv, or the name of a file such as stock.csv in the folder that whoever runs the bridge has set up.',
  'setting.format': 'Format',
  'setting.format.csv': 'CSV with a header',
  'setting.format.json': 'JSON',
  'setting.format.xml': 'XML',
  'setting.encoding': 'Encoding',
  'setting.encoding.help': 'Windows programs often write windows-1252. JSON is nearly always utf-8.',
  'setting.encoding.utf-8': 'utf-8',
  'setting.encoding.windows-1252': 'windows-1252',
  'setting.delimiter': 'Delimiter',
  'setting.delimiter.help': 'For CSV: what stands between two fields, such as ; or , or \\t for a tab.',
  'setting.rows': 'Place of the rows',
  'setting.rows.help':
    'For JSON: the path of the list, such as data.articles; empty if the list is all there is. For XML: the name of the element of one article, such as article.',
  'setting.decimalMark': 'Decimal mark',
  'setting.decimalMark.point': 'Point: 1234.5 or 1,234.5',
  'setting.decimalMark.comma': 'Comma: 1234,5 or 1.234,5',
  'setting.skuField': 'Field of the SKU',
  'setting.skuField.help':
    'The number by which the shop knows the article. A field within another one is written with a dot, such as stock.total; an attribute in XML with @.',
  'setting.nameField': 'Field of the name',
  'setting.stockField': 'Field of the stock',
  'setting.stockField.help': 'If a row has nothing in it, the office keeps no stock of the article.',
  'setting.availableField': 'Field of what is available',
  'setting.availableField.help': 'How much of the stock is free for sale. If empty, all of it is.',
  'setting.gtinField': 'Field of the GTIN',
  'setting.idField': 'Field of the id',
  'setting.idField.help': 'It stays when the SKU changes. If empty, the SKU is the id.',
  'setting.archivedField': 'Field of out of use',
  'setting.archivedField.help': 'Yes, no, 1 and 0 can be read. If empty, all articles are in use.',
  'credentials.host': 'Host',
  'credentials.host.help':
    'Which host gets the login, such as feeds.example.com. With its port, if the address has one.',
  'credentials.user': 'User',
  'credentials.user.help': 'If the address asks for a login.',
  'credentials.password': 'Password',
  'check.articles': 'Articles',
  'check.refused': 'Rows that are no articles',
  'feed.ragged':
    'It has {fields, number} fields, and the header has {expected, number}. A field with the delimiter in it must stand in quotes.',
  'feed.being_written': 'The file is being written just now.',
} as const satisfies Words;
