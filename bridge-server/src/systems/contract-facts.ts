/** The facts of a connection that outlive one transfer, such as the products of the system. Values are JSON. */
export interface FactStore {
  /** The value stored under the name, unless it is older than `maxAgeSeconds`. */
  get(name: string, maxAgeSeconds: number): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
}
