import { z } from 'zod';

/**
 * Each kind of id is a type of its own, so that the compiler refuses the id of a task as the id of a transfer. A text
 * or a number becomes an id only by one of these schemas, or where the thing itself is made.
 */

// Printable characters only: PostgreSQL cannot store NUL in a text.
const identifier = /^[\x21-\x7e]{1,128}$/;
export const isIdentifier = (text: string): boolean => identifier.test(text);
const textId = z.string().refine(isIdentifier, 'Nothing has such an id');
const numberId = z.number().int().positive();

/** The operator as the issuer of a proof. No shop has this id. */
export const operator = 'operator';

export const shopId = textId.refine((text) => text !== operator, 'No shop has such an id').brand<'ShopId'>();
export type ShopId = z.infer<typeof shopId>;
/** The text as a shop's id; null for a text that cannot be one, such as `operator`. */
export const shopIdOf = (text: string): ShopId | null => shopId.safeParse(text).data ?? null;

export const connectionId = textId.brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof connectionId>;

export const orderId = textId.brand<'OrderId'>();

export const transferId = numberId.brand<'TransferId'>();
export type TransferId = z.infer<typeof transferId>;

export const taskId = numberId.brand<'TaskId'>();
export type TaskId = z.infer<typeof taskId>;
