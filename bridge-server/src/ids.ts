import { z } from 'zod';

/**
 * The ids of things, each kind a type of its own: the id of a task does not pass as that of a transfer, nor a
 * connection's as a shop's. A text or a number becomes an id by one of these schemas alone, or where a thing is made.
 */

// Control characters, NUL above all, would be no text to PostgreSQL.
const identifier = /^[\x21-\x7e]{1,128}$/;
export const isIdentifier = (text: string): boolean => identifier.test(text);
const textId = z.string().refine(isIdentifier, 'Nothing has such an id');
const numberId = z.number().int().positive();

/** Whoever runs the bridge, as the issuer of a proof. No shop has this id. */
export const operator = 'operator';

export const shopId = textId.refine((text) => text !== operator, 'No shop has such an id').brand<'ShopId'>();
export type ShopId = z.infer<typeof shopId>;
/** The text as a shop's id; null for a text that can be none, above all the issuer of another kind of caller. */
export const shopIdOf = (text: string): ShopId | null => shopId.safeParse(text).data ?? null;

export const connectionId = textId.brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof connectionId>;

export const orderId = textId.brand<'OrderId'>();

export const transferId = numberId.brand<'TransferId'>();
export type TransferId = z.infer<typeof transferId>;

export const taskId = numberId.brand<'TaskId'>();
export type TaskId = z.infer<typeof taskId>;
