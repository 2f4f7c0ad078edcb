import type { Command } from 'commander';
import { speakerFor } from '../systems/speaker.ts';
import { languageOfProcess } from '../texts/language.ts';
import type { Speaker } from '../texts/say.ts';

/** The speaker for whoever runs a command, in the language of `--lang` or of the environment. */
export const speakerOfCommand = (program: Command): Speaker =>
  speakerFor({
    language: languageOfProcess(program.opts<{ lang?: string }>().lang, process.env),
    audience: 'commandLine',
  });
