import { createHmac, randomUUID } from 'node:crypto';
import type { AlarmConfig } from '../config/alarms.ts';
import type { Sent } from '../egress/request.ts';
import type { Egress } from '../egress/send.ts';
import { reason } from '../texts/reason.ts';
import { alarmBody, bodyOf } from './notice.ts';
import type { Arrival, AlarmWay } from './way.ts';

/** The name under which the way out keeps the webhook's addresses; no system has it. */
export const alarmEgress = 'alarms';
/** Holds `sha256=` and the HMAC of the body by `KONTOR_ALARM_SECRET`, in hexadecimal digits. */
export const signatureHeader = 'kontor-alarm-signature';
/** For connection and answer together. */
const timeoutMs = 10_000;

/** What the receiver of a webhook compares with the header. */
export const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** Posts alarms to the operator's address. No redirect is followed: it could lead to somebody else's. */
export function webhookWay({ url, secret }: NonNullable<AlarmConfig['webhook']>, egress: Egress): AlarmWay {
  return {
    name: 'webhook',
    async tell(notice, saying, signal) {
      const body = JSON.stringify(alarmBody.parse(bodyOf(notice, saying)));
      const send = egress.forCall({
        budget: null,
        correlationId: randomUUID(),
        system: alarmEgress,
        timeoutMs,
        signal,
      });
      const headers = {
        'content-type': 'application/json',
        ...(secret === null ? {} : { [signatureHeader]: signatureOf(body, secret) }),
      };
      return arrivalOf(await send({ method: 'POST', url, headers, body, budget: 'free', hidesPath: true }));
    },
  };
}

function arrivalOf(sent: Sent): Arrival {
  if (sent.kind !== 'answer') {
    const because = sent.what;
    const why =
      sent.kind === 'not_sent' && sent.why === 'address_refused'
        ? reason('alarms.webhook_not_allowed', { because })
        : reason('alarms.webhook_unreachable', { because });
    return { arrived: false, why };
  }
  const { status } = sent;
  if (status < 300) return { arrived: true, why: reason('alarms.webhook_told', { status }) };
  const why =
    status < 400 ? reason('alarms.webhook_redirected', { status }) : reason('alarms.webhook_refused', { status });
  return { arrived: false, why };
}
