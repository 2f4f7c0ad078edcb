import type { Reason } from '@kontor/shared/problem';
import type { AlarmConfig } from '../config/alarms.ts';
import { sendMail, type MailOutcome } from '../egress/mail.ts';
import { reason } from '../texts/reason.ts';
import { bodyOf, subjectOf } from './notice.ts';
import type { Way } from './way.ts';

/** Sends alarms by mail, through the operator's mail server. */
export function mailWay({ to, from, server }: NonNullable<AlarmConfig['mail']>): Way {
  const at = `${server.host}:${server.port}`;
  return {
    name: 'mail',
    async tell(notice, saying) {
      const body = bodyOf(notice, saying);
      const outcome = await sendMail(server, { from, to, subject: subjectOf(body, saying.speaker), text: body.text });
      return outcome.sent
        ? { arrived: true, why: reason('alarms.mail_told', { to, server: at }) }
        : { arrived: false, why: whyNot(outcome, at) };
    },
  };
}

function whyNot({ why, said }: Extract<MailOutcome, { sent: false }>, server: string): Reason {
  switch (why) {
    case 'login':
      return reason('alarms.mail_login', { server, said });
    case 'insecure':
      return reason('alarms.mail_insecure', { server, said });
    case 'refused':
      return reason('alarms.mail_refused', { server, said });
    case 'unreachable':
      return reason('alarms.mail_unreachable', { server, said });
  }
}
