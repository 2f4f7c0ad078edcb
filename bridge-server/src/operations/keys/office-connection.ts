import type { Connection } from '../../shops/connection.ts';
import { reason } from '../../texts/reason.ts';
import { failure, type Parts } from '../operation.ts';

/** The refusal for a connection from which no office fetches; null for one from which an office does. */
export function notFetching({ systems }: Pick<Parts, 'systems'>, connection: Pick<Connection, 'system'>) {
  const system = systems(connection.system)?.system;
  if (system?.delivery.how === 'pulled') return null;
  return failure(409, reason('office.not_fetching', { target: system?.label ?? connection.system }));
}

/** The address at which the office of the connection fetches its documents. */
export const documentsAddress = ({ config }: Pick<Parts, 'config'>, { shopId, id }: Connection): string =>
  `${config.publicUrl}/v1/shops/${shopId}/connections/${id}/documents`;
