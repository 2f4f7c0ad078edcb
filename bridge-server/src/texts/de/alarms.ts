import type { alarmTexts as english, alarmWords as englishWords } from '../en/alarms.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const alarmTexts = {
  'alarms.nobody': {
    title: 'Niemand erfährt von Alarmen',
    cause: 'Es ist kein Weg gesetzt, auf dem jemand von Alarmen erfährt.',
    remedy:
      'Setzen Sie KONTOR_ALARM_WEBHOOK oder KONTOR_ALARM_MAIL zusammen mit KONTOR_SMTP, für jeden Prozess der Bridge, und starten Sie die Prozesse neu.',
  },
  'alarms.test': {
    title: 'Ein Probealarm',
    cause: 'Jemand hat um einen Probealarm gebeten. Alles ist in Ordnung.',
    remedy: 'Nichts: Alarme kommen hier an.',
  },
  'alarms.webhook_told': {
    title: 'Der Webhook hat ihn angenommen',
    cause: 'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet.',
    remedy: 'Nichts.',
  },
  'alarms.webhook_refused': {
    title: 'Der Webhook hat ihn abgelehnt',
    cause: 'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet.',
    remedy:
      'Prüfen Sie, ob KONTOR_ALARM_WEBHOOK die Adresse ist, die der Empfänger genannt hat, ob er KONTOR_ALARM_SECRET kennt und was sein eigenes Protokoll sagt.',
  },
  'alarms.webhook_redirected': {
    title: 'Der Webhook führt woandershin',
    cause:
      'Der Empfänger unter KONTOR_ALARM_WEBHOOK hat mit {status} geantwortet, einer Weiterleitung. Keiner wird gefolgt.',
    remedy: 'Setzen Sie KONTOR_ALARM_WEBHOOK auf die Adresse, zu der sie führt.',
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
      'Verwenden Sie eine öffentliche Adresse mit https, oder nennen Sie den Host in KONTOR_ALARM_PRIVATE_HOSTS, wenn er in Ihrem eigenen Netz liegt.',
  },
  'alarms.mail_told': {
    title: 'Der Mailserver hat ihn angenommen',
    cause: 'Der Mailserver {server} hat die E-Mail an {to} angenommen.',
    remedy: 'Prüfen Sie, ob die E-Mail ankommt, und nicht im Spam.',
  },
  'alarms.mail_login': {
    title: 'Der Mailserver lehnt die Anmeldung ab',
    cause: 'Der Mailserver {server} lehnt Benutzer oder Passwort ab: {said}',
    remedy:
      'Berichtigen Sie Benutzer und Passwort in KONTOR_SMTP. Zeichen wie @ und : stehen dort als %40 und %3A. Viele Anbieter verlangen ein Passwort eigens für Programme.',
  },
  'alarms.mail_insecure': {
    title: 'Der Mailserver bietet keine sichere Verbindung',
    cause: 'Zum Mailserver {server} kam keine sichere Verbindung zustande: {said}',
    remedy:
      'Verwenden Sie einen Server mit TLS und den Namen, der in seinem Zertifikat steht: smtps:// meist an Port 465, smtp:// mit STARTTLS meist an Port 587. Einem Zertifikat Ihrer eigenen Stelle wird über NODE_EXTRA_CA_CERTS geglaubt.',
  },
  'alarms.mail_recipient': {
    title: 'Der Mailserver lehnt eine Adresse ab',
    cause: 'Der Mailserver {server} nimmt keine E-Mail an {to} an: {said}',
    remedy: 'Prüfen Sie, ob {to} in KONTOR_ALARM_MAIL stimmt und ob der Server dorthin senden darf.',
  },
  'alarms.mail_refused': {
    title: 'Der Mailserver hat die E-Mail abgelehnt',
    cause: 'Der Mailserver {server} hat die E-Mail abgelehnt: {said}',
    remedy: 'Prüfen Sie, ob der Server an KONTOR_ALARM_MAIL und im Namen von KONTOR_ALARM_FROM senden darf.',
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
