import type { OfficeAnswer } from '@kontor/shared/api/fetching';
import { folderTroubleOf, overdueOf, type OfficeStanding } from '../../shops/office/overdue.ts';
import { reason } from '../../texts/reason.ts';
import type { Speaker } from '../../texts/say.ts';
import { momentOf } from '../format.ts';

/**
 * What is wrong with the fetching of an office, as people read it; null: nothing. Shops do not read where the folder
 * lies on the machine of the bridge.
 */
export function officeTroubleOf(office: OfficeStanding, speaker: Speaker): OfficeAnswer['trouble'] {
  const folder = folderTroubleOf(office);
  const trouble = folder ? { ...folder, why: reason('fetching.folder_unusable') } : overdueOf(office);
  return trouble && { ...speaker.told(trouble.why), since: momentOf(trouble.since) };
}
