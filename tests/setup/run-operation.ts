import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import type { Operation, Parts } from '../../bridge-server/src/operations/operation.ts';
import { speaker } from './telling.ts';

/**
 * Runs an operation as the operator who asks for it, without HTTP. `parts`: those parts of the bridge that the
 * operation uses. Throws where there is no operation.
 */
export async function runAsOperator(operation: Operation | undefined, parts: object) {
  if (!operation) throw new Error('there is no such operation');
  return operation.run(parts as Parts, {}, operatorPrincipal('tester'), speaker);
}
