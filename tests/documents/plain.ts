import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** The library's number for what is text and no value. */
const literal = 0 as Element['type'];

/**
 * A message as it reads before anything is filled in: its values stand in braces, and of its choices the last.
 * @example plain('No {thing, select, account {account} other {product}} for {rate}') // 'No product for {rate}'
 */
export const plain = (message: string): string =>
  written(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());

const written = (elements: readonly Element[], counted = ''): string =>
  elements
    .map((element) => {
      if ('options' in element) return written(element.options['other']?.value ?? [], element.value);
      if (!('value' in element)) return `{${counted}}`;
      return element.type === literal ? element.value : `{${element.value}}`;
    })
    .join('');
