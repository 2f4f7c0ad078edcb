import type { shopReadingTexts as english } from '../en/shop-reading.ts';
import type { Translated } from '../text.ts';

/** Warum die Bridge einen Shop nicht über seine REST-API lesen kann. */
export const shopReadingTexts = {
  'shop_read.unreachable': {
    title: 'Der Shop antwortet nicht',
    cause: 'Der Shop antwortet nicht: {because}',
    remedy:
      'Prüfen Sie, ob die Adresse richtig geschrieben ist und ob sich der Shop dort im Browser öffnet. Einen verbundenen Shop liest die Bridge von selbst erneut.',
  },
  'shop_read.slow': {
    title: 'Der Shop ist zu langsam',
    cause: 'Der Shop hat nicht rechtzeitig geantwortet: {because}',
    remedy:
      'Einen verbundenen Shop liest die Bridge von selbst erneut. Bleibt es dabei, fragen Sie den Hoster, warum die REST-API des Shops langsam ist.',
  },
  'shop_read.too_large': {
    title: 'Die Antwort des Shops ist zu groß',
    cause: 'Die Antwort des Shops ist größer, als die Bridge sie annimmt: {because}',
    remedy:
      'Suchen Sie die Bestellung oder das Plugin, das die Antwort so groß macht, zum Beispiel eines, das Dateien in den Metadaten einer Bestellung ablegt.',
  },
  'shop_read.address_refused': {
    title: 'Die Adresse des Shops darf nicht aufgerufen werden',
    cause: 'Die Bridge darf die Adresse des Shops nicht aufrufen: {because}',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, die Adresse zu erlauben.',
      commandLine:
        'Verwenden Sie eine Adresse mit https im öffentlichen Internet, oder nennen Sie den Host in {variable} und starten Sie die Bridge neu.',
    },
  },
  'shop_read.redirected': {
    title: 'Der Shop leitet auf eine andere Adresse um',
    cause: 'Der Shop leitet Anfragen auf {to} um.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, den Shop mit der Adresse zu verbinden, auf die er umleitet.',
      commandLine:
        'Verbinden Sie den Shop mit dieser Adresse: kontor shop connect --url {to}. Hat die Bridge den Shop schon, fügen Sie --existing mit seiner ID hinzu.',
    },
  },
  'shop_read.redirected:page': {
    title: 'Der Shop leitet die REST-API auf eine Seite um',
    cause: 'Der Shop leitet Anfragen an seine REST-API auf eine andere Seite um: {to}',
    remedy:
      'Nehmen Sie /wp-json im Shop von Weiterleitungen aus: von denen eines Plugins für Sprachen, Anmeldung oder Wartung und von denen des Webservers.',
  },
  'shop_read.rate_limited': {
    title: 'Der Shop nimmt gerade keine weiteren Anfragen an',
    cause: 'Der Shop oder ein Dienst davor weist Anfragen ab, weil es zu viele waren (429).',
    remedy:
      'Einen verbundenen Shop liest die Bridge von selbst erneut. Bleibt es dabei, erlauben Sie die Adresse der Bridge in der Firewall des Shops.',
  },
  'shop_read.maintenance': {
    title: 'Der Shop ist im Wartungsmodus',
    cause: 'Der Shop antwortet, dass er nicht verfügbar ist (503), wie WordPress während einer Aktualisierung.',
    remedy:
      'Einen verbundenen Shop liest die Bridge von selbst erneut. Bleibt es dabei, beenden Sie den Wartungsmodus des Shops.',
  },
  'shop_read.wrong_key': {
    title: 'Der Shop lehnt den REST-Schlüssel ab',
    cause: 'Der Shop lehnt den REST-Schlüssel ab. Er sagt: {said}',
    remedy: {
      screen:
        'Erstellen Sie im Shop einen REST-Schlüssel mit Leserecht (WooCommerce → Einstellungen → Erweitert → REST-API) und geben Sie ihn dem Betreiber der Bridge.',
      commandLine:
        'Erstellen Sie im Shop einen REST-Schlüssel mit Leserecht (WooCommerce → Einstellungen → Erweitert → REST-API) und verbinden Sie den Shop damit: kontor shop connect. Hat die Bridge den Shop schon, fügen Sie --existing mit seiner ID hinzu.',
    },
  },
  'shop_read.no_right': {
    title: 'Der REST-Schlüssel darf das nicht lesen',
    cause:
      'Dem REST-Schlüssel fehlt das Leserecht, oder sein Benutzer darf den Shop nicht verwalten. Der Shop sagt: {said}',
    remedy: {
      screen:
        'Erstellen Sie für einen Shop-Manager einen REST-Schlüssel mit Leserecht (WooCommerce → Einstellungen → Erweitert → REST-API) und geben Sie ihn dem Betreiber der Bridge.',
      commandLine:
        'Erstellen Sie für einen Shop-Manager einen REST-Schlüssel mit Leserecht (WooCommerce → Einstellungen → Erweitert → REST-API) und verbinden Sie den Shop damit: kontor shop connect. Hat die Bridge den Shop schon, fügen Sie --existing mit seiner ID hinzu.',
    },
  },
  'shop_read.clock': {
    title: 'Die Uhren von Bridge und Shop gehen auseinander',
    cause: 'Der Shop lehnt die Zeit in der Signatur der Anfrage ab. Er sagt: {said}',
    remedy:
      'Stellen Sie die Uhr richtig, die falsch geht. Die beiden Uhren dürfen höchstens 15 Minuten auseinander gehen.',
  },
  'shop_read.locked': {
    title: 'Etwas vor WooCommerce weist die Bridge ab',
    cause:
      'Der Shop antwortet mit {status}, aber die Antwort ist nicht von WooCommerce. So antwortet eine Firewall oder ein Sicherheits-Plugin.',
    remedy: 'Erlauben Sie in der Firewall oder im Sicherheits-Plugin des Shops Anfragen der Bridge an /wp-json/wc/v3.',
  },
  'shop_read.no_rest_api': {
    title: 'Der Shop hat keine REST-API von WooCommerce',
    cause: 'Unter dieser Adresse hat der Shop keine REST-API von WooCommerce ({code}).',
    remedy:
      'Prüfen Sie die Adresse, ob WooCommerce aktiv ist und ob die Permalinks des Shops nicht auf „Einfach“ stehen (Einstellungen → Permalinks).',
  },
  'shop_read.no_route': {
    title: 'Der Shop bietet das nicht an',
    cause: 'Die REST-API des Shops hat keine Route {route}.',
    remedy: 'Aktualisieren Sie WooCommerce. Fehlt die Route dann noch, suchen Sie das Plugin, das sie entfernt.',
  },
  'shop_read.locked:index': {
    title: 'Der Shop zeigt seinen Index niemandem',
    cause: 'Der Shop weist Anfragen an /wp-json/ ohne Anmeldung ab, wie es manche Sicherheits-Plugins einstellen.',
    remedy: {
      screen:
        'Erlauben Sie im Sicherheits-Plugin des Shops GET /wp-json/ ohne Anmeldung, oder wählen Sie die Zeitzone in den Einstellungen der Verbindung.',
      commandLine:
        'Erlauben Sie im Sicherheits-Plugin des Shops GET /wp-json/ ohne Anmeldung, und lesen Sie die Einstellungen erneut: kontor shop refresh-settings. Oder wählen Sie die Zeitzone in den Einstellungen der Verbindung.',
    },
  },
  'shop_read.not_asked': {
    title: 'Dafür blieb keine Zeit',
    cause:
      'Die Bridge liest die Einstellungen eines Shops höchstens {seconds} Sekunden lang, und der Shop braucht länger.',
    remedy:
      'Fragen Sie den Hoster des Shops, warum dessen REST-API langsam ist. Die Bridge versucht es jede Nacht erneut.',
  },
  'shop_read.list_too_long': {
    title: 'Der Shop hat mehr Einträge, als die Bridge behält',
    cause: 'Die Bridge behält {most, number} Einträge von {route}, und der Shop hat mehr.',
    remedy:
      'Zeigen die Formulare die Einträge, die Sie brauchen, ist nichts zu tun. Sonst entfernen Sie im Shop alte Einträge.',
  },
  'shop_read.list_repeats': {
    title: 'Der Shop zeigt nur die erste Seite',
    cause:
      'Der Shop antwortet auf jede Anfrage nach einer Seite von {route} mit derselben Seite. Die Bridge hat nur diese.',
    remedy:
      'Nehmen Sie /wp-json aus dem Cache des Shops aus, oder suchen Sie das Plugin, das die Antworten der REST-API verändert.',
  },
  'shop_read.entries_unread': {
    title: 'Einige Einträge sind nicht lesbar',
    cause: 'Die Bridge kann {count, plural, one {# Eintrag} other {# Einträge}} von {route} nicht lesen: {entries}',
    remedy:
      'Öffnen Sie diese Einträge in den Einstellungen von WooCommerce und korrigieren Sie sie, oder suchen Sie das Plugin, das sie angelegt hat. Alle anderen Einträge wurden gelesen.',
  },
  'shop_read.broken': {
    title: 'Der Shop hat einen Fehler',
    cause: 'Der Shop antwortet mit einem eigenen Fehler ({status}). Er sagt: {said}',
    remedy:
      'Einen verbundenen Shop liest die Bridge von selbst erneut. Bleibt es dabei, sehen Sie im Fehlerprotokoll des Shops nach.',
  },
  'shop_read.refused': {
    title: 'Der Shop lehnt die Anfrage der Bridge ab',
    cause: 'Der Shop lehnt die Anfrage ab ({status}). Er sagt: {said}',
    remedy: 'Aktualisieren Sie WooCommerce: Die Bridge braucht Version 5.8 oder neuer.',
  },
  'shop_read.not_json': {
    title: 'Der Shop antwortet mit einer Seite statt mit Daten',
    cause:
      'Der Shop antwortet mit einer Seite statt mit Daten ({status}), wie eine Firewall, ein Cache oder ein fehlerhaftes Plugin.',
    remedy:
      'Öffnen Sie /wp-json/wc/v3 des Shops im Browser. Erscheint dort eine Seite, suchen Sie das Plugin oder die Firewall, die sie zeigt. Ist es die Startseite des Shops, wählen Sie andere Permalinks als „Einfach“ (Einstellungen → Permalinks).',
  },
  'shop_read.other_shape': {
    title: 'Die Antwort des Shops hat eine andere Form',
    cause: 'Die Antwort des Shops hat nicht die Form, die WooCommerce für {list} beschreibt.',
    remedy: 'Suchen Sie das Plugin, das die REST-API von WooCommerce verändert, und schalten Sie es für die Bridge ab.',
  },
  'shop_read.other_list': {
    title: 'Der Shop listet Bestellungen, nach denen nicht gefragt wurde',
    cause:
      'Die Bridge hat den Shop nach Bestellungen gefragt, die sich nach {after} geändert haben, die älteste Änderung zuerst. Der Shop listet andere Bestellungen oder listet sie in anderer Reihenfolge.',
    remedy:
      'Nehmen Sie /wp-json aus dem Cache des Shops aus. Ist WooCommerce älter als 5.8, aktualisieren Sie es, denn es kann Bestellungen nicht nach ihrer letzten Änderung filtern.',
  },
  'shop_read.many_gone': {
    title: 'Die meisten Bestellungen fehlen im Shop',
    cause: '{gone} von {compared} Bestellungen, die die Bridge hat, sind nicht mehr im Shop.',
    remedy: {
      screen:
        'Bitten Sie den Betreiber der Bridge zu prüfen, ob die Adresse zum Shop selbst führt und nicht zu einer Kopie.',
      commandLine:
        'Prüfen Sie, ob die Adresse zum Shop selbst führt und nicht zu einer Kopie, und ob der Shop aus einer Sicherung wiederhergestellt wurde. Wurden die Bestellungen absichtlich gelöscht, übernehmen Sie das einzeln: kontor shop pull --orders.',
    },
  },
  'order.refunds_unread': {
    title: 'Die Erstattungen der Bestellung sind nicht lesbar',
    cause: 'Der Shop zeigt die Erstattungen der Bestellung nicht: {cause}',
    remedy:
      'Öffnen Sie die Bestellung im Shop. Erscheinen die Erstattungen dort, suchen Sie das Plugin, das die REST-API stört; mit der nächsten Änderung liest die Bridge die Bestellung erneut.',
  },
  'shop.not_connected': {
    title: 'Die Bridge hat keinen Zugang zu diesem Shop',
    cause: 'Die Bridge kann den Shop {shop} nicht lesen: Sie hat keinen REST-Schlüssel des Shops.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, den Shop zu verbinden.',
      commandLine:
        'Verbinden Sie den Shop: kontor shop connect --existing {shop} --url … --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_this_address': {
    title: 'An dieser Adresse gibt es schon einen Shop',
    cause: 'Die Bridge hat den Shop {shop} an der Adresse {url}.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, diesen Shop zu verbinden.',
      commandLine:
        'Verbinden Sie diesen Shop, damit keine Bestellung doppelt gebucht wird: kontor shop connect --existing {shop} --url {url} --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_another_address': {
    title: 'Der Shop hat eine andere Adresse',
    cause: 'Die Bridge kennt den Shop {shop} an der Adresse {url}.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, den Shop an seiner eigenen Adresse zu verbinden.',
      commandLine:
        'Verbinden Sie den Shop an dieser Adresse. Ist der Shop umgezogen, fügen Sie --moved hinzu. Einen Shop mit dem Plugin koppeln Sie zuerst an der neuen Adresse: kontor pair.',
    },
  },
} as const satisfies Translated<typeof english>;
