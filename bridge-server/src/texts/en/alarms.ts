import type { Texts, Words } from '../text.ts';

/** What is said about alarms themselves: whether somebody is told of them, and what came of it. */
export const alarmTexts = {
  'alarms.nobody': {
    title: 'Nobody is told of alarms',
    cause: 'No way is set by which somebody would be told of alarms.',
    remedy:
      'Set KONTOR_ALARM_WEBHOOK, or KONTOR_ALARM_MAIL together with KONTOR_SMTP, for every process of the bridge, and restart them.',
  },
  'alarms.test': {
    title: 'A test alarm',
    cause: 'Somebody asked for a test alarm. Nothing is wrong.',
    remedy: 'Nothing: alarms arrive here.',
  },
  'alarms.webhook_told': {
    title: 'The webhook took it',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}.',
    remedy: 'Nothing.',
  },
  'alarms.webhook_refused': {
    title: 'The webhook refused it',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}.',
    remedy:
      'See that KONTOR_ALARM_WEBHOOK is the address that the receiver gave, that KONTOR_ALARM_SECRET is the one it knows, and what its own log says.',
  },
  'alarms.webhook_redirected': {
    title: 'The webhook leads elsewhere',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK answered {status}, a redirect, and none is followed.',
    remedy: 'Set KONTOR_ALARM_WEBHOOK to the address that it leads to.',
  },
  'alarms.webhook_unreachable': {
    title: 'The webhook does not answer',
    cause: 'The receiver at KONTOR_ALARM_WEBHOOK gave no answer: {because}',
    remedy: 'See that KONTOR_ALARM_WEBHOOK is right, and that this machine reaches it.',
  },
  'alarms.webhook_not_allowed': {
    title: 'The webhook may not be called',
    cause: 'The bridge may not call KONTOR_ALARM_WEBHOOK: {because}',
    remedy:
      'Use a public address with https, or name the host in KONTOR_ALARM_PRIVATE_HOSTS if it is one of your own network.',
  },
  'alarms.mail_told': {
    title: 'The mail server took it',
    cause: 'The mail server {server} took the mail to {to}.',
    remedy: 'See that the mail arrives, and not among spam.',
  },
  'alarms.mail_login': {
    title: 'The mail server refuses the login',
    cause: 'The mail server {server} refuses user or password: {said}',
    remedy:
      'Correct user and password in KONTOR_SMTP. Signs such as @ and : stand there as %40 and %3A. Many services want a password made for programs.',
  },
  'alarms.mail_insecure': {
    title: 'The mail server offers no secure line',
    cause: 'No secure line to the mail server {server} came about: {said}',
    remedy:
      'Use a server with TLS, and the name that its certificate has: smtps:// mostly at port 465, smtp:// with STARTTLS mostly at port 587. A certificate of your own authority is believed through NODE_EXTRA_CA_CERTS.',
  },
  'alarms.mail_recipient': {
    title: 'The mail server refuses an address',
    cause: 'The mail server {server} takes no mail to {to}: {said}',
    remedy: 'See that {to} in KONTOR_ALARM_MAIL is right, and that the server may send to it.',
  },
  'alarms.mail_refused': {
    title: 'The mail server refused the mail',
    cause: 'The mail server {server} refused the mail: {said}',
    remedy: 'See that the server may send to KONTOR_ALARM_MAIL, and in the name of KONTOR_ALARM_FROM.',
  },
  'alarms.mail_unreachable': {
    title: 'The mail server does not answer',
    cause: 'The mail server {server} cannot be reached: {said}',
    remedy: 'See that host and port in KONTOR_SMTP are right, and that this machine reaches them.',
  },
} as const satisfies Texts;

/** What stands in a message besides the problem's own sentences. */
export const alarmWords = {
  'alarm.since': 'Since {time}.',
  'alarm.over': 'It is over. It lasted from {since} to {ended}.',
  'alarm.subject_over': 'Over: {title}',
  'alarm.nothing_to_do': 'Nothing: it is over.',
  'alarm.runbook': 'More in the runbook, section {section}.',
  'alarm.bridge': 'Bridge: {bridge}',
} as const satisfies Words;
