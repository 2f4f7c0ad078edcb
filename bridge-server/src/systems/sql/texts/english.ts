import type { Texts, Words } from '../../../texts/text.ts';

export const sqlProblems = {
  'held.host_not_allowed': {
    title: 'The database server is not allowed',
    cause: 'The bridge may not connect to {host}, since KONTOR_SQL_HOSTS does not name it.',
    remedy:
      'Correct host and port in the settings. If they are right, whoever runs the bridge adds them to KONTOR_SQL_HOSTS and restarts it.',
  },
  'held.role_refused': {
    title: 'The database refuses the user',
    cause: 'The database does not let the user "{user}" in. It said: {said}',
    remedy: 'Correct user and password of the connection, or ask whoever runs the database to let the user in.',
  },
  'held.database_unknown': {
    title: 'There is no such database',
    cause: 'The server has no database "{database}", or the user may not use it. It said: {said}',
    remedy: 'Correct the name of the database in the settings of the connection.',
  },
  'held.view_unknown': {
    title: 'There is no such view',
    cause: 'The database "{database}" has no view or table "{view}".',
    remedy:
      'Correct the name of the view in the settings. If it belongs to a schema, write the schema before it, such as office.articles.',
  },
  'held.not_readable': {
    title: 'The user may not read the view',
    cause: 'The user "{user}" has no right to read "{view}", or there is no such view. The database said: {said}',
    remedy: 'Whoever runs the database grants the user the right to read the view, and no other right.',
  },
  'held.view_writes': {
    title: 'Reading the view would change something',
    cause: 'The database refused to read "{view}", since reading it calls a function that writes. It said: {said}',
    remedy: 'Name a view that only reads. Kontor changes nothing in a database.',
  },
  'held.view_slow': {
    title: 'The view takes too long',
    cause: 'The database did not answer within {seconds} seconds when "{view}" was read.',
    remedy:
      'Whoever runs the database gives the column of the id, or of the SKU, an index, or makes the view simpler. Kontor tries again by itself.',
  },
  'held.view_endless': {
    title: 'The view has too many rows',
    cause: '"{view}" has more than {rows, number} rows.',
    remedy: 'Name a view that has one row for each article.',
  },
  'held.key_repeated': {
    title: 'The column tells no articles apart',
    cause: 'The column "{column}" has the same value in too many rows, or values that are too long.',
    remedy: 'Name a column in the settings that differs from row to row, such as the id of the article.',
  },
  'held.no_tls': {
    title: 'The connection to the database is not safe',
    cause: 'No encrypted connection to {host} came about. The reason: {said}',
    remedy:
      'Whoever runs the database sets it up for TLS with a certificate that the bridge trusts. Within a safe network, TLS can be switched off in the settings.',
  },
  'held.view_failed': {
    title: 'The view cannot be read',
    cause: 'The database could not read "{view}". It said: {said}',
    remedy: 'Whoever runs the database corrects the view. Kontor tries again by itself.',
  },
} as const satisfies Texts;

export const sqlWords = {
  'operator.hosts':
    'The database servers that connections may read from, as host or host:port with commas between them. Without it, no database is offered.',
  'setting.engine': 'Kind of database',
  'setting.engine.postgresql': 'PostgreSQL',
  'setting.engine.mariadb': 'MariaDB or MySQL',
  'setting.host': 'Host',
  'setting.host.help': 'Such as db.example.com. Whoever runs the bridge must have allowed it.',
  'setting.port': 'Port',
  'setting.port.help': 'If empty: 5432 for PostgreSQL, 3306 for MariaDB and MySQL.',
  'setting.tls': 'Encrypted with TLS',
  'setting.tls.help': 'Switch it off only within a network that nobody else can listen to.',
  'setting.database': 'Database',
  'setting.view': 'View or table',
  'setting.view.help': 'One row for each article. Such as articles, or office.articles for the view of a schema.',
  'setting.skuColumn': 'Column of the SKU',
  'setting.skuColumn.help': 'The number by which the shop knows the article.',
  'setting.nameColumn': 'Column of the name',
  'setting.stockColumn': 'Column of the stock',
  'setting.stockColumn.help': 'If a row has nothing in it, the office keeps no stock of the article.',
  'setting.availableColumn': 'Column of what is available',
  'setting.availableColumn.help': 'How much of the stock is free for sale. If empty, all of it is.',
  'setting.gtinColumn': 'Column of the GTIN',
  'setting.idColumn': 'Column of the id',
  'setting.idColumn.help':
    'It differs from row to row and stays when the SKU changes. It should have an index. If empty, the SKU is the id.',
  'setting.archivedColumn': 'Column of out of use',
  'setting.archivedColumn.help': 'Yes, no, 1 and 0 can be read. If empty, all articles are in use.',
  'setting.changedColumn': 'Column of the last change',
  'setting.changedColumn.help':
    'A date with time. With it, only changed rows are read after the first time. If empty, all rows are read each time.',
  'credentials.user': 'User',
  'credentials.user.help': 'Best is a user that can only read this view.',
  'credentials.password': 'Password',
  'check.view': 'View',
  'check.columns': 'Columns',
  'check.may_write':
    'The user "{user}" may also change data. Kontor reads in a transaction that changes nothing, but a user that can only read is safer.',
} as const satisfies Words;
