/** So few may be missing in any shop, however few it has. */
export const fewInAnyShop = 5;

/**
 * Whether a run over everything lacks so much of what is known that it cannot be right: an office that answers with half
 * of what it has most often has a fault, and the shop would believe it. `mostMissing`: in percent.
 */
export function lacksTooMuch({ known, readAgain }: { known: number; readAgain: number }, mostMissing: number): boolean {
  if (known > 0 && readAgain === 0 && mostMissing < 100) return true;
  const missing = known - readAgain;
  return missing > fewInAnyShop && missing * 100 > known * mostMissing;
}
