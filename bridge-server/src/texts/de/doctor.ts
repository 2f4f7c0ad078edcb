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
    title: 'Die Datenbank nimmt keine Daten an',
    cause: 'Die Datenbank nimmt keine Daten an: Sie ist ein Standby-Server, oder ihre Festplatte ist voll.',
    remedy:
      'Schaffen Sie Platz auf ihrer Festplatte, oder setzen Sie DATABASE_URL auf den Server, der Daten annimmt. Die Shops senden von selbst noch einmal.',
  },
  'doctor.clock_well': {
    title: 'Die Uhren stimmen überein',
    cause: 'Die Uhren dieses Rechners und der Datenbank stimmen überein.',
    remedy: nothing,
  },
  'doctor.clock_differs': {
    title: 'Die Uhren weichen voneinander ab',
    cause: 'Die Uhren dieses Rechners und der Datenbank liegen {seconds, number} Sekunden auseinander.',
    remedy:
      'Stellen Sie beide Uhren mit einem Zeitserver (NTP). Weichen sie mehr als eine Minute ab, weist die Bridge Anfragen von Shops ab.',
  },
  'doctor.work_well': {
    title: 'Keine Arbeit bleibt liegen',
    cause: 'Nichts, was fällig ist, wartet länger als eine Minute.',
    remedy: nothing,
  },
  'doctor.work_late': {
    title: 'Arbeit bleibt liegen',
    cause: 'Fällige Arbeit wartet seit {minutes, number} Minuten: Es läuft kein Worker, oder es sind zu wenige.',
    remedy:
      'Prüfen Sie, ob ein Prozess mit KONTOR_ROLE=both oder KONTOR_ROLE=worker läuft, und sehen Sie in sein Protokoll. Läuft einer, erhöhen Sie KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'Noch ist unklar, ob es einen Beleg gibt',
    cause: 'Ein System sagt seit {minutes, number} Minuten nicht, ob ein Beleg vorhanden ist.',
    remedy: {
      screen:
        'Welcher es ist, steht unter „Bestellungen“ des Shops. Kontor fragt einen Tag lang beim Büro nach. Danach muss jemand im System nachsehen.',
      commandLine:
        'Welcher es ist, zeigt: kontor transfers --state in_doubt. Kontor fragt einen Tag lang weiter. Danach muss jemand im System nachsehen.',
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
  'doctor.shop_unread': {
    title: 'Ein Shop kann nicht gelesen werden',
    cause: 'Die Bridge kann den Shop {name} ({shop}) seit {minutes, number} Minuten nicht lesen: {because}',
    remedy: '{mend} Nichts wird übersprungen: Die Bridge macht dort weiter, wo sie stehen blieb.',
  },
  'doctor.office_overdue': {
    title: 'Ein Büro ruft seine Belege nicht ab',
    cause: '{account} des Shops {shop} ({connection}): {because}',
    remedy: '{mend} Kein Beleg geht verloren: Jeder steht bereit, bis das Büro ihn annimmt.',
  },
  'doctor.office_folder_unusable': {
    title: 'Ein Ordner für ein Büro ist nicht benutzbar',
    cause: 'Die Belege von {account} des Shops {shop} ({connection}) können nicht geschrieben werden: {because}',
    remedy: '{mend} Kein Beleg geht verloren: Die Bridge macht von selbst weiter.',
  },
  'doctor.workers_well': {
    title: 'Worker laufen',
    cause: '{count, plural, one {Ein Worker läuft} other {# Worker laufen}}.',
    remedy: nothing,
  },
  'doctor.workers_none': {
    title: 'Kein Worker läuft',
    cause: 'Es läuft kein Worker: Die Bridge nimmt Bestellungen an, aber aus keiner wird ein Beleg.',
    remedy:
      'Starten Sie einen Prozess mit KONTOR_ROLE=both oder KONTOR_ROLE=worker. Läuft einer, sagt sein Protokoll, was ihn hindert.',
  },
  'doctor.workers_versions': {
    title: 'Es laufen Worker verschiedener Versionen',
    cause: 'Es laufen Worker verschiedener Versionen: {versions}.',
    remedy:
      'Bringen Sie alle Prozesse auf dieselbe Version. Während einer Aktualisierung sind mehrere Versionen normal.',
  },
  'doctor.worker_vanished': {
    title: 'Ein Worker ist verschwunden',
    cause:
      'Der Worker auf {host} wurde zuletzt vor {minutes, plural, one {einer Minute} other {# Minuten}} gesehen. Er wurde nicht ordnungsgemäß beendet.',
    remedy:
      'Finden Sie auf {host} heraus, warum der Prozess endete oder was ihn von der Datenbank trennt. Andere Worker übernehmen seine Arbeit. Nach einer Stunde verschwindet diese Meldung.',
  },
  'doctor.worker_idle': {
    title: 'Ein Worker bekommt keine Antwort von der Datenbank',
    cause:
      'Der Worker auf {host} versucht seit {minutes, plural, one {einer Minute} other {# Minuten}} vergeblich, sich Arbeit zu holen, obwohl sein Prozess läuft.',
    remedy: 'Sein Protokoll sagt, was ihn hindert. Erholt er sich nicht, starten Sie den Prozess neu.',
  },
  'doctor.worker_clock': {
    title: 'Die Uhr eines Workers geht falsch',
    cause: 'Die Uhren des Workers auf {host} und der Datenbank liegen {seconds, number} Sekunden auseinander.',
    remedy: 'Stellen Sie die Uhren von {host} und der Datenbank mit einem Zeitserver (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Viele Belege sind blockiert',
    cause: 'Innerhalb einer Stunde wurden {count, number} Belege für {system} blockiert ({group}).',
    remedy: {
      screen:
        'So viele auf einmal haben meist eine gemeinsame Ursache. Sie steht unter „Bestellungen“ jedes Shops. Beheben Sie sie einmal.',
      commandLine:
        'So viele auf einmal haben meist eine gemeinsame Ursache. Sie steht in kontor transfers --state blocked. Beheben Sie sie einmal. Führen Sie dann kontor bulk retry --state blocked --reason mit ihrem Code aus.',
    },
  },
  'doctor.database_gone': {
    title: 'Die Datenbank ist nicht benutzbar',
    cause:
      'Der Prozess auf {host} kann seine Datenbank nicht benutzen ({said}). Bestellungen bleiben in den Shops, und nichts wird gesendet.',
    remedy:
      'Prüfen Sie, ob PostgreSQL läuft, ob seine Festplatte Platz hat und ob {host} es erreicht. Nichts geht verloren: Die Shops senden von selbst noch einmal.',
  },
  'doctor.alarms_well': {
    title: 'Alarme werden gesendet',
    cause: 'Alarme werden gesendet über: {ways}.',
    remedy: nothing,
  },
  'doctor.alarms_untold': {
    title: 'Alarme kommen nicht an',
    cause: '{count, plural, one {Eine Meldung ist} other {# Meldungen sind}} nicht angekommen: {because}',
    remedy: '{mend} Die Bridge sendet sie von selbst noch einmal.',
  },
  'doctor.documents_blocked': {
    title: 'Belege sind zu klären',
    cause: '{count, plural, one {Ein Beleg ist} other {# Belege sind}} zu klären.',
    remedy: {
      screen: 'Den Grund sehen Sie unter „Bestellungen“ jedes Shops.',
      commandLine: 'Den Grund zeigt: kontor transfers --state blocked. Der Shop sieht dasselbe unter „Bestellungen“.',
    },
  },
  'doctor.orders_unread': {
    title: 'Bestellungen sind nicht lesbar',
    cause:
      '{count, plural, one {Eine Bestellung ist} other {# Bestellungen sind}} so, wie der Shop sie gesendet hat, nicht lesbar.',
    remedy: {
      screen:
        'Welche es sind, steht unter „Bestellungen“ jedes Shops. Korrigieren Sie jede Bestellung in ihrem Shop und speichern Sie sie dort.',
      commandLine:
        'Welche es sind, zeigt: kontor orders. Korrigieren Sie jede Bestellung in ihrem Shop und speichern Sie sie dort.',
    },
  },
  'doctor.disk_well': {
    title: 'Auf der Festplatte ist Platz',
    cause: 'Auf der Festplatte des Datenordners sind {megabytes, number} MB frei.',
    remedy: nothing,
  },
  'doctor.disk_low': {
    title: 'Die Festplatte ist fast voll',
    cause: 'Auf der Festplatte des Datenordners sind nur noch {megabytes, number} MB frei.',
    remedy:
      'Schaffen Sie Platz, oder halten Sie die Bridge an und verlegen Sie KONTOR_DATA auf eine größere Festplatte. Ist die Festplatte voll, nimmt die Bridge keine Bestellungen an.',
  },
  'doctor.disk_elsewhere': {
    title: 'Die Festplatte der Datenbank lässt sich nicht prüfen',
    cause: 'Die Datenbank ist Ihre eigene, deshalb kann die Bridge ihre Festplatte nicht sehen.',
    remedy: 'Beobachten Sie die Festplatte auf dem Server der Datenbank.',
  },
} as const satisfies Translated<typeof english>;
