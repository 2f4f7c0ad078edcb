/** The advisory locks of the bridge's database. Their numbers stand together, so that none is taken for another's. */
export const advisoryLocks = {
  /** Held while migrating, so that several processes may start at once. */
  migration: 7_415_001,
  /** Held while the sealing key is rotated: two at a time could each make a key. */
  sealingRotation: 7_415_002,
  /** Held while a pairing finds or makes its shop: two codes for one site must not make two shops. */
  pairing: 7_415_003,
  /** Held shared by whoever uses the embedded server, and alone by whoever stops it. */
  embeddedServer: 7_415_004,
  /** Held while it is decided what becomes of the alarms: one process does so at a time, and the others pass by. */
  alarms: 7_415_005,
} as const;
