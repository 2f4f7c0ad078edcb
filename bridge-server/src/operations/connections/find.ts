import { connect, type Connected } from '../../mirror/mirror.ts';
import { failure, type OperationResult, type Parts } from '../operation.ts';
import { reason } from '../../texts/reason.ts';

/** Does what needs a connection's system. */
export async function withSystem<Answer>(
  { mirror }: Parts,
  at: { shop: string; connection: string },
  work: (connected: Connected) => Promise<OperationResult<Answer>>,
): Promise<OperationResult<Answer>> {
  const connected = await connect(mirror, at.shop, at.connection);
  return connected ? work(connected) : unknownConnection(at.connection);
}

/** For a connection that the shop does not have. */
export const unknownConnection = (id: string) => failure(404, reason('connection.unknown', { connection: id }));
