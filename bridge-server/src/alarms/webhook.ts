import { createHmac, randomUUID } from 'node:crypto';
import type { AlarmConfig } from '../config/alarms.ts';
import type { Sent } from '../egress/request.ts';
import type { Egress } from '../egress/send.ts';
import { reason } from '../texts/reason.ts';
import { alarmBody, bodyOf } from './notice.ts';
import type { Arrival, AlarmWay } from './way.ts';

/** The name under which the egress knows the webhook's addresses. No system has this name. */
export const alarmEgress = 'alarms';
/** The header with `sha256=` and the HMAC of the body, keyed with `KONTOR_ALARM_SECRET`, in hexadecimal digits. */
export const signatureHeader = 'kontor-alarm-signature';
/** The time for connection and answer together. */
const timeoutMs = 10_000;

/** The signature of a body. The receiver of the webhook computes it as well, and compares it with the header. */
export const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** Posts alarms to the operator's address. No redirect is followed, since it could lead to somebody else's address. */
export function webhookWay({ url, secret }: NonNullable<AlarmConfig['webhook']>, egress: Egress): AlarmWay {
  return {
    name: 'webhook',
    async tell(notice, context, signal) {
      const body = JSON.stringify(alarmBody.parse(bodyOf(notice, context)));
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
