import { addressMatch } from './address-match.ts';
import { addressOperations } from './addresses.ts';
import { alarmOperations } from './alarms.ts';
import { articleOperations } from './articles.ts';
import { readerTokenOperations } from './reader-tokens.ts';
import { connectionAdd } from './connections/add.ts';
import { connectionChange } from './connections/change.ts';
import { systemCheck } from './connections/check-candidate.ts';
import { connectionCheck } from './connections/check.ts';
import { connectionProducts } from './connections/create-products.ts';
import { connectionCredentials } from './connections/credentials.ts';
import { connectionList } from './connections/list.ts';
import { connectionOptions } from './connections/options.ts';
import { connectionPausing } from './connections/pausing.ts';
import { connectionPreview, systemPreview } from './connections/preview-articles.ts';
import { connectionRemove } from './connections/remove.ts';
import { connectionShow } from './connections/show.ts';
import { offeredSystems } from './connections/systems.ts';
import { doctor } from './doctor.ts';
import { journalOperations } from './journal.ts';
import { officeStanding } from './keys/office.ts';
import { officeKeyOperations } from './keys/office-keys.ts';
import { operatorKeyOperations } from './keys/operator-keys.ts';
import { shopKeyOperations } from './keys/shop-keys.ts';
import type { Operation } from './operation.ts';
import { orderOperations } from './orders.ts';
import { pairingOperations } from './pairing.ts';
import { peopleOperations } from './people/people.ts';
import { retentionOperations } from './retention.ts';
import { shopConnections } from './screens/connections.ts';
import { overview } from './screens/overview.ts';
import { orderStandings } from './screens/standings.ts';
import { shopSystems } from './screens/systems.ts';
import { connectionUnmapped } from './screens/unmapped.ts';
import { sealingOperations } from './sealing.ts';
import { shopAccess } from './reading/access.ts';
import { shopCompare } from './reading/compare.ts';
import { shopConnect } from './reading/connect.ts';
import { shopDisconnect } from './reading/disconnect.ts';
import { shopOrders } from './reading/orders.ts';
import { shopPull } from './reading/pull.ts';
import { shopRefreshSettings } from './reading/refresh-settings.ts';
import { shopSettings } from './reading/settings.ts';
import { shopReading } from './reading/show.ts';
import { shopWebhooks } from './reading/webhooks.ts';
import { shopOperations } from './shops.ts';
import { taskOperations } from './tasks/tasks.ts';
import { transferBulk } from './transfers/bulk.ts';
import { transferFound } from './transfers/found.ts';
import { transferList } from './transfers/list.ts';
import { orderPreview } from './transfers/preview.ts';
import { transferShow } from './transfers/show.ts';
import { transferVerbs } from './transfers/verbs.ts';
import { verifyOperations } from './verify.ts';

/** Every operation of the bridge. Intake, results and pairing have routes of their own. */
export const operations: readonly Operation[] = [
  ...shopKeyOperations,
  ...operatorKeyOperations,
  ...officeKeyOperations,
  officeStanding,
  ...shopOperations,
  shopConnect,
  shopOrders,
  shopPull,
  shopCompare,
  shopReading,
  shopSettings,
  shopRefreshSettings,
  shopWebhooks,
  shopAccess,
  shopDisconnect,
  ...pairingOperations,
  overview,
  offeredSystems,
  shopSystems,
  shopConnections,
  systemCheck,
  systemPreview,
  connectionAdd,
  connectionShow,
  connectionChange,
  connectionCredentials,
  connectionCheck,
  connectionPreview,
  connectionOptions,
  connectionUnmapped,
  connectionProducts,
  connectionList,
  ...connectionPausing,
  connectionRemove,
  ...orderOperations,
  orderStandings,
  transferList,
  transferShow,
  orderPreview,
  // Before the verbs, whose addresses would read "bulk" as the id of a transfer.
  transferBulk,
  transferFound,
  ...transferVerbs,
  ...taskOperations,
  ...peopleOperations,
  ...articleOperations,
  ...readerTokenOperations,
  ...addressOperations,
  addressMatch,
  ...journalOperations,
  doctor,
  ...alarmOperations,
  ...retentionOperations,
  ...sealingOperations,
  ...verifyOperations,
];
