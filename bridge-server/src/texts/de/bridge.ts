import type { bridgeTexts as english } from '../en/bridge.ts';
import type { Translated } from '../text.ts';

const tellOperator = 'Sagen Sie es dem Betreiber der Bridge.';
const anew = 'Verbinden Sie das System neu, mit demselben Konto: Nichts wird doppelt gesendet.';
const identity = {
  screen: tellOperator,
  commandLine:
    'Geben Sie dem Prozess den fehlenden Schlüssel zum Versiegeln. Ist er verloren, löschen Sie die Zeile der Tabelle identity: Die Bridge erstellt einen neuen Schlüssel, sobald sie einen braucht. Gekoppelte Shops bleiben gekoppelt. Früher ausgegebene Kopplungscodes gelten nicht mehr.',
} as const;
const dataFolder =
  'Setzen Sie KONTOR_DATA auf einen Ordner, in den dieser Benutzer schreiben darf, oder DATABASE_URL auf ein eigenes PostgreSQL.';

/** Why a process cannot start or work, and what is wrong with its keys. Mostly for whoever runs the bridge. */
export const bridgeTexts = {
  'config.wrong': {
    title: '{variable} ist falsch',
    cause: '{variable} ist „{value}“.',
    remedy: 'Erwartet wird für {variable}: {expected}.',
  },
  'config.wrong:secret': {
    title: '{variable} ist falsch',
    cause: '{variable} hat einen ungültigen Wert.',
    remedy: 'Erwartet wird für {variable}: {expected}.',
  },
  'config.wrong:of_system': {
    title: '{variable} ist falsch',
    cause: '{variable} hat einen ungültigen Wert.',
    remedy: 'Korrigieren Sie {variable}: {said}.',
  },
  'config.wrong:missing': {
    title: '{variable} ist nicht gesetzt',
    cause: '{variable} ist nicht gesetzt, obwohl andere Einstellungen von {system} gesetzt sind.',
    remedy: 'Setzen Sie {variable}: {said}.',
  },
  'config.contradiction:call_timeout': {
    title: 'Zwei Einstellungen widersprechen sich',
    cause: 'KONTOR_CALL_TIMEOUT ist nicht kürzer als KONTOR_LEASE.',
    remedy: 'Verkleinern Sie KONTOR_CALL_TIMEOUT oder vergrößern Sie KONTOR_LEASE.',
  },
  'config.contradiction:no_key': {
    title: 'KONTOR_KEY ist nicht gesetzt',
    cause: 'DATABASE_URL ist gesetzt, KONTOR_KEY aber nicht.',
    remedy: 'Setzen Sie KONTOR_KEY, für jeden Prozess an dieser Datenbank gleich. Erwartet wird: {expected}.',
  },
  'config.contradiction:former_keys_alone': {
    title: 'KONTOR_KEY ist nicht gesetzt',
    cause: 'KONTOR_FORMER_KEYS ist gesetzt, KONTOR_KEY aber nicht.',
    remedy: 'Setzen Sie KONTOR_KEY auf den Schlüssel, mit dem die Bridge ab jetzt versiegeln soll.',
  },
  'config.contradiction:no_public_url': {
    title: 'KONTOR_PUBLIC_URL ist nicht gesetzt',
    cause: 'HOST ist von außen erreichbar, KONTOR_PUBLIC_URL aber nicht gesetzt.',
    remedy: 'Setzen Sie KONTOR_PUBLIC_URL. Erwartet wird: {expected}.',
  },
  'config.contradiction:no_mail_server': {
    title: 'KONTOR_SMTP ist nicht gesetzt',
    cause: 'KONTOR_ALARM_MAIL ist gesetzt, KONTOR_SMTP aber nicht.',
    remedy: 'Setzen Sie KONTOR_SMTP. Erwartet wird: {expected}.',
  },
  'database.unreachable': {
    title: 'Die Datenbank antwortet nicht',
    cause: 'Die Datenbank antwortet nicht.',
    remedy: {
      screen: 'Sagen Sie es dem Betreiber der Bridge. Nichts geht verloren: Shops senden noch einmal.',
      commandLine:
        'Prüfen Sie, ob PostgreSQL läuft und die Bridge es erreicht. Nichts geht verloren: Shops senden noch einmal.',
    },
  },
  'database.unreachable:own': {
    title: 'Die Datenbank lässt sich nicht öffnen',
    cause: 'Die Datenbank lässt sich nicht öffnen: {said}.',
    remedy: 'Prüfen Sie, ob DATABASE_URL stimmt und dort PostgreSQL (15 oder neuer) läuft.',
  },
  'database.unreachable:pooler': {
    title: 'Zwischen Bridge und PostgreSQL steht ein Pooler',
    cause:
      'DATABASE_URL führt zu einem Pooler wie PgBouncer, der die Zeitgrenzen einer Verbindung nicht beachtet: {said}.',
    remedy:
      'Lassen Sie DATABASE_URL auf PostgreSQL selbst zeigen, nicht auf den Pooler. Die Bridge hat ihren eigenen Pool.',
  },
  'database.unreachable:embedded': {
    title: 'Die Datenbank lässt sich nicht öffnen',
    cause: 'Die Datenbank lässt sich nicht öffnen: {said}.',
    remedy: 'Prüfen Sie, ob dieser Benutzer in {folder} schreiben darf.',
  },
  'database.cannot_start': {
    title: 'PostgreSQL startet nicht',
    cause: 'Das eingebettete PostgreSQL startet in {folder} nicht: {said}',
    remedy: dataFolder,
  },
  'database.cannot_start:as_root': {
    title: 'PostgreSQL startet nicht',
    cause: 'Das eingebettete PostgreSQL startet in {folder} nicht: {said}',
    remedy: `${dataFolder} PostgreSQL läuft nie als root, sondern als Benutzer postgres. Dieser muss jeden Ordner über dem Datenordner betreten dürfen.`,
  },
  'database.cannot_start:in_use': {
    title: 'Die Daten von PostgreSQL sind in Gebrauch',
    cause: 'Das eingebettete PostgreSQL in {folder} ließ sich {seconds, number} Sekunden lang nicht benutzen: {said}',
    remedy:
      'Prüfen Sie, ob noch Prozesse namens postgres von einer abgebrochenen Bridge laufen. Beenden Sie sie, oder warten Sie, bis sie geendet haben. Starten Sie dann noch einmal.',
  },
  'database.cannot_start:elsewhere': {
    title: 'Die Daten von PostgreSQL sind anderswo in Gebrauch',
    cause: 'Ein PostgreSQL in einem anderen Container oder Netz benutzt die Daten in {folder}.',
    remedy:
      'Lassen Sie nur einen Container den Ordner benutzen. Für mehrere Container betreiben Sie PostgreSQL getrennt von der Bridge und setzen DATABASE_URL.',
  },
  'database.not_migrated': {
    title: 'Die Datenbank ist älter als die Bridge',
    cause: 'Die Tabellen der Datenbank sind älter, als diese Bridge es braucht.',
    remedy: {
      screen: tellOperator,
      commandLine: 'Starten Sie die Bridge neu: Sie aktualisiert die Tabellen beim Start.',
    },
  },
  'server.cannot_listen': {
    title: 'Die Bridge kann keine Anfragen annehmen',
    cause: 'Die Bridge kann auf {host}:{port} nicht lauschen ({fault}).',
    remedy: 'Prüfen Sie HOST und PORT.',
  },
  'server.cannot_listen:in_use': {
    title: 'Der Port ist belegt',
    cause: 'Die Bridge kann auf {host}:{port} nicht lauschen ({fault}).',
    remedy: 'Beenden Sie das Programm, das den Port belegt, oder setzen Sie PORT auf einen anderen.',
  },
  'server.cannot_listen:not_allowed': {
    title: 'Der Prozess darf den Port nicht verwenden',
    cause: 'Die Bridge kann auf {host}:{port} nicht lauschen ({fault}).',
    remedy: 'Setzen Sie PORT auf eine Zahl über 1023, oder erlauben Sie dem Prozess diesen Port.',
  },
  'server.cannot_listen:no_address': {
    title: 'Die Adresse gehört nicht zu diesem Rechner',
    cause: 'Die Bridge kann auf {host}:{port} nicht lauschen ({fault}).',
    remedy: 'Setzen Sie HOST auf eine Adresse dieses Rechners.',
  },
  'server.cannot_listen:metrics': {
    title: 'Die Bridge kann ihre Metriken nicht anbieten',
    cause: 'Die Bridge kann auf {host}:{port} nicht lauschen ({fault}).',
    remedy:
      'Setzen Sie KONTOR_METRICS_HOST auf eine Adresse dieses Rechners und KONTOR_METRICS_PORT auf einen Port, den nichts anderes benutzt.',
  },
  'bridge.unknown_state': {
    title: 'Unbekannt, ob die Bridge bereit ist',
    cause: 'Die Bridge konnte nicht feststellen, ob sie bereit ist.',
    remedy: 'Sehen Sie im Protokoll der Bridge nach.',
  },
  'key.wrong': {
    title: 'KONTOR_KEY ist nicht der richtige Schlüssel',
    cause:
      'Die Geheimnisse dieser Datenbank wurden mit einem anderen Schlüssel versiegelt. Er ist weder KONTOR_KEY noch einer von KONTOR_FORMER_KEYS.',
    remedy:
      'Setzen Sie KONTOR_KEY auf den richtigen Schlüssel. Stammt die Datenbank aus einer Sicherung, ist es der Schlüssel aus der Zeit der Sicherung. Nichts wurde geändert.',
  },
  'key.missing': {
    title: 'Ein Schlüssel zum Versiegeln fehlt',
    cause: 'Ein Geheimnis ist mit dem Schlüssel {key} versiegelt, den dieser Prozess nicht hat.',
    remedy: {
      screen:
        'Sagen Sie dem Betreiber der Bridge, dass ein Schlüssel zum Versiegeln fehlt. Ist der Schlüssel verloren, verbinden Sie das System neu.',
      commandLine:
        'Geben Sie dem Prozess diesen Schlüssel, als KONTOR_KEY oder unter KONTOR_FORMER_KEYS, und starten Sie ihn neu. Ist der Schlüssel verloren, verbinden Sie das System neu.',
    },
  },
  'key.missing:identity': {
    title: 'Ein Schlüssel zum Versiegeln fehlt',
    cause: 'Ein Geheimnis ist mit dem Schlüssel {key} versiegelt, den dieser Prozess nicht hat.',
    remedy: identity,
  },
  'key.missing:content': {
    title: 'Ein Schlüssel zum Versiegeln fehlt',
    cause: 'Der Inhalt der Bestellung ist mit dem Schlüssel {key} versiegelt, den dieser Prozess nicht hat.',
    remedy: {
      screen:
        'Sagen Sie dem Betreiber der Bridge, dass ein Schlüssel zum Versiegeln fehlt. Ist der Schlüssel verloren, lassen Sie den Shop die Bestellung noch einmal senden.',
      commandLine:
        'Geben Sie dem Prozess diesen Schlüssel, als KONTOR_KEY oder unter KONTOR_FORMER_KEYS, und starten Sie ihn neu. Ist der Schlüssel verloren, lassen Sie den Shop die Bestellung noch einmal senden.',
    },
  },
  'secret.unreadable': {
    title: 'Ein gespeichertes Geheimnis wurde verändert',
    cause: 'Ein gespeichertes Geheimnis wurde verändert oder gehört zu einer anderen Zeile der Datenbank.',
    remedy: {
      screen:
        'Verbinden Sie das System neu, mit demselben Konto: Nichts wird doppelt gesendet. Sagen Sie es auch dem Betreiber der Bridge, damit er herausfindet, wer die Datenbank verändert hat.',
      commandLine:
        'Finden Sie heraus, wer die Datenbank verändert hat. Verbinden Sie dann das System neu, mit demselben Konto: Nichts wird doppelt gesendet.',
    },
  },
  'secret.unreadable:identity': {
    title: 'Ein gespeichertes Geheimnis wurde verändert',
    cause: 'Ein gespeichertes Geheimnis wurde verändert oder gehört zu einer anderen Zeile der Datenbank.',
    remedy: identity,
  },
  'secret.unreadable:content': {
    title: 'Ein gespeicherter Inhalt wurde verändert',
    cause: 'Ein gespeicherter Inhalt wurde verändert oder gehört zu einer anderen Zeile der Datenbank.',
    remedy: {
      screen:
        'Ändern Sie die Bestellung im Shop, damit sie noch einmal gesendet wird. Sagen Sie es auch dem Betreiber der Bridge, damit er herausfindet, wer die Datenbank verändert hat.',
      commandLine:
        'Finden Sie heraus, wer die Datenbank verändert hat. Ändern Sie dann die Bestellung im Shop, damit sie noch einmal gesendet wird.',
    },
  },
  'held.secret_unreadable': {
    title: 'Die gespeicherten Zugangsdaten sind nicht lesbar',
    cause: 'Die versiegelten Zugangsdaten wurden verändert oder gehören zu einer anderen Zeile der Datenbank.',
    remedy: anew,
  },
  'retry.key_missing': {
    title: 'Ein Schlüssel zum Versiegeln fehlt',
    cause: 'Die Zugangsdaten sind mit einem Schlüssel versiegelt, den dieser Prozess nicht hat.',
    remedy: {
      screen: 'Sagen Sie dem Betreiber der Bridge, dass ein Schlüssel zum Versiegeln fehlt.',
      commandLine:
        'Geben Sie dem Prozess diesen Schlüssel, als KONTOR_KEY oder unter KONTOR_FORMER_KEYS, und starten Sie ihn neu.',
    },
  },
  'retry.secret_unreadable': {
    title: 'Die gespeicherten Zugangsdaten sind nicht lesbar',
    cause: 'Die versiegelten Zugangsdaten wurden verändert oder gehören zu einer anderen Zeile der Datenbank.',
    remedy: anew,
  },
  'key.rotating': {
    title: 'Ein anderer Schlüsselwechsel läuft',
    cause: 'Ein anderer Schlüsselwechsel läuft gerade.',
    remedy: 'Warten Sie, bis er zu Ende ist. Wurde er unterbrochen, führen Sie diesen Befehl noch einmal aus.',
  },
  'key.not_new': {
    title: 'Es gibt keinen neuen Schlüssel',
    cause: 'KONTOR_KEY gilt schon, und alles, was sich öffnen lässt, ist damit versiegelt.',
    remedy:
      'Um auf einen anderen Schlüssel zu wechseln, starten Sie jeden Prozess neu, mit dem neuen Schlüssel als KONTOR_KEY und dem jetzigen unter KONTOR_FORMER_KEYS. Führen Sie dann diesen Befehl noch einmal aus. Ist das schon geschehen, entfernen Sie KONTOR_FORMER_KEYS.',
  },
} as const satisfies Translated<typeof english>;
