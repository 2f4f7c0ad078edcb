import type { CodeRequest, ShopFolder } from './runtime.ts';

/** Runs the code in the site's web server, which must be running, and returns everything that it printed. */
export async function executeByWeb(folder: ShopFolder, port: number, request: CodeRequest): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/kontor-run.php`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, token: folder.token }),
  });
  return response.text();
}
