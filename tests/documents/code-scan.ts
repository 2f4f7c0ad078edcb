import { readdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The error codes in the source of the product. */
export interface Scan {
  /** Every code, with the files that name it. */
  named: Map<string, Set<string>>;
  /** The HTTP status with which a code is answered. */
  statuses: Map<string, number>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
export const codePattern = /^[a-z]{2,}(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/;

/** The code of a key of a catalogue; the key may name a case after a colon. */
export const codeOfKey = (key: string): string => key.split(':', 1)[0] ?? '';
/** Whether the file is a catalogue of texts. Such a file does not count as one that uses its codes. */
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
 * Collects codes from the TypeScript source: the files that name each code, and the status with which it is answered.
 * Where a code is made by a template, the types of its parts say which codes it may be.
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
  // The product itself declares the parts of its codes, so the types of libraries, which take long to read, are left
  // out.
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
  const scan: Scan = { named: new Map(), statuses: new Map() };

  /** The codes that an expression may be; none if that is known only at run time. */
  function codesOf(node: ts.Expression): string[] {
    if (ts.isStringLiteralLike(node)) return [codeOfKey(node.text)].filter((code) => codePattern.test(code));
    if (ts.isConditionalExpression(node)) return [...codesOf(node.whenTrue), ...codesOf(node.whenFalse)];
    if (!ts.isTemplateExpression(node)) return [];
    const texts = node.templateSpans.reduce<string[]>(
      (beginnings, span) => {
        const type = checker.getTypeAtLocation(span.expression);
        const values = (type.isUnion() ? type.types : [type]).flatMap((member) =>
          member.isStringLiteral() ? [member.value] : [],
        );
        return beginnings.flatMap((beginning) => values.map((value) => beginning + value + span.literal.text));
      },
      [node.head.text],
    );
    return texts.map(codeOfKey).filter((code) => codePattern.test(code));
  }

  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source && !isCatalogue(file)) visit(source, relative(root, file));
  }
  return scan;

  function visit(node: ts.Node, file: string): void {
    if (ts.isObjectLiteralExpression(node)) seeObject(node);
    if (ts.isCallExpression(node)) seeCall(node);
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) seeText(node, file);
    ts.forEachChild(node, (child) => visit(child, file));
  }

  /** Reads a table of codes with the statuses with which they are answered. */
  function seeObject(node: ts.ObjectLiteralExpression): void {
    for (const [name, value] of membersOf(node))
      if (codePattern.test(name) && ts.isNumericLiteral(value)) scan.statuses.set(name, Number(value.text));
  }

  /** Reads a call such as `failure(404, reason('…'))`, which names a code and its status. */
  function seeCall({ arguments: [first, why] }: ts.CallExpression): void {
    if (!first || !ts.isNumericLiteral(first) || !why || !ts.isCallExpression(why)) return;
    if (why.expression.getText() !== 'reason' || !why.arguments[0]) return;
    for (const code of codesOf(why.arguments[0])) scan.statuses.set(code, Number(first.text));
  }

  function seeText(node: ts.StringLiteralLike | ts.TemplateExpression, file: string): void {
    const { parent } = node;
    // Prepared statements have names of the same form.
    if (ts.isPropertyAssignment(parent) && parent.name.getText() === 'name') return;
    // A code for the journal says what happened; it is not an error.
    if (isNoted(node) || (ts.isPropertyAssignment(parent) && parent.name.getText() === 'journal')) return;
    for (const code of codesOf(node)) scan.named.set(code, (scan.named.get(code) ?? new Set()).add(file));
  }
}

function isNoted(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return ['note', 'noteForShops'].includes(node.expression.getText());
  return ts.isExpression(node) || ts.isPropertyAssignment(node) ? isNoted(node.parent) : false;
}

/** The members of an object with their values; the value of a shorthand member is its name. */
function membersOf(node: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
  return new Map(
    node.properties.flatMap((property): [string, ts.Expression][] => {
      if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, property.name]];
      if (!ts.isPropertyAssignment(property)) return [];
      const { name, initializer } = property;
      return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? [[name.text, initializer]] : [];
    }),
  );
}
