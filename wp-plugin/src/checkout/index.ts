import { isInsurerNumber } from './insurer-number.ts';
import { showHints } from './hints.ts';

/** What the shop hands over to this script. */
interface CheckoutSettings {
  readonly insurerNumber: { readonly inputs: readonly string[]; readonly hint: string };
}

const { insurerNumber } = (window as unknown as { kontorBridge: CheckoutSettings }).kontorBridge;
showHints(document, { ids: insurerNumber.inputs, isRight: isInsurerNumber, hint: insurerNumber.hint });
