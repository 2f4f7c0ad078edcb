import type { Texts } from '../text.ts';

const askOperator = 'Tell whoever runs the bridge.';
const seePostgres = {
  screen: 'Tell whoever runs the bridge. Nothing is lost: shops send again.',
  commandLine: 'Check that PostgreSQL runs and that the bridge reaches it. Nothing is lost: shops send again.',
} as const;

/** Why a process cannot start or work, and what is wrong with its keys. Mostly for whoever runs the bridge. */
export const bridgeTexts = {
  'config.wrong': {
    title: '{variable} is wrong',
    cause: '{variable} is "{value}".',
    remedy: 'Set {variable} to {expected}.',
  },
  'config.wrong:secret': {
    title: '{variable} is wrong',
    cause: '{variable} has an invalid value.',
    remedy: 'Set {variable} to {expected}.',
  },
  'config.wrong:of_system': {
    title: '{variable} is wrong',
    cause: '{variable} has an invalid value.',
    remedy: 'Correct {variable}: {said}.',
  },
  'config.wrong:missing': {
    title: '{variable} is not set',
    cause: '{variable} is not set, although other settings of {system} are.',
    remedy: 'Set {variable}: {said}.',
  },
  'config.contradiction:call_timeout': {
    title: 'Two settings contradict each other',
    cause: 'KONTOR_CALL_TIMEOUT is not shorter than KONTOR_LEASE.',
    remedy: 'Make KONTOR_CALL_TIMEOUT smaller or KONTOR_LEASE larger.',
  },
  'config.contradiction:no_key': {
    title: 'KONTOR_KEY is not set',
    cause: 'DATABASE_URL is set, but KONTOR_KEY is not.',
    remedy: 'Set KONTOR_KEY to {expected}, the same for every process on this database.',
  },
  'config.contradiction:former_keys_alone': {
    title: 'KONTOR_KEY is not set',
    cause: 'KONTOR_FORMER_KEYS is set, but KONTOR_KEY is not.',
    remedy: 'Set KONTOR_KEY to the key that the bridge is to seal with from now on.',
  },
  'config.contradiction:no_public_url': {
    title: 'KONTOR_PUBLIC_URL is not set',
    cause: 'HOST is reachable from outside, but KONTOR_PUBLIC_URL is not set.',
    remedy: 'Set KONTOR_PUBLIC_URL to {expected}.',
  },
  'config.contradiction:no_mail_server': {
    title: 'KONTOR_SMTP is not set',
    cause: 'KONTOR_ALARM_MAIL is set, but KONTOR_SMTP is not.',
    remedy: 'Set KONTOR_SMTP to {expected}.',
  },
  'database.unreachable': {
    title: 'The database does not answer',
    cause: 'The database does not answer.',
    remedy: seePostgres,
  },
  'database.unreachable:own': {
    title: 'The database cannot be opened',
    cause: 'The database cannot be opened: {said}.',
    remedy: 'Check that DATABASE_URL is right and that PostgreSQL (15 or newer) runs there.',
  },
  'database.unreachable:pooler': {
    title: 'A pooler stands between bridge and PostgreSQL',
    cause:
      'DATABASE_URL leads to a pooler such as PgBouncer, which ignores the time limits that a connection sets: {said}.',
    remedy: 'Let DATABASE_URL point to PostgreSQL itself, not to the pooler. The bridge has its own pool.',
  },
  'database.unreachable:embedded': {
    title: 'The database cannot be opened',
    cause: 'The database cannot be opened: {said}.',
    remedy: 'Check that this user may write to {folder}.',
  },
  'database.cannot_start': {
    title: 'PostgreSQL does not start',
    cause: 'The embedded PostgreSQL does not start in {folder}: {said}',
    remedy: 'Set KONTOR_DATA to a folder that this user may write to, or set DATABASE_URL to your own PostgreSQL.',
  },
  'database.cannot_start:as_root': {
    title: 'PostgreSQL does not start',
    cause: 'The embedded PostgreSQL does not start in {folder}: {said}',
    remedy:
      'Set KONTOR_DATA to a folder that this user may write to, or set DATABASE_URL to your own PostgreSQL. PostgreSQL never runs as root, but as the user postgres. That user must be able to enter every folder above the data folder.',
  },
  'database.cannot_start:in_use': {
    title: 'The data of PostgreSQL is in use',
    cause: 'The embedded PostgreSQL in {folder} could not be used for {seconds, number} seconds: {said}',
    remedy:
      'Check whether processes named postgres are left over from a bridge that was killed. End them, or wait until they have ended. Then start again.',
  },
  'database.cannot_start:elsewhere': {
    title: 'The data of PostgreSQL is in use elsewhere',
    cause: 'A PostgreSQL in another container or network uses the data in {folder}.',
    remedy:
      'Let only one container use the folder. For several containers, run PostgreSQL separately from the bridge and set DATABASE_URL.',
  },
  'database.not_migrated': {
    title: 'The database is older than the bridge',
    cause: 'The tables of the database are older than this bridge needs.',
    remedy: { screen: askOperator, commandLine: 'Restart the bridge: it updates the tables when it starts.' },
  },
  'server.cannot_listen': {
    title: 'The bridge cannot accept requests',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Check HOST and PORT.',
  },
  'server.cannot_listen:in_use': {
    title: 'The port is in use',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'End the program that uses the port, or set PORT to another one.',
  },
  'server.cannot_listen:not_allowed': {
    title: 'The process may not use the port',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Set PORT to a number above 1023, or allow the process to use this port.',
  },
  'server.cannot_listen:no_address': {
    title: 'The address does not belong to this machine',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Set HOST to an address of this machine.',
  },
  'server.cannot_listen:metrics': {
    title: 'The bridge cannot offer its metrics',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy:
      'Set KONTOR_METRICS_HOST to an address of this machine and KONTOR_METRICS_PORT to a port that nothing else uses.',
  },
  'bridge.unknown_state': {
    title: 'It is unknown whether the bridge is ready',
    cause: 'The bridge could not find out whether it is ready.',
    remedy: 'Look into the log of the bridge.',
  },
  'key.wrong': {
    title: 'KONTOR_KEY is not the right key',
    cause:
      'The secrets of this database were sealed with another key. It is neither KONTOR_KEY nor one of KONTOR_FORMER_KEYS.',
    remedy:
      'Set KONTOR_KEY to the right key. If the database came from a backup, that is the key of the time of the backup. Nothing was changed.',
  },
  'key.missing': {
    title: 'A sealing key is missing',
    cause: 'A secret is sealed with the key {key}, which this process does not have.',
    remedy: {
      screen:
        'Tell whoever runs the bridge that a sealing key is missing. If the key is lost, connect the system again.',
      commandLine:
        'Give the process that key, as KONTOR_KEY or among KONTOR_FORMER_KEYS, and restart it. If the key is lost, connect the system again.',
    },
  },
  'key.missing:identity': {
    title: 'A sealing key is missing',
    cause: 'A secret is sealed with the key {key}, which this process does not have.',
    remedy: {
      screen: askOperator,
      commandLine:
        'Give the process the sealing key that is missing. If it is lost, delete the row of the table identity: the bridge makes a new key as soon as it needs one. Paired shops stay paired. Pairing codes that were printed before are no longer valid.',
    },
  },
  'key.missing:content': {
    title: 'A sealing key is missing',
    cause: "The order's content is sealed with the key {key}, which this process does not have.",
    remedy: {
      screen:
        'Tell whoever runs the bridge that a sealing key is missing. If the key is lost, have the shop send the order again.',
      commandLine:
        'Give the process that key, as KONTOR_KEY or among KONTOR_FORMER_KEYS, and restart it. If the key is lost, have the shop send the order again.',
    },
  },
  'secret.unreadable': {
    title: 'A stored secret was changed',
    cause: 'A stored secret was changed, or belongs to another row of the database.',
    remedy: {
      screen:
        'Connect the system again, with the same account: nothing is sent twice. Tell whoever runs the bridge, so that they find out who changed the database.',
      commandLine:
        'Find out who changed the database. Then connect the system again, with the same account: nothing is sent twice.',
    },
  },
  'secret.unreadable:identity': {
    title: 'A stored secret was changed',
    cause: 'A stored secret was changed, or belongs to another row of the database.',
    remedy: {
      screen: askOperator,
      commandLine:
        'Give the process the sealing key that is missing. If it is lost, delete the row of the table identity: the bridge makes a new key as soon as it needs one. Paired shops stay paired. Pairing codes that were printed before are no longer valid.',
    },
  },
  'secret.unreadable:content': {
    title: 'A stored content was changed',
    cause: 'A stored content was changed, or belongs to another row of the database.',
    remedy: {
      screen:
        'Change the order in the shop, so that it is sent again. Tell whoever runs the bridge, so that they find out who changed the database.',
      commandLine: 'Find out who changed the database. Then change the order in the shop, so that it is sent again.',
    },
  },
  'held.secret_unreadable': {
    title: 'The stored credentials cannot be read',
    cause: 'The sealed credentials were changed, or belong to another row of the database.',
    remedy: 'Connect the system again, with the same account: nothing is sent twice.',
  },
  'retry.key_missing': {
    title: 'A sealing key is missing',
    cause: 'The credentials are sealed with a key that this process does not have.',
    remedy: {
      screen: 'Tell whoever runs the bridge that a sealing key is missing.',
      commandLine: 'Give the process that key, as KONTOR_KEY or among KONTOR_FORMER_KEYS, and restart it.',
    },
  },
  'retry.secret_unreadable': {
    title: 'The stored credentials cannot be read',
    cause: 'The sealed credentials were changed, or belong to another row of the database.',
    remedy: 'Connect the system again, with the same account: nothing is sent twice.',
  },
  'key.rotating': {
    title: 'Another key rotation is under way',
    cause: 'Another key rotation is under way.',
    remedy: 'Wait until it is over. If it was interrupted, run this command again.',
  },
  'key.not_new': {
    title: 'There is no new key',
    cause: 'KONTOR_KEY is in use already, and everything that can be opened is sealed with it.',
    remedy:
      'To change to another key, restart every process with the new key as KONTOR_KEY and the present one among KONTOR_FORMER_KEYS. Then run this command again. If you have done that already, remove KONTOR_FORMER_KEYS.',
  },
} as const satisfies Texts;
