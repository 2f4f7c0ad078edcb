import type { alarmTexts as english, alarmWords as englishWords } from '../en/alarms.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const alarmTexts = {
  'alarms.nobody': {
    title: 'Niemand bekommt die Alarme',
    cause: 'Es ist kein Weg eingestellt, auf dem jemand Alarme bekommt.',
    remedy:
      'Setzen Sie KONTOR_ALARM_WEBHOOK oder KONTOR_ALARM_MAIL zusammen mit KONTOR_SMTP, für jeden Prozess der Bridge, und starten Sie die Prozesse neu.',
  },
  'alarms.test': {
    title: 'Ein Probealarm',
    cause: 'Jemand hat einen Probealarm angefordert. Alles ist in Ordnung.',
    remedy: 'Nichts: Alarme kommen hier an.',
  },
  'alarms.webhook_told': {
    title: 'Der Webhook hat den Alarm angenommen',
    cause: 'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet.',
    remedy: 'Nichts.',
  },
  'alarms.webhook_refused': {
    title: 'Der Webhook hat den Alarm abgelehnt',
    cause: 'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet.',
    remedy:
      'Prüfen Sie, ob KONTOR_ALARM_WEBHOOK die Adresse ist, die der Empfänger genannt hat, und ob er KONTOR_ALARM_SECRET kennt. Sehen Sie auch in seinem eigenen Protokoll nach.',
  },
  'alarms.webhook_redirected': {
    title: 'Der Webhook leitet auf eine andere Adresse weiter',
    cause:
      'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet, einer Weiterleitung. Die Bridge folgt keiner Weiterleitung.',
    remedy: 'Setzen Sie KONTOR_ALARM_WEBHOOK auf die Adresse, zu der die Weiterleitung führt.',
  },
  'alarms.webhook_unreachable': {
    title: 'Der Webhook antwortet nicht',
    cause: 'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat nicht geantwortet: {because}',
    remedy: 'Prüfen Sie, ob KONTOR_ALARM_WEBHOOK stimmt und ob dieser Rechner die Adresse erreicht.',
  },
  'alarms.webhook_not_allowed': {
    title: 'Der Webhook darf nicht aufgerufen werden',
    cause: 'Die Bridge darf KONTOR_ALARM_WEBHOOK nicht aufrufen: {because}',
    remedy:
      'Verwenden Sie eine öffentliche Adresse mit https. Liegt der Host in Ihrem eigenen Netz, nennen Sie ihn in KONTOR_ALARM_PRIVATE_HOSTS.',
  },
  'alarms.mail_told': {
    title: 'Der Mailserver hat den Alarm angenommen',
    cause: 'Der Mailserver {server} hat die E-Mail an {to} angenommen.',
    remedy: 'Prüfen Sie, ob die E-Mail ankommt und nicht im Spam-Ordner landet.',
  },
  'alarms.mail_login': {
    title: 'Der Mailserver lehnt die Anmeldung ab',
    cause: 'Der Mailserver {server} lehnt den Benutzer oder das Passwort ab: {said}',
    remedy:
      'Korrigieren Sie Benutzer und Passwort in KONTOR_SMTP. Schreiben Sie Zeichen wie @ und : dort als %40 und %3A. Viele Anbieter verlangen ein eigenes Passwort für Programme.',
  },
  'alarms.mail_insecure': {
    title: 'Der Mailserver bietet keine verschlüsselte Verbindung',
    cause: 'Zum Mailserver {server} kam keine verschlüsselte Verbindung zustande: {said}',
    remedy:
      'Verwenden Sie einen Server mit TLS, unter dem Namen, der in seinem Zertifikat steht: smtps:// meist auf Port 465, smtp:// mit STARTTLS meist auf Port 587. Stammt das Zertifikat von Ihrer eigenen Zertifizierungsstelle, geben Sie diese in NODE_EXTRA_CA_CERTS an.',
  },
  'alarms.mail_recipient': {
    title: 'Der Mailserver lehnt eine Adresse ab',
    cause: 'Der Mailserver {server} nimmt keine E-Mail an {to} an: {said}',
    remedy: 'Prüfen Sie, ob {to} in KONTOR_ALARM_MAIL stimmt und ob der Server dorthin senden darf.',
  },
  'alarms.mail_refused': {
    title: 'Der Mailserver hat die E-Mail abgelehnt',
    cause: 'Der Mailserver {server} hat die E-Mail abgelehnt: {said}',
    remedy: 'Prüfen Sie, ob der Server an KONTOR_ALARM_MAIL und mit KONTOR_ALARM_FROM als Absender senden darf.',
  },
  'alarms.mail_unreachable': {
    title: 'Der Mailserver antwortet nicht',
    cause: 'Der Mailserver {server} ist nicht erreichbar: {said}',
    remedy: 'Prüfen Sie, ob Host und Port in KONTOR_SMTP stimmen und ob dieser Rechner sie erreicht.',
  },
} as const satisfies Translated<typeof english>;

export const alarmWords = {
  'alarm.since': 'Seit {time}.',
  'alarm.over': 'Es ist vorbei. Es dauerte von {since} bis {ended}.',
  'alarm.subject_over': 'Vorbei: {title}',
  'alarm.nothing_to_do': 'Nichts: Es ist vorbei.',
  'alarm.runbook': 'Mehr im Runbook, Abschnitt {section}.',
  'alarm.bridge': 'Bridge: {bridge}',
} as const satisfies TranslatedWords<typeof englishWords>;
