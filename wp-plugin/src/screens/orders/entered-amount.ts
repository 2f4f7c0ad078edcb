/**
 * Turns an entered amount into the bridge's form, such as `1234.50`. Phones offer the decimal sign of their own
 * language, and people group digits by spaces, dots, commas or apostrophes. The last comma or dot is the decimal sign,
 * unless that sign occurs more than once, as in `1.234.567`. Null if the text is not an amount, or has more digits than
 * the bridge takes.
 * @example enteredAmount('1.234,50') // '1234.50'
 */
export function enteredAmount(entered: string): string | null {
  const plain = entered.replace(/[\s'’]/g, '');
  const sign = /[.,](?=[^.,]*$)/.exec(plain);
  const isDecimal = sign !== null && plain.indexOf(sign[0]) === sign.index;
  const whole = (isDecimal ? plain.slice(0, sign.index) : plain).replace(/[.,]/g, '');
  const fraction = isDecimal ? plain.slice(sign.index + 1) : '';
  const amount = fraction === '' ? whole : `${whole || '0'}.${fraction}`;
  return /^\d{1,12}(\.\d{1,3})?$/.test(amount) ? amount : null;
}
