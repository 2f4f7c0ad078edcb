import type { Reason } from '@kontor/shared/problem';
import { complaintOf } from './cli/output.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { startBridge } from './start.ts';
import { speakerFor } from './systems/speaker.ts';
import { languageOfProcess } from './texts/language.ts';

/** Writes why the bridge cannot start, in the language of the environment. */
function complain(reasons: readonly Reason[]): void {
  const language = languageOfProcess(undefined, process.env);
  process.stderr.write(complaintOf(reasons, speakerFor({ language, audience: 'commandLine' })));
  process.exitCode = 1;
}

const config = readConfig(process.env);
if (!config.ok) {
  complain(config.error);
} else {
  const log = createLog({ level: config.value.logLevel });
  const started = await startBridge(config.value, process.env, log);
  if (!started.ok) {
    complain(started.error);
  } else {
    let isStopping = false;
    const stop = async (signal: string): Promise<void> => {
      if (isStopping) return;
      isStopping = true;
      log.info({ signal }, 'stopping: running work ends after its current step');
      await started.value.stop();
      log.info('stopped');
    };
    process.on('SIGTERM', (signal) => void stop(signal));
    process.on('SIGINT', (signal) => void stop(signal));
  }
}
