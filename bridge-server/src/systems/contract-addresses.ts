/** The marks by which an office's addresses are found. */
export interface AddressMarks {
  emails: readonly string[];
  /** However it is written; null: there is none. */
  organisationNumber: string | null;
}

/** The addresses of a connection's office, as they were collected. */
export interface KnownAddresses {
  /**
   * The ids of all addresses that may have one of the marks, among others that do not; and the system's own mark, from
   * which it must ask the office what changed since. Null: the addresses were not collected so far.
   */
  find(marks: AddressMarks): Promise<{ ids: string[]; mark: unknown } | null>;
}
