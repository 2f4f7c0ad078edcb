import type { alarmTexts as english, alarmWords as englishWords } from '../en/alarms.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const alarmTexts = {
  'alarms.nobody': {
    title: 'Ingen får alarmene',
    cause: 'Det er ikke satt opp noen kanal som alarmer sendes på.',
    remedy:
      'Sett KONTOR_ALARM_WEBHOOK, eller KONTOR_ALARM_MAIL sammen med KONTOR_SMTP, for hver prosess i broen, og start prosessene på nytt.',
  },
  'alarms.test': {
    title: 'En prøvealarm',
    cause: 'Noen ba om en prøvealarm. Alt er i orden.',
    remedy: 'Ingenting: Alarmer kommer fram hit.',
  },
  'alarms.webhook_told': {
    title: 'Webhooken tok imot alarmen',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}.',
    remedy: 'Ingenting.',
  },
  'alarms.webhook_refused': {
    title: 'Webhooken avviste alarmen',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}.',
    remedy:
      'Sjekk at KONTOR_ALARM_WEBHOOK er adressen mottakeren oppga, og at mottakeren kjenner KONTOR_ALARM_SECRET. Se også i mottakerens egen logg.',
  },
  'alarms.webhook_redirected': {
    title: 'Webhooken viderekobler til en annen adresse',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte {status}, en viderekobling. Broen følger ikke viderekoblinger.',
    remedy: 'Sett KONTOR_ALARM_WEBHOOK til adressen som viderekoblingen fører til.',
  },
  'alarms.webhook_unreachable': {
    title: 'Webhooken svarer ikke',
    cause: 'Mottakeren på KONTOR_ALARM_WEBHOOK svarte ikke: {because}',
    remedy: 'Sjekk at KONTOR_ALARM_WEBHOOK er riktig, og at denne maskinen når adressen.',
  },
  'alarms.webhook_not_allowed': {
    title: 'Webhooken har ikke lov til å kalles',
    cause: 'Broen har ikke lov til å kalle KONTOR_ALARM_WEBHOOK: {because}',
    remedy: 'Bruk en offentlig adresse med https. Er verten i ditt eget nett, oppgi den i KONTOR_ALARM_PRIVATE_HOSTS.',
  },
  'alarms.mail_told': {
    title: 'E-postserveren tok imot alarmen',
    cause: 'E-postserveren {server} tok imot e-posten til {to}.',
    remedy: 'Sjekk at e-posten kommer fram, og at den ikke havner i søppelposten.',
  },
  'alarms.mail_login': {
    title: 'E-postserveren avviser innloggingen',
    cause: 'E-postserveren {server} avviser brukeren eller passordet: {said}',
    remedy:
      'Rett bruker og passord i KONTOR_SMTP. Skriv tegn som @ og : der som %40 og %3A. Mange leverandører krever et eget passord for programmer.',
  },
  'alarms.mail_insecure': {
    title: 'E-postserveren tilbyr ingen kryptert forbindelse',
    cause: 'Det ble ingen kryptert forbindelse til e-postserveren {server}: {said}',
    remedy:
      'Bruk en server med TLS, med navnet som står i sertifikatet: smtps:// vanligvis på port 465, smtp:// med STARTTLS vanligvis på port 587. Er sertifikatet fra deres egen utsteder, oppgi den i NODE_EXTRA_CA_CERTS.',
  },
  'alarms.mail_recipient': {
    title: 'E-postserveren avviser en adresse',
    cause: 'E-postserveren {server} tar ikke imot e-post til {to}: {said}',
    remedy: 'Sjekk at {to} i KONTOR_ALARM_MAIL er riktig, og at serveren har lov til å sende dit.',
  },
  'alarms.mail_refused': {
    title: 'E-postserveren avviste e-posten',
    cause: 'E-postserveren {server} avviste e-posten: {said}',
    remedy: 'Sjekk at serveren har lov til å sende til KONTOR_ALARM_MAIL, og med KONTOR_ALARM_FROM som avsender.',
  },
  'alarms.mail_unreachable': {
    title: 'E-postserveren svarer ikke',
    cause: 'E-postserveren {server} kan ikke nås: {said}',
    remedy: 'Sjekk at vert og port i KONTOR_SMTP er riktige, og at denne maskinen når dem.',
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
