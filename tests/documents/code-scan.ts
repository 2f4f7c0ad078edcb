import { readdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One place in the source that says a code to a person. Parts that are known only when it is said stand in braces. */
export interface Said {
  code: string;
  cause: string;
  remedy: string;
  file: string;
  status: number | null;
}
export interface Scan {
  said: Said[];
  /** What to do about a code, where it is told apart from the cause. */
  remedies: Map<string, string>;
  /** Every code that stands alone, by the files that name it. */
  named: Map<string, Set<string>>;
  /** The HTTP status with which a code is answered, where its text stands in a catalogue. */
  statuses: Map<string, number>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
export const codePattern = /^[a-z]{2,}(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/;

const shaping = new Set(['join', 'map', 'filter', 'flatMap', 'trim', 'slice', 'toUpperCase', 'toLowerCase']);

/** The code of a key of a catalogue, which may name a case besides. */
export const codeOfKey = (key: string): string => key.split(':', 1)[0] ?? '';
/** Catalogues are read as what they are; what stands there is not said anywhere by that alone. */
const isCatalogue = (file: string): boolean => /\/texts\//.test(file);

/** Every source file of the product, without its tests. */
export const sourceFiles = (): string[] =>
  ['bridge-server/src', 'shared/src'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => `${root}${folder}/${file}`)
      .sort(),
  );

/**
 * Collects codes from the TypeScript source: objects that have a code beside a cause, tables from codes to texts, calls that
 * take code, cause and remedy (or none, of a connection that is held back), and codes that stand alone. Types tell what a code is made of where it is put together.
 */
export function scanCodes(): Scan {
  const files = sourceFiles();
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    noEmit: true,
    strict: true,
    lib: ['lib.es2023.d.ts'],
    types: [],
  };
  // What a code is made of is declared in the product itself: the libraries' types, which take long to read, are left out.
  const program = ts.createProgram(files, options, {
    ...ts.createCompilerHost(options),
    resolveModuleNameLiterals: (names, from) =>
      names.map(({ text }) => {
        const place = text.startsWith('.')
          ? resolve(dirname(from), text)
          : `${text.replace(/^@kontor\/shared/, `${root}shared/src`)}.ts`;
        return {
          resolvedModule: files.includes(place) ? { resolvedFileName: place, extension: ts.Extension.Ts } : undefined,
        };
      }),
  });
  const checker = program.getTypeChecker();
  const scan: Scan = { said: [], remedies: new Map(), named: new Map(), statuses: new Map() };

  /** The codes that an expression may be; none where only running tells. */
  function codesOf(node: ts.Expression): string[] {
    if (ts.isStringLiteralLike(node)) return [codeOfKey(node.text)].filter((code) => codePattern.test(code));
    if (ts.isConditionalExpression(node)) return [...codesOf(node.whenTrue), ...codesOf(node.whenFalse)];
    if (!ts.isTemplateExpression(node)) return [];
    const made = node.templateSpans.reduce<string[]>(
      (soFar, span) => {
        const type = checker.getTypeAtLocation(span.expression);
        const values = (type.isUnion() ? type.types : [type]).flatMap((one) =>
          one.isStringLiteral() ? [one.value] : [],
        );
        return soFar.flatMap((before) => values.map((value) => before + value + span.literal.text));
      },
      [node.head.text],
    );
    return made.map(codeOfKey).filter((code) => codePattern.test(code));
  }

  /** A text as people read it. */
  function textOf(node: ts.Expression): string {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTemplateExpression(node))
      return node.head.text + node.templateSpans.map((span) => textOf(span.expression) + span.literal.text).join('');
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textOf(node.expression);
    if (ts.isConditionalExpression(node))
      return [textOf(node.whenTrue), textOf(node.whenFalse)].filter((text) => text.trim() !== '').join(' / ');
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return textOf(node.left) + textOf(node.right);
      return ts.isStringLiteralLike(node.right) && node.right.text.length < 12 ? textOf(node.left) : textOf(node.right);
    }
    if (ts.isIdentifier(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      const declared = symbol?.valueDeclaration;
      const initial = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
      if (initial && (ts.isStringLiteralLike(initial) || ts.isTemplateExpression(initial))) return textOf(initial);
      return `{${node.text}}`;
    }
    if (ts.isPropertyAccessExpression(node)) return `{${node.name.text}}`;
    if (ts.isElementAccessExpression(node)) return textOf(node.expression);
    // What is done to a text, or to a list of them, does not change what it is of.
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      shaping.has(node.expression.name.text)
    )
      return textOf(node.expression.expression);
    if (ts.isArrayLiteralExpression(node)) return node.elements[0] ? textOf(node.elements[0]) : '{…}';
    if (ts.isCallExpression(node))
      return node.arguments[0] && !ts.isArrowFunction(node.arguments[0])
        ? textOf(node.arguments[0])
        : textOf(node.expression);
    return '{…}';
  }

  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source && !isCatalogue(file)) visit(source, relative(root, file));
  }
  return scan;

  function visit(node: ts.Node, file: string): void {
    if (ts.isObjectLiteralExpression(node)) seeObject(node, file);
    if (ts.isCallExpression(node)) seeCall(node, file);
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) seeText(node, file);
    ts.forEachChild(node, (child) => visit(child, file));
  }

  function seeObject(node: ts.ObjectLiteralExpression, file: string): void {
    const its = membersOf(node);
    const [code, cause, remedy] = [its.get('code'), its.get('cause'), its.get('remedy')];
    if (code && cause) {
      const by = ts.isCallExpression(node.parent) ? node.parent.arguments[0] : undefined;
      const status = by && ts.isNumericLiteral(by) ? Number(by.text) : null;
      for (const one of codesOf(code))
        scan.said.push({ code: one, cause: textOf(cause), remedy: remedy ? textOf(remedy) : '', file, status });
    }
    for (const [name, value] of its) {
      if (!codePattern.test(name)) continue;
      if (ts.isNumericLiteral(value)) scan.statuses.set(name, Number(value.text));
      const isText = ts.isTemplateExpression(value) || ts.isStringLiteralLike(value);
      if (isText && !codePattern.test(textOf(value))) scan.remedies.set(name, textOf(value));
      if (!ts.isObjectLiteralExpression(value)) continue;
      const texts = membersOf(value);
      const [told, toDo, status] = [texts.get('cause'), texts.get('remedy'), texts.get('status')];
      if (told && toDo)
        scan.said.push({
          code: name,
          cause: textOf(told),
          remedy: textOf(toDo),
          file,
          status: status && ts.isNumericLiteral(status) ? Number(status.text) : null,
        });
    }
  }

  function seeCall({ expression, arguments: given }: ts.CallExpression, file: string): void {
    const [first] = given;
    const status = first && ts.isNumericLiteral(first) ? Number(first.text) : null;
    const why = status === null ? undefined : given[1];
    if (status !== null && why && ts.isCallExpression(why) && why.expression.getText() === 'reason' && why.arguments[0])
      for (const one of codesOf(why.arguments[0])) scan.statuses.set(one, status);
    const [code, cause, remedy, surplus] = status === null ? given : given.slice(1);
    // A connection that is held back is told what to do by its system's table.
    if (!code || !cause || surplus || (!remedy && expression.getText() !== 'held')) return;
    for (const one of codesOf(code))
      scan.said.push({ code: one, cause: textOf(cause), remedy: remedy ? textOf(remedy) : '', file, status });
  }

  function seeText(node: ts.StringLiteralLike | ts.TemplateExpression, file: string): void {
    const { parent } = node;
    // Prepared statements have names of the same form.
    if (ts.isPropertyAssignment(parent) && parent.name.getText() === 'name') return;
    // What happened, for the journal, is nobody's error.
    if (isNoted(node) || (ts.isPropertyAssignment(parent) && parent.name.getText() === 'journal')) return;
    for (const code of codesOf(node)) scan.named.set(code, (scan.named.get(code) ?? new Set()).add(file));
  }
}

function isNoted(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return ['note', 'noteForShops'].includes(node.expression.getText());
  return ts.isExpression(node) || ts.isPropertyAssignment(node) ? isNoted(node.parent) : false;
}

/** An object's members with their values; a name without a value is the variable of that name. */
function membersOf(node: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  return new Map(
    node.properties.flatMap((one): [string, ts.Expression][] => {
      if (ts.isShorthandPropertyAssignment(one)) return [[one.name.text, one.name]];
      if (!ts.isPropertyAssignment(one)) return [];
      return ts.isIdentifier(one.name) || ts.isStringLiteralLike(one.name) ? [[one.name.text, one.initializer]] : [];
    }),
  );
}
