import type { Knex } from 'knex';
import type { ShopId } from '../../ids.ts';
import { connect, type Connected } from '../../mirror/mirror.ts';
import { listConnections, type Connection } from '../../shops/connection.ts';
import { failure, type OperationResult, type Parts } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

/** A connection of the shop; undefined: it has no such connection. */
export async function findConnection(knex: Knex, shopId: ShopId, id: string): Promise<Connection | undefined> {
  return (await listConnections(knex, shopId)).find((connection) => connection.id === id);
}

/** Connects to the system of a connection and does the work with it. */
export async function withSystem<Answer>(
  { mirror }: Parts,
  { shop, connection }: { shop: string; connection: string },
  work: (connected: Connected) => Promise<OperationResult<Answer>>,
): Promise<OperationResult<Answer>> {
  const connected = await connect(mirror, shop, connection);
  return connected ? work(connected) : unknownConnection(connection);
}

/** The refusal for a connection that the shop does not have. */
export const unknownConnection = (id: string) => failure(404, reason('connection.unknown', { connection: id }));
