import type { Sources } from './sources.ts';

export type RuntimeName = 'classic' | 'node';

/** Code to run inside a site, as site/kontor-run.php takes it. */
export interface CodeRequest {
  phase: 'install' | null;
  code: string;
  args: Readonly<Record<string, unknown>>;
}

/** A way to run WordPress on this machine. */
export interface Runtime {
  readonly name: RuntimeName;
  /** What runs WordPress, for people and for the name of the cached shop; for instance "PHP 8.2.36, MariaDB 10.11.14". */
  describe(): Promise<string>;
  /** Installs what the runtime itself needs. Throws ShopUnavailable where it cannot run here. */
  prepare(say: (line: string) => void): Promise<void>;
  /** Adds to a new site what the runtime's database needs. */
  furnish(folder: ShopFolder, sources: Sources): Promise<void>;
  /** How WordPress reaches the database of the shop in that folder, as DB_HOST; empty: SQLite. */
  databaseHost(folder: ShopFolder): string;
  /** Starts the database, and PHP as soon as it is told to. */
  open(folder: ShopFolder, port: number): Promise<RunningSite>;
}

/** Where a shop lies: WordPress in `site`, the database's own files in `database`, logs beside them. */
export interface ShopFolder {
  root: string;
  site: string;
  database: string;
  /** Guards what runs code inside the site. */
  token: string;
}

/** A site whose database is up. */
export interface RunningSite {
  startPhp(): Promise<void>;
  stopPhp(): Promise<void>;
  /** Runs code inside the site and returns whatever was printed. */
  execute(request: CodeRequest): Promise<string>;
  /** Ends everything; `clean`: the database's files can be copied afterwards. */
  close(how: 'clean' | 'at once'): Promise<void>;
}
