import type { doctorTexts as english } from '../en/doctor.ts';
import type { Translated } from '../text.ts';

const nothing = 'Nichts.';

export const doctorTexts = {
  'doctor.versions': {
    title: 'Versionen',
    cause: 'Kontor {kontor}, Node.js {node}, PostgreSQL {postgres}.',
    remedy: nothing,
  },
  'doctor.database_well': {
    title: 'Die Datenbank antwortet',
    cause: 'Die Datenbank hat in {ms, number} ms geantwortet und belegt {megabytes, number} MB.',
    remedy: nothing,
  },
  'doctor.database_slow': {
    title: 'Die Datenbank ist langsam',
    cause: 'Die Datenbank hat für ihre Antwort {ms, number} ms gebraucht.',
    remedy: 'Sehen Sie nach, was den Rechner sonst beschäftigt und ob seine Festplatte voll oder langsam ist.',
  },
  'doctor.database_read_only': {
    title: 'Die Datenbank nimmt nichts an',
    cause: 'Die Datenbank lässt nichts schreiben: Sie ist ein Standby-Server, oder ihre Festplatte ist voll.',
    remedy:
      'Schaffen Sie Platz auf ihrer Festplatte, oder lassen Sie DATABASE_URL auf den Server zeigen, der schreiben lässt. Die Shops senden von selbst noch einmal.',
  },
  'doctor.clock_well': {
    title: 'Die Uhren stimmen überein',
    cause: 'Die Uhren dieses Rechners und der Datenbank stimmen überein.',
    remedy: nothing,
  },
  'doctor.clock_differs': {
    title: 'Die Uhren weichen voneinander ab',
    cause: 'Die Uhren dieses Rechners und der Datenbank liegen {seconds, number} Sekunden auseinander.',
    remedy: 'Stellen Sie beide nach einem Zeitserver (NTP). Ab einer Minute werden Anfragen von Shops abgewiesen.',
  },
  'doctor.work_well': {
    title: 'Nichts wartet auf einen Worker',
    cause: 'Nichts, was fällig ist, wartet länger als eine Minute.',
    remedy: nothing,
  },
  'doctor.work_late': {
    title: 'Fälliges wird nicht erledigt',
    cause: 'Etwas Fälliges wartet seit {minutes, number} Minuten: Es arbeitet kein Worker, oder es arbeiten zu wenige.',
    remedy:
      'Sehen Sie nach, ob ein Prozess mit KONTOR_ROLE=both oder KONTOR_ROLE=worker läuft und was sein Protokoll sagt. Läuft einer, erhöhen Sie KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'Ein Zweifel ist nicht geklärt',
    cause: 'Ein System sagt seit {minutes, number} Minuten nicht, ob ein Beleg da ist.',
    remedy: {
      screen:
        'Welcher, steht unter Bestellungen des Shops: Er wird beim Büro geprüft. Es wird einen Tag lang gefragt, danach muss jemand nachsehen.',
      commandLine:
        'Welcher, sagt: kontor transfers --state in_doubt. Es wird einen Tag lang gefragt, danach muss jemand nachsehen.',
    },
  },
  'doctor.connection_held': {
    title: 'Eine Verbindung ist angehalten',
    cause: '{account} des Shops {shop} ({connection}) ist angehalten: {because}',
    remedy: '{mend} Es geht von selbst weiter, sobald die Ursache behoben ist.',
  },
  'doctor.connections_held': {
    title: 'Verbindungen sind angehalten',
    cause:
      '{count, number} Verbindungen sind aus einem Grund angehalten ({accounts}{others, plural, =0 {} one { und eine weitere} other { und # weitere}}): {because}',
    remedy: '{mend} Sie gehen von selbst weiter, sobald die Ursache behoben ist.',
  },
  'doctor.workers_well': {
    title: 'Worker arbeiten',
    cause: '{count, plural, one {Ein Worker arbeitet} other {# Worker arbeiten}}.',
    remedy: nothing,
  },
  'doctor.workers_none': {
    title: 'Kein Worker arbeitet',
    cause: 'Kein Worker arbeitet: Bestellungen werden angenommen, aber aus keiner wird ein Beleg.',
    remedy:
      'Starten Sie einen Prozess mit KONTOR_ROLE=both oder KONTOR_ROLE=worker. Läuft einer, sagt sein Protokoll, was ihn hindert.',
  },
  'doctor.workers_versions': {
    title: 'Worker verschiedener Versionen',
    cause: 'Es arbeiten Worker verschiedener Versionen: {versions}.',
    remedy:
      'Bringen Sie alle Prozesse auf eine Version. Während sie gewechselt werden, sind mehrere zugleich in Ordnung.',
  },
  'doctor.worker_vanished': {
    title: 'Ein Worker ist verschwunden',
    cause:
      'Der Worker auf {host} wurde zuletzt vor {minutes, plural, one {einer Minute} other {# Minuten}} gesehen und hat nicht von selbst aufgehört.',
    remedy:
      'Sehen Sie auf {host} nach, warum der Prozess endete oder was ihn von der Datenbank trennt. Was er in Arbeit hatte, übernehmen andere Worker. Nach einer Stunde wird er vergessen.',
  },
  'doctor.worker_idle': {
    title: 'Ein Worker bekommt keine Antwort',
    cause:
      'Der Worker auf {host} sucht seit {minutes, plural, one {einer Minute} other {# Minuten}} vergeblich nach Arbeit, obwohl sein Prozess läuft.',
    remedy: 'Sein Protokoll sagt, was ihn hindert. Erholt er sich nicht, starten Sie den Prozess neu.',
  },
  'doctor.worker_clock': {
    title: 'Die Uhr eines Workers geht falsch',
    cause: 'Die Uhren des Workers auf {host} und der Datenbank liegen {seconds, number} Sekunden auseinander.',
    remedy: 'Stellen Sie die Uhren von {host} und der Datenbank nach einem Zeitserver (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Viele Belege sind blockiert',
    cause: 'Innerhalb einer Stunde wurden {count, number} Belege an {system} blockiert ({group}).',
    remedy: {
      screen: 'Viele auf einmal haben eine Ursache: Sie steht unter Bestellungen jedes Shops. Beheben Sie sie einmal.',
      commandLine:
        'Viele auf einmal haben eine Ursache: Sie steht in kontor transfers --state blocked. Beheben Sie sie einmal, danach: kontor bulk retry --state blocked --reason und der Code.',
    },
  },
  'doctor.database_gone': {
    title: 'Die Datenbank ist nicht benutzbar',
    cause:
      'Der Prozess auf {host} kann seine Datenbank nicht benutzen ({said}). Bestellungen bleiben in den Shops, und nichts wird gesendet.',
    remedy:
      'Sehen Sie nach, ob PostgreSQL läuft, ob seine Festplatte Platz hat und ob {host} es erreicht. Nichts geht verloren: Die Shops senden von selbst noch einmal.',
  },
  'doctor.alarms_well': {
    title: 'Alarme werden gemeldet',
    cause: 'Alarme werden gemeldet über: {ways}.',
    remedy: nothing,
  },
  'doctor.alarms_untold': {
    title: 'Alarme kommen nicht an',
    cause: '{count, plural, one {Eine Meldung ist} other {# Meldungen sind}} nicht angekommen: {because}',
    remedy: '{mend} Sie werden von selbst noch einmal gesendet.',
  },
  'doctor.documents_blocked': {
    title: 'Belege sind zu klären',
    cause: '{count, plural, one {Ein Beleg ist} other {# Belege sind}} zu klären.',
    remedy: {
      screen: 'Warum, steht unter Bestellungen jedes Shops.',
      commandLine: 'Warum, sagt: kontor transfers --state blocked. Der Shop sieht dasselbe unter Bestellungen.',
    },
  },
  'doctor.orders_unread': {
    title: 'Bestellungen sind nicht lesbar',
    cause:
      '{count, plural, one {Eine Bestellung ist} other {# Bestellungen sind}} so, wie der Shop sie gesendet hat, nicht lesbar.',
    remedy: {
      screen: 'Welche, steht unter Bestellungen jedes Shops. Jede wird in ihrem Shop berichtigt und dort gespeichert.',
      commandLine: 'Welche, sagt: kontor orders. Jede wird in ihrem Shop berichtigt und dort gespeichert.',
    },
  },
  'doctor.disk_well': {
    title: 'Auf der Festplatte ist Platz',
    cause: 'Wo der Datenordner liegt, sind {megabytes, number} MB frei.',
    remedy: nothing,
  },
  'doctor.disk_low': {
    title: 'Die Festplatte ist fast voll',
    cause: 'Wo der Datenordner liegt, sind nur noch {megabytes, number} MB frei.',
    remedy:
      'Schaffen Sie Platz, oder verlegen Sie KONTOR_DATA auf eine größere Festplatte, während die Bridge angehalten ist. Ist die Festplatte voll, werden keine Bestellungen angenommen.',
  },
  'doctor.disk_elsewhere': {
    title: 'Die Festplatte ist von hier nicht zu sehen',
    cause: 'Die Datenbank ist Ihre eigene; ihre Festplatte ist von hier nicht zu sehen.',
    remedy: 'Beobachten Sie ihre Festplatte dort, wo sie läuft.',
  },
} as const satisfies Translated<typeof english>;
