import { connect, type Connected } from '../../mirror/mirror.ts';
import { failure, type OperationResult, type Parts } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

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
