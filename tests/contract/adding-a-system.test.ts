import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import { filesOf, repositoryWith } from '../documents/page-code.ts';

// The test follows the pages: it makes every file that they show in a copy of the repository, and runs the contract kit
// on the system that the files make up.

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['docs/adding-a-system.md', 'docs/adding-its-sandbox.md'];
const files = pages.flatMap((page) => filesOf(readFileSync(join(root, page), 'utf8')));
const copy = repositoryWith(files);
afterAll(() => rmSync(copy, { recursive: true }));

describe(`the code of ${pages.join(' and ')}`, () => {
  it('has no type errors', () => {
    expect(typeErrors()).toEqual([]);
  }, 120_000);

  it.each(files)('is formatted as the project is: $path', async ({ path, text }) => {
    const options = await resolveConfig(join(root, path));
    expect(await check(text, { ...options, parser: 'typescript' })).toBe(true);
  });

  it('makes a system that the bridge knows by its key', async () => {
    const registry = join(copy, 'bridge-server/src/systems/registry.ts');
    const { systemOf } = (await import(registry)) as { systemOf(key: string): System | undefined };
    expect(systemOf('folio')).toMatchObject({ key: 'folio', label: 'Folio' });
  });
});

const kit = files.find(({ path }) => path.endsWith('-kit.test.ts'));
await import(join(copy, kit?.path ?? 'no file for the contract kit')).catch((fault: unknown) => {
  it('hands a system to the contract kit', () => {
    expect(fault).toBeUndefined();
  });
});

/** The type errors in the files, under the compiler options of the tests. */
function typeErrors(): string[] {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const options = ts.getParsedCommandLineOfConfigFile(join(root, 'tests/tsconfig.json'), {}, host)?.options;
  if (!options) throw new Error('tests/tsconfig.json cannot be read');
  const { rootDir: _rootDir, tsBuildInfoFile: _buildInfo, incremental: _incremental, ...rest } = options;
  const program = ts.createProgram(
    files.map(({ path }) => join(copy, path)),
    rest,
  );
  return files.flatMap(({ path }) => {
    const source = program.getSourceFile(join(copy, path));
    if (!source) return [`${path} is not among the files`];
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      return `${path}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}
