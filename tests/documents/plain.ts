import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** The library's number for an element that is text and not a value. */
const literal = 0 as Element['type'];

/**
 * A message as it reads before its values are known: values stand in braces, and of a choice only the last text.
 * @example plain('No {thing, select, account {account} other {product}} for {rate}') // 'No product for {rate}'
 */
export const plain = (message: string): string =>
  textOf(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());

const textOf = (elements: readonly Element[], counted = ''): string =>
  elements
    .map((element) => {
      if ('options' in element) return textOf(element.options['other']?.value ?? [], element.value);
      if (!('value' in element)) return `{${counted}}`;
      return element.type === literal ? element.value : `{${element.value}}`;
    })
    .join('');
