/**
 * Whether a text is a German insurer's number (IK): nine digits, of which the last checks the third to the eighth. They
 * are multiplied by 2, 1, 2, 1, 2, 1, and the digits of the products add up to a number that ends in it. The shop's PHP
 * checks the same (InsurerNumber.php).
 */
export function isInsurerNumber(text: string): boolean {
  const digits = text.replace(/\s/g, '');
  if (!/^\d{9}$/.test(digits)) return false;
  const sum = [...digits.slice(2, 8)]
    .map((digit, place) => Number(digit) * (place % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
  return sum % 10 === Number(digits[8]);
}
