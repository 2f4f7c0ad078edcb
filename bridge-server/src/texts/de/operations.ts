import type { operationTexts as english } from '../en/operations.ts';
import type { Translated } from '../text.ts';

const reload = 'Laden Sie die Seite neu.';

/** Why the bridge does not carry out an operation. */
export const operationTexts = {
  'input.wrong': {
    title: 'Eine Angabe ist falsch',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Korrigieren Sie die Angabe und versuchen Sie es erneut. Die Dokumentation sagt, was erwartet wird.',
      commandLine:
        'Korrigieren Sie die Angabe und versuchen Sie es erneut. Die Hilfe des Befehls sagt, was erwartet wird: --help.',
    },
  },
  'input.not_readable': {
    title: 'Die Datei ist nicht lesbar',
    cause: '{file} ist nicht lesbar: {said}.',
    remedy: 'Geben Sie eine JSON-Datei an, oder - für die Standardeingabe.',
  },
  'input.not_readable:standard_input': {
    title: 'Die Standardeingabe ist nicht lesbar',
    cause: 'Die Standardeingabe ist nicht lesbar: {said}.',
    remedy: 'Geben Sie eine JSON-Datei an, oder - für die Standardeingabe.',
  },
  'input.not_json': {
    title: 'Das ist kein JSON',
    cause: '{file} ist kein JSON.',
    remedy: 'Geben Sie ein JSON-Objekt an.',
  },
  'input.not_json:standard_input': {
    title: 'Das ist kein JSON',
    cause: 'Die Standardeingabe ist kein JSON.',
    remedy: 'Geben Sie ein JSON-Objekt an.',
  },

  'shop.unknown:id': {
    title: 'Diesen Shop gibt es nicht',
    cause: 'Es gibt keinen Shop {shop}.',
    remedy: { screen: reload, commandLine: 'Die Shops zeigt: kontor shop list.' },
  },
  'shop.none': {
    title: 'Es gibt noch keinen Shop',
    cause: 'Die Bridge hat noch keinen Shop.',
    remedy: {
      screen: 'Koppeln Sie zuerst einen Shop mit der Bridge.',
      commandLine: 'Koppeln Sie einen Shop mit: kontor pair. Oder fügen Sie einen hinzu mit: kontor shop add.',
    },
  },
  'shop.unclear': {
    title: 'Welcher Shop ist gemeint?',
    cause: 'Die Bridge hat {count, number} Shops: {shops}.',
    remedy: { screen: 'Nennen Sie den Shop.', commandLine: 'Nennen Sie einen davon: --shop {first}.' },
  },
  'shop.unclear:by_place': {
    title: 'Welcher Shop ist gemeint?',
    cause: 'Die Bridge hat {count, number} Shops: {shops}.',
    remedy: { screen: 'Nennen Sie den Shop.', commandLine: 'Nennen Sie einen davon: kontor {command} {first}.' },
  },

  'system.not_set_up': {
    title: 'Die Bridge bietet dieses System nicht an',
    cause: 'Diese Bridge bietet das System „{system}“ nicht an.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, das System einzurichten. Angeboten wird: {offered}.',
      commandLine:
        'Setzen Sie die Betreibereinstellungen des Systems ({variables}) und versuchen Sie es erneut. Angeboten wird: {offered}.',
    },
  },
  'system.no_products': {
    title: 'Es gibt keine Produkte anzulegen',
    cause: 'In {target} sind keine Produkte anzulegen.',
    remedy: 'Es ist nichts zu tun.',
  },
  'system.nothing_mapped': {
    title: 'In diesem System wird nichts zugeordnet',
    cause: '{target} hat keine Einstellungen dafür, wie Steuersätze gebucht werden.',
    remedy: 'Es ist nichts zu tun.',
  },
  'credentials.other_account': {
    title: 'Die Zugangsdaten gehören zu einer anderen Firma',
    cause: 'Die Zugangsdaten gehören zu {given}, die Verbindung aber zu {connected}.',
    remedy:
      'Geben Sie Zugangsdaten von {connected} ein. Für eine andere Firma fügen Sie eine weitere Verbindung hinzu.',
  },
  'functions.unknown': {
    title: 'Das System hat diese Funktion nicht',
    cause: '{target} hat die Funktion {functions} nicht.',
    remedy: 'Nennen Sie nur Funktionen, die angeboten werden: {offered}.',
  },
  'credentials.wrong': {
    title: 'Die Zugangsdaten sind unvollständig',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Korrigieren Sie das Feld und versuchen Sie es erneut.',
      commandLine:
        'Korrigieren Sie die Zugangsdaten und versuchen Sie es erneut. Was jedes System verlangt, zeigt: kontor systems.',
    },
  },
  'settings.wrong': {
    title: 'Eine Einstellung ist falsch',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Korrigieren Sie die Einstellung und speichern Sie noch einmal.',
      commandLine:
        'Korrigieren Sie die Einstellungen und versuchen Sie es erneut. Was jedes System verlangt, zeigt: kontor systems.',
    },
  },
  'connection.unknown': {
    title: 'Diese Verbindung gibt es nicht',
    cause: 'Der Shop hat keine Verbindung {connection}.',
    remedy: {
      screen: 'Laden Sie die Seite neu, um zu sehen, welche es gibt.',
      commandLine: 'Die Verbindungen zeigt: kontor connection list.',
    },
  },
  'connection.unclear': {
    title: 'Welche Verbindung ist gemeint?',
    cause: 'Der Shop hat {count, number} Verbindungen.',
    remedy: {
      screen: 'Wählen Sie eine davon.',
      commandLine: 'Nennen Sie eine davon als connection. Die Verbindungen zeigt: kontor connection list.',
    },
  },
  'connection.not_set_up': {
    title: 'Das System ist auf der Bridge nicht eingerichtet',
    cause: 'Das System {system} ist auf dieser Bridge nicht eingerichtet.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, das System einzurichten, und versuchen Sie es dann erneut.',
      commandLine: 'Richten Sie das System ein und versuchen Sie es dann erneut.',
    },
  },

  'order.unknown': {
    title: 'Die Bridge kennt diese Bestellung nicht',
    cause: 'Die Bridge kennt die Bestellung {order} dieses Shops nicht.',
    remedy: {
      screen: 'Speichern Sie die Bestellung im Shop. Sie wird dann an die Bridge gesendet.',
      commandLine:
        'Welche sie kennt, zeigt: kontor orders. Oder speichern Sie die Bestellung im Shop: Sie wird dann an die Bridge gesendet.',
    },
  },
  'order.unknown:or_system': {
    title: 'Die Bridge kennt diese Bestellung nicht',
    cause: 'Die Bridge kennt die Bestellung {order} dieses Shops nicht, oder das System dazu ist nicht eingerichtet.',
    remedy: 'Speichern Sie die Bestellung im Shop. Sie wird dann an die Bridge gesendet.',
  },
  'order.no_content': {
    title: 'Der Bridge fehlt der Inhalt der Bestellung',
    cause: 'Der Inhalt der Bestellung {order} wurde gelöscht oder war nie lesbar.',
    remedy: 'Speichern Sie die Bestellung im Shop. Sie wird dann wieder an die Bridge gesendet.',
  },
  'order.content_not_allowed': {
    title: 'Der Inhalt darf nicht gezeigt werden',
    cause: 'Dem Aufrufer fehlt die Berechtigung (Scope) orders:content.',
    remedy: 'Lassen Sie „with“ weg, oder fragen Sie als Betreiber oder als Shop.',
  },
  'order.open': {
    title: 'Die Bestellung ist noch nicht fertig',
    cause:
      'Ein Beleg der Bestellung {state, select, waiting {wartet noch} sending {wird gerade gesendet} in_doubt {wird gerade geprüft} handed_over {liegt beim Büro} blocked {braucht Klärung} other {wird noch angesehen}} ({reason}, interne Nummer {id}). Vielleicht braucht er noch den Inhalt der Bestellung.',
    remedy: {
      screen:
        'Bringen Sie den Beleg zuerst zu Ende, oder markieren Sie ihn als anderweitig erledigt. Versuchen Sie es dann erneut.',
      commandLine:
        'Bringen Sie den Beleg zuerst zu Ende (worauf er wartet, zeigt kontor show), oder markieren Sie ihn mit kontor elsewhere als anderweitig erledigt. Versuchen Sie es dann erneut.',
    },
  },

  'verify.nothing': {
    title: 'Die Datenbank ist leer',
    cause: 'Die Datenbank ist leer.',
    remedy: 'Stellen Sie zuerst die Sicherung wieder her.',
  },
  'verify.in_future': {
    title: 'Dieser Zeitpunkt liegt in der Zukunft',
    cause: 'Der angegebene Zeitpunkt der Sicherung liegt in der Zukunft.',
    remedy: 'Geben Sie an, wann die Sicherung gemacht wurde.',
  },
  'verify.not_begun': {
    title: 'Es läuft keine Überprüfung',
    cause: 'Es läuft keine Überprüfung.',
    remedy: { screen: 'Nichts.', commandLine: 'Starten Sie sie nach einer Wiederherstellung mit: kontor verify.' },
  },
  'verify.not_over': {
    title: 'Die Überprüfung ist noch nicht beendet',
    cause:
      '{left, plural, one {# Beleg von vor der Wiederherstellung ist} other {# Belege von vor der Wiederherstellung sind}} noch unterwegs, und {waiting, plural, one {# braucht} other {# brauchen}} Klärung.',
    remedy: {
      screen:
        'Lassen Sie die Bridge weiterarbeiten und klären Sie die übrigen Belege. Es schadet nicht, die Überprüfung später zu beenden.',
      commandLine:
        'Lassen Sie die Bridge weiterarbeiten und sehen Sie sich die übrigen Belege an: kontor transfers --state blocked. Es schadet nicht, die Überprüfung später zu beenden.',
    },
  },

  'key.unknown': {
    title: 'Diesen Schlüssel gibt es nicht',
    cause: 'Ein solcher Schlüssel ist nicht in Gebrauch.',
    remedy: { screen: reload, commandLine: 'Die Schlüssel zeigt: kontor key list.' },
  },
  'key.unknown:of_shop': {
    title: 'Diesen Schlüssel gibt es nicht',
    cause: 'Der Shop hat keinen solchen Schlüssel in Gebrauch.',
    remedy: { screen: reload, commandLine: 'Die Schlüssel des Shops zeigt: kontor shop keys.' },
  },
  'key.not_in_use': {
    title: 'Der Schlüssel ist nicht mehr in Gebrauch',
    cause: 'Der Schlüssel, der ersetzt werden soll, ist nicht mehr in Gebrauch.',
    remedy: 'Signieren Sie die Anfrage mit dem Schlüssel, der in Gebrauch ist.',
  },
  'key.not_in_use:signed_with': {
    title: 'Der Schlüssel ist nicht mehr in Gebrauch',
    cause: 'Der Schlüssel, mit dem die Anfrage signiert ist, ist nicht mehr in Gebrauch.',
    remedy: 'Nichts: Der Shop ist mit diesem Schlüssel nicht gekoppelt.',
  },
  'key.used_before': {
    title: 'Der Schlüssel wurde schon verwendet',
    cause: 'Der Shop hat oder hatte genau diesen Schlüssel.',
    remedy: 'Erstellen Sie einen neuen Schlüssel.',
  },
  'event.unreadable': {
    title: 'Das Ereignis ist nicht lesbar',
    cause: 'Das Ereignis ist nicht lesbar: {path}: {said}.',
    remedy:
      "Senden Sie '{'generation, order, refunds'}' mit der Bestellung und den Erstattungen, wie die WooCommerce-REST-API v3 sie liefert, oder '{'generation, id, tombstone: true'}'.",
  },
  'event.unstorable': {
    title: 'Die Bestellung lässt sich nicht speichern',
    cause: 'PostgreSQL kann diese Bestellung nicht speichern: {said}',
    remedy:
      'Suchen Sie in der Bestellung nach unmöglich großen Werten. Korrigieren Sie die Bestellung im Shop und speichern Sie sie noch einmal.',
  },
} as const satisfies Translated<typeof english>;
