import ts from 'typescript';
import { callsIn, commentsFor } from './calls.mjs';

/**
 * The texts of a TypeScript file that are to be translated (`__` and its kin of @wordpress/i18n).
 *
 * @param {string} source The file.
 * @param {string} file   Its place, for messages.
 */
export function textsOfScript(source, file) {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => parsed.getLineAndCharacterOfPosition(position).line + 1;
  const comments = new Map();
  const calls = [];

  function visit(node) {
    for (const { pos, end } of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? [])
      comments.set(pos, { text: source.slice(pos, end), line: lineOf(pos) });
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      calls.push({
        name: node.expression.text,
        line: lineOf(node.getStart()),
        values: node.arguments.map((argument) => (ts.isStringLiteralLike(argument) ? argument.text : null)),
      });
    ts.forEachChild(node, visit);
  }
  visit(parsed);
  return callsIn(calls, commentsFor([...comments.values()]), file);
}
