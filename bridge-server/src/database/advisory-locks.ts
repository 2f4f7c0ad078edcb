/**
 * The advisory locks of the bridge's database. PostgreSQL knows such a lock only by its number, so all numbers stand
 * here: two locks with one number would keep each other out.
 */
export const advisoryLocks = {
  /** Held while migrating, so that several processes may start at the same time. */
  migration: 7_415_001,
  /** Held while the sealing key is rotated: two rotations at the same time could each make a new key. */
  sealingRotation: 7_415_002,
  /** Held while a pairing or `shop connect` finds or makes its shop: one site must not become two shops. */
  pairing: 7_415_003,
  /** Shared by every process that uses the embedded server; exclusive for the process that stops it. */
  embeddedServer: 7_415_004,
  /** Held while alarms begin and end: one process decides at a time, and the others skip their turn. */
  alarms: 7_415_005,
  /** Held, together with the connection, while a process writes an office's documents into their folder. */
  officeFolder: 7_415_006,
} as const;
