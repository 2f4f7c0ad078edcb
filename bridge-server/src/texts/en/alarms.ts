import type { Texts, Words } from '../text.ts';

/** Texts about alarms themselves: whether they reach somebody. */
export const alarmTexts = {
  'alarms.nobody': {
    title: 'Nobody receives alarms',
    cause: 'No channel is set on which somebody would receive alarms.',
    remedy:
      'Set KONTOR_ALARM_WEBHOOK, or KONTOR_ALARM_MAIL together with KONTOR_SMTP, for every process of the bridge, and restart them.',
  },
  'alarms.test': {
    title: 'A test alarm',
    cause: 'Somebody asked for a test alarm. Nothing is wrong.',
    remedy: 'Nothing: alarms arrive here.',
  },
  'alarms.webhook_told': {
    title: 'The webhook accepted the alarm',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}.',
    remedy: 'Nothing.',
  },
  'alarms.webhook_refused': {
    title: 'The webhook refused the alarm',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}.',
    remedy:
      "Check that KONTOR_ALARM_WEBHOOK is the address that the receiver named and that the receiver knows KONTOR_ALARM_SECRET. Look into the receiver's own log.",
  },
  'alarms.webhook_redirected': {
    title: 'The webhook redirects to another address',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}, a redirect. The bridge follows no redirects.',
    remedy: 'Set KONTOR_ALARM_WEBHOOK to the address that the redirect leads to.',
  },
  'alarms.webhook_unreachable': {
    title: 'The webhook does not answer',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK gave no answer: {because}',
    remedy: 'Check that KONTOR_ALARM_WEBHOOK is right and that this machine can reach it.',
  },
  'alarms.webhook_not_allowed': {
    title: 'The webhook may not be called',
    cause: 'The bridge may not call KONTOR_ALARM_WEBHOOK: {because}',
    remedy:
      'Use a public address with https. If the host is in your own network, name it in KONTOR_ALARM_PRIVATE_HOSTS.',
  },
  'alarms.mail_told': {
    title: 'The mail server accepted the alarm',
    cause: 'The mail server {server} accepted the mail to {to}.',
    remedy: 'Check that the mail arrives and that it does not land in the spam folder.',
  },
  'alarms.mail_login': {
    title: 'The mail server refuses the login',
    cause: 'The mail server {server} refuses the user or the password: {said}',
    remedy:
      'Correct user and password in KONTOR_SMTP. Write characters such as @ and : there as %40 and %3A. Many providers require a separate password for programs.',
  },
  'alarms.mail_insecure': {
    title: 'The mail server offers no encrypted connection',
    cause: 'There is no encrypted connection to the mail server {server}: {said}',
    remedy:
      'Use a server with TLS, under the name that stands in its certificate: smtps:// usually on port 465, smtp:// with STARTTLS usually on port 587. If the certificate is from your own authority, name that authority in NODE_EXTRA_CA_CERTS.',
  },
  'alarms.mail_recipient': {
    title: 'The mail server refuses an address',
    cause: 'The mail server {server} does not accept mail to {to}: {said}',
    remedy: 'Check that {to} in KONTOR_ALARM_MAIL is right and that the server may send to it.',
  },
  'alarms.mail_refused': {
    title: 'The mail server refused the mail',
    cause: 'The mail server {server} refused the mail: {said}',
    remedy: 'Check that the server may send to KONTOR_ALARM_MAIL and in the name of KONTOR_ALARM_FROM.',
  },
  'alarms.mail_unreachable': {
    title: 'The mail server does not answer',
    cause: 'The mail server {server} cannot be reached: {said}',
    remedy: 'Check that host and port in KONTOR_SMTP are right and that this machine can reach them.',
  },
} as const satisfies Texts;

/** What an alarm's message says besides the texts of its problem. */
export const alarmWords = {
  'alarm.since': 'Since {time}.',
  'alarm.over': 'It is over. It lasted from {since} to {ended}.',
  'alarm.subject_over': 'Over: {title}',
  'alarm.nothing_to_do': 'Nothing: it is over.',
  'alarm.runbook': 'More in the runbook, section {section}.',
  'alarm.bridge': 'Bridge: {bridge}',
} as const satisfies Words;
