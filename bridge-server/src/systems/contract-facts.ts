/** The facts of a connection that outlive one transfer, such as the products of the system. Values are JSON. */
export interface FactStore {
  /** The value stored under the name, unless it is older than `maxAgeSeconds`. */
  get(name: string, maxAgeSeconds: number): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  /** Stores many facts at once. A fact is found again by its `keys`, such as a customer's e-mail addresses. */
  putAll(facts: readonly KeyedFact[]): Promise<void>;
  /** The values of all facts that have the key, whatever their age. */
  withKey(key: string): Promise<unknown[]>;
}
export interface KeyedFact {
  name: string;
  value: unknown;
  keys: readonly string[];
}
