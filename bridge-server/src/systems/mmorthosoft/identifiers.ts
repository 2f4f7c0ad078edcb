/** Numbers of German health care. They are read without white space. */

/**
 * Whether the number is a doctor's (LANR): nine digits. The first six are multiplied by four and nine in turn. The
 * seventh brings the sum to a multiple of ten. The last two name the doctor's field.
 */
export function isLanr(number: string): boolean {
  if (!isNineDigits(number)) return false;
  const sum = digitsOf(number.slice(0, 6)).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 4 : 9),
    0,
  );
  return (sum + Number(number[6])) % 10 === 0;
}

export const isNineDigits = (number: string): boolean => /^\d{9}$/.test(number);

const digitsOf = (number: string): number[] => [...number].map(Number);
