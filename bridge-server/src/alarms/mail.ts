import type { Reason } from '@kontor/shared/problem';
import type { AlarmConfig } from '../config/alarms.ts';
import { sendMail, type MailOutcome, type MailServer } from '../egress/mail.ts';
import { reason } from '../texts/reason.ts';
import { leaseSeconds } from './alarm-store.ts';
import { bodyOf, subjectOf } from './notice.ts';
import type { AlarmWay } from './way.ts';

/**
 * Sends alarms by mail, through the operator's mail server. Each address gets a mail of its own, as one may be refused.
 */
export const mailWays = ({ to, from, server }: NonNullable<AlarmConfig['mail']>): AlarmWay[] =>
  [...new Set(to)].map((address) => mailWay(address, from, server));

/** Half of the message's lease (alarm-store.ts), so that two processes never send the same mail at the same time. */
const limitMs = (leaseSeconds * 1000) / 2;

function mailWay(to: string, from: string, server: MailServer): AlarmWay {
  const at = `${server.host}:${server.port}`;
  return {
    name: `mail:${to}`,
    async tell(notice, context, signal) {
      const body = bodyOf(notice, context);
      const mail = { from, to, subject: subjectOf(body, context.speaker), text: body.text };
      const outcome = await sendMail(server, mail, { limitMs, signal });
      return outcome.sent
        ? { arrived: true, why: reason('alarms.mail_told', { to, server: at }) }
        : { arrived: false, why: whyNot(outcome, to, at) };
    },
  };
}

function whyNot({ why, said }: Extract<MailOutcome, { sent: false }>, to: string, server: string): Reason {
  switch (why) {
    case 'login':
      return reason('alarms.mail_login', { server, said });
    case 'insecure':
      return reason('alarms.mail_insecure', { server, said });
    case 'recipient':
      return reason('alarms.mail_recipient', { to, server, said });
    case 'refused':
      return reason('alarms.mail_refused', { server, said });
    case 'unreachable':
      return reason('alarms.mail_unreachable', { server, said });
  }
}
