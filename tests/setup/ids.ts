import { taskId, transferId, type TaskId, type TransferId } from '../../bridge-server/src/ids.ts';

/** The number as a transfer's id. Throws where there is none, such as when the transfer was not found. */
export const transferIdOf = (id: number | undefined): TransferId => transferId.parse(id);
/** The number as a task's id. Throws where there is none. */
export const taskIdOf = (id: number | undefined): TaskId => taskId.parse(id);
