/** The advisory locks of the bridge's database. Their numbers stand together, so that none is taken for another's. */
export const advisoryLocks = {
  /** The tables are brought up to date. */
  migration: 7_415_001,
  /** The sealing key is changed. */
  sealingRotation: 7_415_002,
  /** A pairing code is used up. */
  pairing: 7_415_003,
  /** Shared: a process uses the embedded server. Exclusive: its last user stops it. */
  embeddedServer: 7_415_004,
  /** It is decided what becomes of the alarms. */
  alarms: 7_415_005,
} as const;
