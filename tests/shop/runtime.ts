import type { Sources } from './sources.ts';

export type RuntimeName = 'classic' | 'node';

/** PHP code to run inside a site, as site/kontor-run.php expects it. */
export interface CodeRequest {
  phase: 'install' | null;
  code: string;
  args: Readonly<Record<string, unknown>>;
}

/** A way to run WordPress on this machine. */
export interface Runtime {
  readonly name: RuntimeName;
  /**
   * The versions of PHP and database, such as "PHP 8.2.36, MariaDB 10.11.14"; they are part of the name of the cached
   * template.
   */
  describe(): Promise<string>;
  /** Installs what the runtime itself needs. Throws ShopUnavailable if it cannot run on this machine. */
  prepare(say: (line: string) => void): Promise<void>;
  /** Adds the files to a new site that the runtime's database needs. */
  furnish(folder: ShopFolder, sources: Sources): Promise<void>;
  /** The DB_HOST by which WordPress reaches the shop's database; empty: SQLite. */
  databaseHost(folder: ShopFolder): string;
  /** Starts the database. PHP is started later, by `startPhp`. */
  open(folder: ShopFolder, port: number): Promise<RunningSite>;
}

/** The folder of a shop: WordPress is in `site`, the database's files are in `database`, and logs are beside them. */
export interface ShopFolder {
  root: string;
  site: string;
  database: string;
  /** The secret that a request to run code inside the site must contain. */
  token: string;
}

/** A site whose database is running. */
export interface RunningSite {
  startPhp(): Promise<void>;
  stopPhp(): Promise<void>;
  /** Runs code inside the site, and returns everything that it printed. */
  execute(request: CodeRequest): Promise<string>;
  /** Ends everything. After `clean` the database's files can be copied. */
  close(how: 'clean' | 'at once'): Promise<void>;
}
