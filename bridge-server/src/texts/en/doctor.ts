import type { Texts } from '../text.ts';

/** What `kontor doctor` and alarms say about the bridge. */
export const doctorTexts = {
  'doctor.versions': {
    title: 'Versions',
    cause: 'Kontor {kontor}, Node.js {node}, PostgreSQL {postgres}.',
    remedy: 'Nothing.',
  },
  'doctor.database_well': {
    title: 'The database answers',
    cause: 'The database answered in {ms, number} ms and takes {megabytes, number} MB.',
    remedy: 'Nothing.',
  },
  'doctor.database_slow': {
    title: 'The database is slow',
    cause: 'The database took {ms, number} ms to answer.',
    remedy: 'Check what else uses the machine, and whether its disk is full or slow.',
  },
  'doctor.database_read_only': {
    title: 'The database does not accept data',
    cause: 'The database does not accept data: it is a standby server, or its disk is full.',
    remedy:
      'Make room on its disk, or set DATABASE_URL to the server that accepts data. Shops send again by themselves.',
  },
  'doctor.clock_well': {
    title: 'The clocks agree',
    cause: 'The clocks of this machine and of the database agree.',
    remedy: 'Nothing.',
  },
  'doctor.clock_differs': {
    title: 'The clocks differ',
    cause: 'The clocks of this machine and of the database are {seconds, number} seconds apart.',
    remedy:
      'Set both clocks with a time server (NTP). If they differ by more than a minute, the bridge refuses requests from shops.',
  },
  'doctor.work_well': {
    title: 'No work is waiting',
    cause: 'Nothing that is due has waited for more than a minute.',
    remedy: 'Nothing.',
  },
  'doctor.work_late': {
    title: 'Work is left lying',
    cause: 'Work that is due has waited for {minutes, number} minutes: no worker is running, or there are too few.',
    remedy:
      'Check that a process with KONTOR_ROLE=both or KONTOR_ROLE=worker runs, and look into its log. If one runs, raise KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'It is still unclear whether a document exists',
    cause: 'For {minutes, number} minutes a system has not said whether a document is there.',
    remedy: {
      screen:
        'See which one under Orders of the shop. Kontor keeps asking the office for a day. After that, somebody must look in the system.',
      commandLine:
        'See which one with: kontor transfers --state in_doubt. Kontor keeps asking for a day. After that, somebody must look in the system.',
    },
  },
  'doctor.connection_held': {
    title: 'A connection is held back',
    cause: '{account} of the shop {shop} ({connection}) is held back: {because}',
    remedy: '{mend} It goes on by itself once the cause is gone.',
  },
  'doctor.connections_held': {
    title: 'Connections are held back',
    cause:
      '{count, number} connections are held back for one cause ({accounts}{others, plural, =0 {} one { and one more} other { and # more}}): {because}',
    remedy: '{mend} They go on by themselves once the cause is gone.',
  },
  'doctor.shop_unread': {
    title: 'A shop cannot be read',
    cause: 'The bridge has not been able to read the shop {name} ({shop}) for {minutes, number} minutes: {because}',
    remedy: '{mend} Nothing is skipped: the bridge goes on where it stopped.',
  },
  'doctor.office_overdue': {
    title: 'An office does not fetch its documents',
    cause: '{account} of the shop {shop} ({connection}): {because}',
    remedy: '{mend} No document is lost: each is offered until the office accepts it.',
  },
  'doctor.office_folder_unusable': {
    title: 'A folder for an office cannot be used',
    cause: 'The documents of {account} of the shop {shop} ({connection}) cannot be written: {because}',
    remedy: '{mend} No document is lost: the bridge goes on by itself.',
  },
  'doctor.workers_well': {
    title: 'Workers are running',
    cause: '{count, plural, one {One worker is} other {# workers are}} running.',
    remedy: 'Nothing.',
  },
  'doctor.workers_none': {
    title: 'No worker is running',
    cause: 'No worker is running: the bridge accepts orders, but none of them becomes a document.',
    remedy:
      'Start a process with KONTOR_ROLE=both or KONTOR_ROLE=worker. If one runs, its log says what keeps it from working.',
  },
  'doctor.workers_versions': {
    title: 'Workers of different versions are running',
    cause: 'Workers of different versions are running: {versions}.',
    remedy: 'Bring all processes to the same version. During an update, several versions at once are normal.',
  },
  'doctor.worker_vanished': {
    title: 'A worker has vanished',
    cause:
      'The worker on {host} was last seen {minutes, plural, one {a minute} other {# minutes}} ago. It was not stopped in the usual way.',
    remedy:
      'Find out on {host} why the process ended, or what cuts it off from the database. Other workers take over its work. After an hour this message disappears.',
  },
  'doctor.worker_idle': {
    title: 'A worker gets no answer from the database',
    cause:
      'The worker on {host} has tried in vain to fetch work for {minutes, plural, one {a minute} other {# minutes}}, although its process runs.',
    remedy: 'Its log says what hinders it. If it does not recover, restart the process.',
  },
  'doctor.worker_clock': {
    title: 'The clock of a worker is wrong',
    cause: 'The clocks of the worker on {host} and of the database are {seconds, number} seconds apart.',
    remedy: 'Set the clocks of {host} and of the database with a time server (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Many documents are blocked',
    cause: 'Within an hour, {count, number} documents for {system} were blocked ({group}).',
    remedy: {
      screen: 'So many at once usually have one cause. Find it under Orders of each shop, and remove it once.',
      commandLine:
        'So many at once usually have one cause. Find it with kontor transfers --state blocked and remove it once. Then run kontor bulk retry --state blocked --reason with its code.',
    },
  },
  'doctor.database_gone': {
    title: 'The database cannot be used',
    cause: 'The process on {host} cannot use its database ({said}). Orders stay in the shops, and nothing is sent.',
    remedy:
      'Check that PostgreSQL runs, that its disk has room and that {host} reaches it. Nothing is lost: shops send again by themselves.',
  },
  'doctor.alarms_well': {
    title: 'Alarms are sent',
    cause: 'Alarms are sent by {ways}.',
    remedy: 'Nothing.',
  },
  'doctor.alarms_untold': {
    title: 'Alarms do not arrive',
    cause: '{count, plural, one {One message} other {# messages}} did not arrive: {because}',
    remedy: '{mend} The bridge sends them again by itself.',
  },
  'doctor.documents_blocked': {
    title: 'Documents need somebody to act',
    cause: '{count, plural, one {One document needs} other {# documents need}} somebody to act.',
    remedy: {
      screen: 'See why under Orders of each shop.',
      commandLine: 'See why with: kontor transfers --state blocked. The shop sees the same under Orders.',
    },
  },
  'doctor.orders_unread': {
    title: 'Orders cannot be read',
    cause: '{count, plural, one {One order} other {# orders}} cannot be read as the shop sent them.',
    remedy: {
      screen: 'See which ones under Orders of each shop. Correct each order in its shop and save it there.',
      commandLine: 'See which ones with: kontor orders. Correct each order in its shop and save it there.',
    },
  },
  'doctor.disk_well': {
    title: 'The disk has room',
    cause: '{megabytes, number} MB are free on the disk of the data folder.',
    remedy: 'Nothing.',
  },
  'doctor.disk_low': {
    title: 'The disk is nearly full',
    cause: 'Only {megabytes, number} MB are free on the disk of the data folder.',
    remedy:
      'Make room, or stop the bridge and move KONTOR_DATA to a larger disk. With a full disk, the bridge accepts no orders.',
  },
  'doctor.disk_elsewhere': {
    title: 'The disk of the database cannot be checked',
    cause: 'The database is your own, so the bridge cannot see its disk.',
    remedy: 'Watch the disk on the server of the database.',
  },
} as const satisfies Texts;
