import type { Texts } from '../text.ts';

const askOperator = 'Tell whoever runs the bridge.';
const seePostgres = {
  screen: 'Tell whoever runs the bridge. Nothing is lost: shops send again.',
  commandLine: 'See that PostgreSQL runs and that the bridge reaches it; nothing is lost, shops send again.',
} as const;

/** What keeps a process from starting or from working, and what is wrong with its keys; read by whoever runs the bridge. */
export const bridgeTexts = {
  'config.wrong': {
    title: '{variable} is wrong',
    cause: '{variable} is "{value}".',
    remedy: 'Set {variable} to {expected}.',
  },
  'config.wrong:secret': {
    title: '{variable} is wrong',
    cause: '{variable} is not understood.',
    remedy: 'Set {variable} to {expected}.',
  },
  'config.wrong:of_system': {
    title: '{variable} is wrong',
    cause: '{variable} is not understood.',
    remedy: 'Set {variable} rightly: {said}.',
  },
  'config.wrong:missing': {
    title: '{variable} is not set',
    cause: '{variable} is not set, although other settings of {system} are.',
    remedy: 'Set {variable} rightly: {said}.',
  },
  'config.contradiction:call_timeout': {
    title: 'Two settings do not go together',
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
    remedy: 'Set KONTOR_KEY to the key that is to be in charge.',
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
    remedy: 'See that DATABASE_URL is right and that PostgreSQL (15 or newer) runs there.',
  },
  'database.unreachable:pooler': {
    title: 'Something stands before PostgreSQL',
    cause:
      'DATABASE_URL leads to something that passes statements on, such as PgBouncer, and does not keep the time-outs of a connection: {said}.',
    remedy: 'Let DATABASE_URL lead to PostgreSQL itself, past the pooler. The bridge keeps a pool of its own.',
  },
  'database.unreachable:embedded': {
    title: 'The database cannot be opened',
    cause: 'The database cannot be opened: {said}.',
    remedy: 'See that {folder} can be written to by this user.',
  },
  'database.cannot_start': {
    title: 'PostgreSQL does not start',
    cause: 'The embedded PostgreSQL does not start in {folder}: {said}',
    remedy: 'Set KONTOR_DATA to a folder that this user may write to, or DATABASE_URL to a PostgreSQL of your own.',
  },
  'database.cannot_start:as_root': {
    title: 'PostgreSQL does not start',
    cause: 'The embedded PostgreSQL does not start in {folder}: {said}',
    remedy:
      'Set KONTOR_DATA to a folder that this user may write to, or DATABASE_URL to a PostgreSQL of your own. PostgreSQL never runs as root but as the user postgres, who must be able to enter every folder above it.',
  },
  'database.cannot_start:in_use': {
    title: 'The data of PostgreSQL is in use',
    cause: 'The embedded PostgreSQL in {folder} could not be used within {seconds, number} seconds: {said}',
    remedy:
      'See whether processes named postgres that belong to a server that was killed still run, and end them; or wait until they have ended. Then start again.',
  },
  'database.cannot_start:elsewhere': {
    title: 'The data of PostgreSQL is in use elsewhere',
    cause: 'A PostgreSQL in another container or network uses the data in {folder}.',
    remedy:
      'Let one container alone use the folder. For several containers, run PostgreSQL apart from the bridge and set DATABASE_URL.',
  },
  'database.not_migrated': {
    title: 'The database is older than the bridge',
    cause: 'The database has older tables than this bridge needs.',
    remedy: { screen: askOperator, commandLine: 'Restart the bridge: it migrates when it starts.' },
  },
  'server.cannot_listen': {
    title: 'The bridge cannot listen',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Check HOST and PORT.',
  },
  'server.cannot_listen:in_use': {
    title: 'The port is in use',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'End what uses the port, or set PORT to another one.',
  },
  'server.cannot_listen:not_allowed': {
    title: 'The port may not be used',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Set PORT to one above 1023, or let the process use it.',
  },
  'server.cannot_listen:no_address': {
    title: 'The address is not of this machine',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy: 'Set HOST to an address of this machine.',
  },
  'server.cannot_listen:metrics': {
    title: 'The bridge cannot tell its metrics',
    cause: 'The bridge cannot listen on {host}:{port} ({fault}).',
    remedy:
      'Set KONTOR_METRICS_HOST to an address of this machine and KONTOR_METRICS_PORT to a port that nothing else uses.',
  },
  'bridge.unknown_state': {
    title: 'It is not known whether the bridge is ready',
    cause: 'Whether the bridge is ready could not be found out.',
    remedy: 'See the log of the bridge.',
  },
  'key.wrong': {
    title: 'KONTOR_KEY is another key',
    cause: "KONTOR_KEY is not the key that this database's secrets were sealed with, nor is one of KONTOR_FORMER_KEYS.",
    remedy: 'Give the right key, or that of the backup that the database came from. Nothing was changed.',
  },
  'key.missing': {
    title: 'A sealing key is missing',
    cause: 'A secret is sealed with the key {key}, which this process does not have.',
    remedy: {
      screen: 'Tell whoever runs the bridge that a sealing key is missing. Without it, connect the system anew.',
      commandLine:
        'Give the process that key, as KONTOR_KEY or among KONTOR_FORMER_KEYS, and restart it. Without the key, connect the system anew.',
    },
  },
  'key.missing:identity': {
    title: 'A sealing key is missing',
    cause: 'A secret is sealed with the key {key}, which this process does not have.',
    remedy: {
      screen: askOperator,
      commandLine:
        'Give the process the sealing key that is missing. If it is lost, delete the row of the table identity: the bridge makes another key when it is asked for it. Paired shops stay paired, and codes that were printed before count no more.',
    },
  },
  'secret.unreadable': {
    title: 'A stored secret was changed',
    cause: 'A stored secret was changed, or belongs to another row of the database.',
    remedy: {
      screen:
        'Connect the system anew, with the same account: nothing is sent twice. Tell whoever runs the bridge, who should find out who changed the database.',
      commandLine:
        'Find out who changed the database. Then connect the system anew, with the same account: nothing is sent twice.',
    },
  },
  'secret.unreadable:identity': {
    title: 'A stored secret was changed',
    cause: 'A stored secret was changed, or belongs to another row of the database.',
    remedy: {
      screen: askOperator,
      commandLine:
        'Give the process the sealing key that is missing. If it is lost, delete the row of the table identity: the bridge makes another key when it is asked for it. Paired shops stay paired, and codes that were printed before count no more.',
    },
  },
  'held.secret_unreadable': {
    title: 'The stored credentials cannot be opened',
    cause: 'The sealed credentials were changed, or belong to another row.',
    remedy: 'Connect the system anew with the same account; nothing is sent twice.',
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
    title: 'The stored credentials cannot be opened',
    cause: 'The sealed credentials were changed, or belong to another row.',
    remedy: 'Connect the system anew with the same account; nothing is sent twice.',
  },
  'key.rotating': {
    title: 'Another rotation is under way',
    cause: 'Another rotation is under way.',
    remedy: 'Wait for it; when it was interrupted, run this again.',
  },
  'key.not_new': {
    title: 'There is no new key',
    cause: 'KONTOR_KEY is in charge already, and everything that can be opened is sealed with it.',
    remedy:
      'For another key, start every process with the new one as KONTOR_KEY and this one among KONTOR_FORMER_KEYS, then run this again. If that was done, drop KONTOR_FORMER_KEYS.',
  },
} as const satisfies Texts;
