import type { Meter } from '../metrics/meter.ts';
import type { Intake } from './receive.ts';

/** Wraps an intake so that the outcome of every event is counted. The intake itself knows no metrics. */
export const countIntake = (intake: Intake, meter: Meter): Intake => ({
  async receive(request) {
    const received = await intake.receive(request);
    if (received.kind === 'outcomes')
      for (const { outcome } of received.outcomes) meter.count('kontor_intake_events_total', { outcome });
    else meter.count('kontor_intake_events_total', { outcome: received.kind }, request.events.length);
    return received;
  },
});
