import type pg from 'pg';

/** What was fetched and not acknowledged is offered again at once. */
export async function passTime({ pool, shopId }: { pool: pg.Pool; shopId: string }): Promise<void> {
  await pool.query(`update transfers set due_at = now() where shop_id = $1 and state = 'handed_over' and fetched`, [
    shopId,
  ]);
}
