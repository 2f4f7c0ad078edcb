import ts from 'typescript';
import { callsIn, commentsFor } from './calls.mjs';

/**
 * The translatable texts of a TypeScript file (arguments of `__` and the like of @wordpress/i18n).
 *
 * @param {string} source The file.
 * @param {string} file   Its place, for messages.
 */
export function textsOfScript(source, file) {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => parsed.getLineAndCharacterOfPosition(position).line + 1;
  const comments = new Map();
  const calls = [];

  /** A comment in JSX stands inside an otherwise empty expression, after the brace. */
  const commentsBefore = (node) =>
    ts.isJsxExpression(node) && node.expression === undefined
      ? (ts.getTrailingCommentRanges(source, node.getStart() + 1) ?? [])
      : [
          ...(ts.getTrailingCommentRanges(source, node.getFullStart()) ?? []),
          ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
        ];

  function visit(node) {
    for (const { pos, end } of commentsBefore(node))
      comments.set(pos, { text: source.slice(pos, end), line: lineOf(pos) });
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      calls.push({
        name: node.expression.text,
        line: lineOf(node.getStart()),
        outerLines: outerOf(node).map((outer) => lineOf(outer.getStart())),
        values: node.arguments.map((argument) => (ts.isStringLiteralLike(argument) ? argument.text : null)),
      });
    ts.forEachChild(node, visit);
  }
  visit(parsed);
  return callsIn(calls, commentsFor([...comments.values()]), file);
}

/**
 * The expressions around a text that may have its comment before them: a call such as sprintf(), a conditional, a
 * return.
 */
function outerOf(node) {
  const { parent } = node;
  const isPart =
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    ts.isConditionalExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isReturnStatement(parent);
  return isPart ? [parent, ...outerOf(parent)] : [];
}
