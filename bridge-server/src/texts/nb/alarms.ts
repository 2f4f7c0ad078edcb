import type { alarmTexts as english, alarmWords as englishWords } from '../en/alarms.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const alarmTexts = {
  'alarms.nobody': {
    title: 'Ingen får vite om alarmer',
    cause: 'Det er ikke satt noen vei som noen får vite om alarmer på.',
    remedy:
      'Sett KONTOR_ALARM_WEBHOOK, eller KONTOR_ALARM_MAIL sammen med KONTOR_SMTP, for hver prosess av broen, og start dem på nytt.',
  },
  'alarms.test': {
    title: 'En prøvealarm',
    cause: 'Noen ba om en prøvealarm. Ingenting er galt.',
    remedy: 'Ingenting: Alarmer kommer fram hit.',
  },
  'alarms.webhook_told': {
    title: 'Webhooken tok imot den',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}.',
    remedy: 'Ingenting.',
  },
  'alarms.webhook_refused': {
    title: 'Webhooken avviste den',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}.',
    remedy:
      'Se at KONTOR_ALARM_WEBHOOK er adressen mottakeren oppga, at den kjenner KONTOR_ALARM_SECRET, og hva dens egen logg sier.',
  },
  'alarms.webhook_redirected': {
    title: 'Webhooken fører et annet sted',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}, en omdirigering, og ingen følges.',
    remedy: 'Sett KONTOR_ALARM_WEBHOOK til adressen den fører til.',
  },
  'alarms.webhook_unreachable': {
    title: 'Webhooken svarer ikke',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte ikke: {because}',
    remedy: 'Se at KONTOR_ALARM_WEBHOOK er riktig, og at denne maskinen når den.',
  },
  'alarms.webhook_not_allowed': {
    title: 'Webhooken får ikke kalles',
    cause: 'Broen får ikke kalle KONTOR_ALARM_WEBHOOK: {because}',
    remedy:
      'Bruk en offentlig adresse med https, eller nevn verten i KONTOR_ALARM_PRIVATE_HOSTS hvis den er i ditt eget nett.',
  },
  'alarms.mail_told': {
    title: 'E-postserveren tok imot den',
    cause: 'E-postserveren {server} tok imot e-posten til {to}.',
    remedy: 'Se at e-posten kommer fram, og ikke blant søppelpost.',
  },
  'alarms.mail_login': {
    title: 'E-postserveren avviser innloggingen',
    cause: 'E-postserveren {server} avviser bruker eller passord: {said}',
    remedy:
      'Rett bruker og passord i KONTOR_SMTP. Tegn som @ og : står der som %40 og %3A. Mange tjenester krever et eget passord for programmer.',
  },
  'alarms.mail_insecure': {
    title: 'E-postserveren tilbyr ingen sikker linje',
    cause: 'Det ble ingen sikker linje til e-postserveren {server}: {said}',
    remedy:
      'Bruk en server med TLS, og navnet som står i sertifikatet: smtps:// mest på port 465, smtp:// med STARTTLS mest på port 587. Et sertifikat fra deres egen utsteder blir trodd gjennom NODE_EXTRA_CA_CERTS.',
  },
  'alarms.mail_recipient': {
    title: 'E-postserveren avviser en adresse',
    cause: 'E-postserveren {server} tar ikke imot e-post til {to}: {said}',
    remedy: 'Se at {to} i KONTOR_ALARM_MAIL er riktig, og at serveren får sende dit.',
  },
  'alarms.mail_refused': {
    title: 'E-postserveren avviste e-posten',
    cause: 'E-postserveren {server} avviste e-posten: {said}',
    remedy: 'Se at serveren får sende til KONTOR_ALARM_MAIL, og i navnet til KONTOR_ALARM_FROM.',
  },
  'alarms.mail_unreachable': {
    title: 'E-postserveren svarer ikke',
    cause: 'E-postserveren {server} kan ikke nås: {said}',
    remedy: 'Se at vert og port i KONTOR_SMTP er riktige, og at denne maskinen når dem.',
  },
} as const satisfies Translated<typeof english>;

export const alarmWords = {
  'alarm.since': 'Siden {time}.',
  'alarm.over': 'Det er over. Det varte fra {since} til {ended}.',
  'alarm.subject_over': 'Over: {title}',
  'alarm.nothing_to_do': 'Ingenting: Det er over.',
  'alarm.runbook': 'Mer i runbooken, avsnitt {section}.',
  'alarm.bridge': 'Bro: {bridge}',
} as const satisfies TranslatedWords<typeof englishWords>;
