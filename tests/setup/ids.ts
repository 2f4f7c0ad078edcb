import { taskId, transferId, type TaskId, type TransferId } from '../../bridge-server/src/ids.ts';

/** The number as a transfer's id. Throws where there is no number, as when the test found no transfer. */
export const transferIdOf = (id: number | undefined): TransferId => transferId.parse(id);
/** The number as a task's id. Throws where there is no number. */
export const taskIdOf = (id: number | undefined): TaskId => taskId.parse(id);
