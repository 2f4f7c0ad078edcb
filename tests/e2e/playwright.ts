/**
 * The part of playwright-core that the tests use. Its own types are not available, since it is installed in the cache
 * and not among the project's packages. Its documentation describes each method:
 * https://playwright.dev/docs/api/class-page
 */

export interface Playwright {
  chromium: { launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser> };
}

export interface Browser {
  newContext(options: { viewport: { width: number; height: number } }): Promise<Context>;
  close(): Promise<void>;
}

export interface Context {
  route(matches: (url: URL) => boolean, handle: (route: { abort(): Promise<void> }) => Promise<void>): Promise<void>;
  newPage(): Promise<Page>;
}

/** A file that a page's form sends. */
export interface SentFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export interface Page {
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  goto(address: string): Promise<unknown>;
  fill(selector: string, value: string): Promise<void>;
  check(selector: string): Promise<void>;
  setInputFiles(selector: string, files: readonly SentFile[]): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  press(selector: string, key: string): Promise<void>;
  waitForSelector(selector: string): Promise<unknown>;
  waitForURL(address: RegExp): Promise<void>;
  waitForLoadState(state: 'load'): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  content(): Promise<string>;
  evaluate(script: string): Promise<unknown>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  url(): string;
  on(event: 'pageerror', listener: (fault: Error) => void): unknown;
}

/** The module as Playwright. Throws if it clearly is another module. */
export function playwrightOf(module: unknown): Playwright {
  if (typeof module === 'object' && module !== null && 'chromium' in module) return module as Playwright;
  throw new Error('The cache does not hold playwright-core.');
}
