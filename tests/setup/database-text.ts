import type pg from 'pg';

/** Everything that the database holds, as text; bytes as PostgreSQL writes them. */
export async function databaseText(pool: pg.Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ line: string }>(`select row_to_json(t)::text as line from "${name}" t`);
    texts.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  return texts.join('\n');
}

/** The names of the secrets that the text has, as they are or in the notation of PostgreSQL or base64. */
export const secretsIn = (text: string, secrets: Readonly<Record<string, string>>): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) => {
    const bytes = Buffer.from(secret);
    // In base64 the letters depend on where the text begins, so only the middle is looked for.
    const inBase64 = [0, 1, 2].map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString('base64')
        .slice(4, -4),
    );
    return [secret, bytes.toString('hex'), ...inBase64].some((form) => text.includes(form)) ? [name] : [];
  });
