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
