/**
 * When a run over everything cannot be right. An office that answers with half of what it has most often has a fault,
 * and the shop would believe it.
 */
const leastReadAgain = 0.8;
/** So few may be missing in any shop, however few it has. */
export const fewInAnyShop = 5;

/** Whether a run over everything lacks so much of what is known that it cannot be right. */
export function lacksTooMuch({ known, readAgain }: { known: number; readAgain: number }): boolean {
  if (known > 0 && readAgain === 0) return true;
  return known - readAgain > fewInAnyShop && readAgain < known * leastReadAgain;
}
