/**
 * Posts JSON to a route of this shop as the user who is logged in. Null if the answer is not JSON, or not a success.
 */
export async function askShop(url: string, nonce: string, body: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wp-nonce': nonce },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    });
    return answer.ok ? ((await answer.json()) as unknown) : null;
  } catch {
    return null;
  }
}
