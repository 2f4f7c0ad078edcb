import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The sources whose exports are named by convention: knex asks for `up` and `down`, and every language has the same
 * texts.
 */
const namedByConvention = /\/migrations\/|\/texts\/(?:en|de|nb)\//;

/** The names that a file declares and exports; a type and a value of the same name count once. */
function exportsOf(path: string): Set<string> {
  const source = ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.Latest);
  const names = source.statements
    .filter((statement) => ts.canHaveModifiers(statement))
    .filter((statement) => ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap((statement): readonly ts.Node[] =>
      ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement],
    )
    .map((declaration) => ts.getNameOfDeclaration(declaration as ts.Declaration))
    .filter((name) => name !== undefined && ts.isIdentifier(name));
  return new Set(names.map(({ text }) => text));
}

it('no two files of the product export the same name', () => {
  const sources = ['shared/src', 'shared/client/src', 'bridge-server/src', 'wp-plugin/src']
    .flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !namedByConvention.test(path));
  const places = new Map<string, string[]>();
  for (const path of sources) for (const name of exportsOf(path)) places.set(name, [...(places.get(name) ?? []), path]);
  expect(places.size).toBeGreaterThan(1000);
  expect(Object.fromEntries([...places].filter(([, paths]) => paths.length > 1))).toEqual({});
});
