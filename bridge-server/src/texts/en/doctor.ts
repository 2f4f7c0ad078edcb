import type { Texts } from '../text.ts';

/** What is looked at when somebody asks how the bridge is. */
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
    cause: 'The database needed {ms, number} ms for its answer.',
    remedy: 'See what else uses the machine, and whether its disk is full or slow.',
  },
  'doctor.database_read_only': {
    title: 'The database takes nothing in',
    cause: 'The database accepts no writes: it is a standby, or its disk is full.',
    remedy:
      'Make room on its disk, or lead DATABASE_URL to the server that accepts writes. Shops send again by themselves.',
  },
  'doctor.clock_well': {
    title: 'The clocks agree',
    cause: 'The clocks of this machine and of the database agree.',
    remedy: 'Nothing.',
  },
  'doctor.clock_differs': {
    title: 'The clocks differ',
    cause: 'The clocks of this machine and of the database are {seconds, number} seconds apart.',
    remedy: 'Set both by a time server (NTP). Beyond a minute, requests of shops are refused.',
  },
  'doctor.work_well': {
    title: 'Nothing waits for a worker',
    cause: 'Nothing that is due has waited for longer than a minute.',
    remedy: 'Nothing.',
  },
  'doctor.work_late': {
    title: 'What is due is not done',
    cause:
      'Something that is due has waited for {minutes, number} minutes: no worker is at work, or there are too few.',
    remedy:
      'See that a process with KONTOR_ROLE=both or KONTOR_ROLE=worker runs, and what its log says. If one does, raise KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'A doubt is not settled',
    cause: 'A system has not told for {minutes, number} minutes whether a document is there.',
    remedy: {
      screen:
        'See which under Orders of the shop: it is being checked with the office. It is asked for a day, then a person must look.',
      commandLine: 'See which with: kontor transfers --state in_doubt. It is asked for a day, then a person must look.',
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
  'doctor.workers_well': {
    title: 'Workers are at work',
    cause: '{count, plural, one {One worker is} other {# workers are}} at work.',
    remedy: 'Nothing.',
  },
  'doctor.workers_none': {
    title: 'No worker is at work',
    cause: 'No worker is at work: orders are taken in, and none becomes a document.',
    remedy:
      'Start a process with KONTOR_ROLE=both or KONTOR_ROLE=worker. If one runs, its log says what keeps it from working.',
  },
  'doctor.workers_versions': {
    title: 'Workers of several versions',
    cause: 'Workers of several versions are at work: {versions}.',
    remedy: 'Bring all processes to one version. While they are being changed, several at a time are as it should be.',
  },
  'doctor.worker_vanished': {
    title: 'A worker went without a word',
    cause:
      'The worker on {host} was last seen {minutes, plural, one {a minute} other {# minutes}} ago, and did not stop by itself.',
    remedy:
      'See on {host} why the process ended, or what keeps it from the database. Other workers take over what it had in hand. An hour later it is forgotten.',
  },
  'doctor.worker_idle': {
    title: 'A worker gets no answer',
    cause:
      'The worker on {host} has looked for work in vain for {minutes, plural, one {a minute} other {# minutes}}, though its process runs.',
    remedy: 'Its log says what keeps it. Restart the process if it does not recover.',
  },
  'doctor.worker_clock': {
    title: 'The clock of a worker is wrong',
    cause: 'The clocks of the worker on {host} and of the database are {seconds, number} seconds apart.',
    remedy: 'Set the clocks of {host} and of the database by a time server (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Many documents are blocked',
    cause: 'Within an hour, {count, number} documents to {system} became blocked ({group}).',
    remedy: {
      screen: 'Many at once have one cause: see it under Orders of each shop, and mend it once.',
      commandLine:
        'Many at once have one cause: see it with kontor transfers --state blocked, mend it once, then say kontor bulk retry --state blocked --reason and its code.',
    },
  },
  'doctor.database_gone': {
    title: 'The database cannot be used',
    cause: 'The process on {host} cannot use its database ({said}). Orders stay in the shops, and nothing is sent.',
    remedy:
      'See that PostgreSQL runs, that its disk has room, and that {host} reaches it. Nothing is lost: shops send again by themselves.',
  },
  'doctor.alarms_well': {
    title: 'Alarms are told',
    cause: 'Alarms are told by {ways}.',
    remedy: 'Nothing.',
  },
  'doctor.alarms_untold': {
    title: 'Alarms do not arrive',
    cause: '{count, plural, one {One message} other {# messages}} did not arrive: {because}',
    remedy: '{mend} They are tried again by themselves.',
  },
  'doctor.documents_blocked': {
    title: 'Documents need somebody',
    cause: '{count, plural, one {One document needs} other {# documents need}} somebody.',
    remedy: {
      screen: 'See why under Orders of each shop.',
      commandLine: 'See why with: kontor transfers --state blocked. The shop sees the same under Orders.',
    },
  },
  'doctor.orders_unread': {
    title: 'Orders cannot be read',
    cause: '{count, plural, one {One order} other {# orders}} cannot be read as the shop sent them.',
    remedy: {
      screen: 'See which under Orders of each shop. Each is mended in its shop and saved there.',
      commandLine: 'See which with: kontor orders. Each is mended in its shop and saved there.',
    },
  },
  'doctor.disk_well': {
    title: 'The disk has room',
    cause: '{megabytes, number} MB are free where the data folder is.',
    remedy: 'Nothing.',
  },
  'doctor.disk_low': {
    title: 'The disk is nearly full',
    cause: 'Only {megabytes, number} MB are free where the data folder is.',
    remedy:
      'Make room, or move KONTOR_DATA to a larger disk while the bridge is stopped. A full disk takes no orders in.',
  },
  'doctor.disk_elsewhere': {
    title: 'The disk is not seen from here',
    cause: 'The database is your own, so its disk is not seen from here.',
    remedy: 'Watch its disk where it runs.',
  },
} as const satisfies Texts;
