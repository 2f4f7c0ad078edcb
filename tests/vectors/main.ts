import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { makeBrowserVectors } from './browser-proofs.ts';
import { browserVectorsFile, tokensIn, type BrowserVectors } from './values.ts';

// Valid signatures of the present file are kept, so that the file changes only where the signed content changes.
const former = existsSync(browserVectorsFile)
  ? tokensIn(JSON.parse(readFileSync(browserVectorsFile, 'utf8')) as BrowserVectors)
  : new Set<string>();
writeFileSync(browserVectorsFile, `${JSON.stringify(makeBrowserVectors(former), null, 2)}\n`);
