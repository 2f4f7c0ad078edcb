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
