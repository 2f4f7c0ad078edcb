import { officeAnswer } from '@kontor/shared/api/fetching';
import { z } from 'zod';
import { countByConnection } from '../../mirror/transfer/counts.ts';
import { readOffices } from '../../shops/office/overdue.ts';
import { fetchingSettingsIn } from '../../systems/contract-fetching.ts';
import { findConnection, unknownConnection } from '../connections/find.ts';
import { momentOf, momentOrNone } from '../format.ts';
import { connectionInput, defineOperation, shopInput, success } from '../operation.ts';
import { documentsAddress, notFetching } from './office-connection.ts';
import { officeTroubleOf } from './office-trouble.ts';

export const officeStanding = defineOperation({
  command: 'office standing',
  summary: 'Shows when the office of a connection last asked for its documents, and how many wait for it.',
  method: 'get',
  path: '/v1/shops/{shop}/connections/{connection}/office',
  scope: 'connections:read',
  input: z.strictObject({ shop: shopInput, connection: connectionInput }),
  positional: ['connection'],
  answer: officeAnswer,
  examples: ['kontor office standing --shop s… c…'],
  async run(parts, { shop: shopId, connection: connectionId }, _principal, speaker) {
    const { knex, pool } = parts.database;
    const connection = await findConnection(knex, shopId, connectionId);
    if (!connection) return unknownConnection(connectionId);
    const refusal = notFetching(parts, connection);
    if (refusal) return refusal;
    const [offices, counts] = await Promise.all([readOffices(pool, shopId), countByConnection(pool, shopId)]);
    const office = offices.find((standing) => standing.connectionId === connectionId);
    const { refusedAt = null, refusedAddress = null } = office ?? {};
    return success({
      documents: documentsAddress(parts, connection),
      askedAt: momentOrNone(office?.askedAt ?? null),
      fetchMinutes: fetchingSettingsIn(connection.settings).fetchMinutes,
      refusedComputer: refusedAt && refusedAddress ? { at: momentOf(refusedAt), address: refusedAddress } : null,
      intoFolder: office?.folderAt != null,
      offered: office?.offered ?? 0,
      fetched: office?.fetched ?? 0,
      accepted: counts.get(connectionId)?.done ?? 0,
      trouble: office ? officeTroubleOf(office, speaker) : null,
    });
  },
});
