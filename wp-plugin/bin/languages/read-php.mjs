import { callsIn, commentsFor } from './calls.mjs';

const escapes = { n: '\n', t: '\t', r: '\r', v: '\v', e: '\u001b', f: '\f', '\\': '\\', $: '$', '"': '"' };

/**
 * Splits PHP into the tokens that matter here: names, strings with their values, comments, and single characters. A
 * string with variables ("$name", heredoc) has no value.
 *
 * @param {string} source A PHP file.
 * @returns {{ kind: 'name' | 'string' | 'comment' | 'mark', text: string, value?: string, line: number }[]}
 */
export function phpTokens(source) {
  const tokens = [];
  let at = 0;
  let line = 1;
  let isPhp = false;

  const take = (kind, length, value) => {
    const text = source.slice(at, at + length);
    if (kind !== null) tokens.push(value === undefined ? { kind, text, line } : { kind, text, value, line });
    line += text.split('\n').length - 1;
    at += length;
  };
  const matching = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };

  while (at < source.length) {
    if (!isPhp) {
      const opening = source.slice(at).search(/<\?(php\b|=)/);
      take(null, opening === -1 ? source.length - at : opening + 2);
      isPhp = true;
      continue;
    }
    let found;
    if (source.startsWith('?>', at)) {
      take(null, 2);
      isPhp = false;
    } else if ((found = matching(/\/\*[\s\S]*?\*\/|(?:\/\/|#(?!\[))(?:(?!\?>).)*/y))) {
      take('comment', found[0].length);
    } else if ((found = matching(/'((?:[^'\\]|\\[\s\S])*)'/y))) {
      take('string', found[0].length, found[1].replaceAll(/\\(['\\])/g, '$1'));
    } else if ((found = matching(/"((?:[^"\\]|\\[\s\S])*)"/y))) {
      const hasVariables = /(?<!\\)(?:\\\\)*(?:\$[A-Za-z_{]|\{\$)/.test(found[1]) || /\\[0-7xu]/.test(found[1]);
      const value = found[1].replaceAll(/\\([ntrvef\\$"])/g, (_, letter) => escapes[letter]);
      take('string', found[0].length, hasVariables ? undefined : value);
    } else if ((found = matching(/<<<[ \t]*(["']?)([A-Za-z_]\w*)\1\n[\s\S]*?\n[ \t]*\2\b/y))) {
      take('string', found[0].length);
    } else if ((found = matching(/\$?[A-Za-z_\\\u0080-\uffff][\w\\\u0080-\uffff]*/y))) {
      take('name', found[0].length);
    } else if ((found = matching(/\s+/y))) {
      take(null, found[0].length);
    } else {
      const two = source.slice(at, at + 2);
      take('mark', two === '->' || two === '::' ? 2 : 1);
    }
  }
  return tokens;
}

/**
 * The translatable texts of a PHP file.
 *
 * @param {string} source The file.
 * @param {string} file   Its place, for messages.
 */
export function textsOfPhp(source, file) {
  const tokens = phpTokens(source);
  const comments = tokens.filter(({ kind }) => kind === 'comment');
  const code = tokens.filter(({ kind }) => kind !== 'comment');
  const calls = [];
  code.forEach(({ kind, text, line }, index) => {
    const before = code[index - 1]?.text;
    if (kind !== 'name' || code[index + 1]?.text !== '(' || ['->', '::', 'function', 'new'].includes(before)) return;
    calls.push({ name: text.replace(/^\\/, ''), line, values: argumentsFrom(code, index + 2) });
  });
  return callsIn(calls, commentsFor(comments.map(({ text, line }) => ({ text, line }))), file);
}

/**
 * The value of each argument; null for an argument that is not exactly one literal string.
 *
 * @param {ReturnType<typeof phpTokens>} code  The tokens.
 * @param {number}                       start Where the arguments begin.
 */
function argumentsFrom(code, start) {
  const parts = [[]];
  let depth = 0;
  for (let index = start; index < code.length; index++) {
    const token = code[index];
    if (token.kind === 'mark') {
      if ('([{'.includes(token.text)) depth++;
      if (')]}'.includes(token.text) && --depth < 0) break;
      if (token.text === ',' && depth === 0) {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1).push(token);
  }
  if (parts.at(-1).length === 0) parts.pop();
  return parts.map((part) => (part.length === 1 && part[0].kind === 'string' ? (part[0].value ?? null) : null));
}

/**
 * The description of the plugin, which WordPress translates in its list of plugins.
 *
 * @param {string} source The plugin's main file.
 * @param {string} file   Its place.
 */
export function textsOfHeader(source, file) {
  const [, text = ''] = /^ \* Description: (.+)$/m.exec(source) ?? [];
  return [{ context: '', text, plural: null, comments: ['Description of the plugin'], file, line: 1 }];
}
