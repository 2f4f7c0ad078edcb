/**
 * `doubtful`: the check digit is wrong, but there are codes in use with a wrong one. Codes of service providers (classes
 * 26 and 34) always have the right one.
 */
export type CodeJudgement = 'right' | 'doubtful' | 'wrong';

/**
 * Judges an institution code (Institutionskennzeichen, IK): nine digits, the last of which is computed from the third to
 * the eighth. These are multiplied by 2 and 1 in turns. The check digit is the last digit of the sum of the products'
 * own digits.
 * @example judgeInstitutionCode('109911114') // 'right'
 */
export function judgeInstitutionCode(code: string): CodeJudgement {
  if (!/^\d{9}$/.test(code)) return 'wrong';
  const sum = [...code.slice(2, 8)].reduce((total, digit, place) => {
    const product = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  if (sum % 10 === Number(code[8])) return 'right';
  return /^(?:26|34)/.test(code) ? 'wrong' : 'doubtful';
}
